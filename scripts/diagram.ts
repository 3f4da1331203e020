import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { reviewPage } from './review-diagram.ts';

const file = path.join(import.meta.dirname, '../docs/review-states.md');

/** `npm run diagram`: draws the states of review anew from the table that the server works by. */
writeFileSync(file, reviewPage());
console.log(`Written: ${path.relative(process.cwd(), file)}`);
