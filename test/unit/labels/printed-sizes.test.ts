import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from '@jest/globals';
import { printedSizes } from '../../../scripts/printed-sizes.ts';

it('docs/printed-sizes.md says what the code prints', () => {
  const document = readFileSync(path.join(import.meta.dirname, '../../../docs/printed-sizes.md'), 'utf8');
  expect(document).toContain(printedSizes());
});
