import { expect, it } from '@jest/globals';
import { parseTracePath, tracePath } from '../../server/domain/identifiers/digital-link.ts';
import { parseGtin } from '../../server/domain/identifiers/gtin.ts';
import { describeWith, sharedText } from '../support/shared-data.ts';

interface Vector {
  category: string;
  uri: string;
  engine: { valid: boolean; rebuilt?: string };
}

const text = sharedText('cases/gs1-dl-uri-vectors.json');
const { vectors } = JSON.parse(text ?? '{"vectors":[]}') as { vectors: Vector[] };

/** Paths of products at the root of a host; stems, other keys, data attributes and a forgiven slash are not ours yet. */
const ofProducts = vectors.filter(({ uri }) => /^https:\/\/truyxuat\.example\.vn\/01\/[^?]*[^/]$/.test(uri));
const repeatsItsKey = /\/01\/\d{14}\/01\//;

describeWith(text, 'the GS1 Barcode Syntax Engine agrees with us', () => {
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
