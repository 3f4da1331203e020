import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe } from '@jest/globals';

/** Reference material lies beside the checkout, not in it; SHARED_DATA names another place. */
export const sharedFolder = path.resolve(
  process.env['SHARED_DATA'] ?? path.join(import.meta.dirname, '../../../shared/data'),
);

/** A file of reference material, or undefined, said loudly, where it is not there. */
export function sharedText(name: string): string | undefined {
  const file = path.join(sharedFolder, name);
  if (existsSync(file)) return readFileSync(file, 'utf8');
  console.warn(`NOT TESTED against ${name}: ${file} is not there (set SHARED_DATA).`);
  return undefined;
}

/** Tests that need the material, skipped without it. */
export function describeWith(text: string | undefined, name: string, tests: () => void): void {
  (text === undefined ? describe.skip : describe)(name, tests);
}
