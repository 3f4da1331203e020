import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseTracePath, tracePath } from '../../server/domain/identifiers/digital-link.ts';
import { parseGtin } from '../../server/domain/identifiers/gtin.ts';

interface Vector {
  category: string;
  uri: string;
  engine: { valid: boolean; rebuilt?: string };
}

const folder = path.resolve(
  process.env['SHARED_DATA'] ?? path.join(import.meta.dirname, '../../../shared/data'),
);
const file = path.join(folder, 'cases/gs1-dl-uri-vectors.json');
const isPresent = existsSync(file);
if (!isPresent)
  console.warn(`NOT TESTED against GS1's own verdicts: ${file} is not there (set SHARED_DATA).`);

const vectors = isPresent ? (JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] }).vectors : [];

/** Paths of products at the root of a host; stems, other keys, data attributes and a forgiven slash are not ours yet. */
const ofProducts = vectors.filter(({ uri }) => /^https:\/\/truyxuat\.example\.vn\/01\/[^?]*[^/]$/.test(uri));
const repeatsItsKey = /\/01\/\d{14}\/01\//;

(isPresent ? describe : describe.skip)('the GS1 Barcode Syntax Engine agrees with us', () => {
  it('on every GTIN of its cases', () => {
    const gtins = ofProducts.filter(({ category }) => category === 'gtin' || category === 'bad-check');
    expect(gtins.length).toBeGreaterThanOrEqual(12);
    const verdicts = gtins.map(({ uri }) => [uri, parseGtin(uri.slice(-14)).ok]);
    expect(verdicts).toEqual(gtins.map(({ uri, engine }) => [uri, engine.valid]));
  });

  it('on which product paths are right, and on their spelling', () => {
    const cases = ofProducts.filter(({ uri }) => !repeatsItsKey.test(uri));
    expect(cases.length).toBeGreaterThanOrEqual(60);
    const ours = cases.map(({ uri }) => {
      const { origin } = new URL(uri);
      const link = parseTracePath(uri.slice(origin.length));
      return [uri, link.ok ? origin + tracePath(link.value) : 'refused'];
    });
    expect(ours).toEqual(cases.map(({ uri, engine }) => [uri, engine.rebuilt ?? 'refused']));
  });
});
