import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The version in package.json, which stands two folders up in the source and three from the built file. */
export function packageVersion(): string {
  const file = ['../..', '../../..']
    .map((folder) => path.resolve(import.meta.dirname, folder, 'package.json'))
    .find((candidate) => existsSync(candidate));
  if (file === undefined) throw new Error('package.json is missing');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
