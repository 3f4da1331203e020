import { expect, it } from '@jest/globals';
import { buildDigitalLink, elementsOf } from '../../server/domain/identifiers/digital-link-build.ts';
import { parseDigitalLink } from '../../server/domain/identifiers/digital-link-syntax.ts';
import { formatBracketed } from '../../server/domain/identifiers/element-syntax.ts';
import { describeWith, sharedText } from '../support/shared-data.ts';

interface Vector {
  uri: string;
  engine: { valid: boolean; elementString?: string; ignoredQuery?: string[]; rebuilt?: string };
  bwipp: { valid: boolean; code?: string };
}

const text = sharedText('cases/gs1-dl-uri-vectors.json');
const { vectors } = JSON.parse(text ?? '{"vectors":[]}') as { vectors: Vector[] };

/** A resolver forgives one slash at the end (GS1-Conformant Resolver §2.13); the engine does not. */
const forgivenSlash = /[^/]\/(?:[?#]|$)/;

/** Why we side with GS1's engine where BWIPP decides otherwise. */
const unlikeBwipp: [pattern: RegExp, reason: string][] = [
  [/\/01\/(?:\d{8}|\d{12,13})$/, 'GTINs in URIs have 14 digits since URI Syntax 1.4'],
  [/^https:\/\/\//, 'a URI has a host'],
  [/%(?![0-9A-F]{2})/i, 'a malformed percent sign stands for itself'],
  [/[?&](\d+)=.*&\1=/, 'no key is repeated in a URI'],
  [/^https?:\/\/[^/]*[_~?#@]/, 'characters no host has'],
];

describeWith(text, 'Digital Link URIs, against the verdicts of two independent engines', () => {
  it.each(vectors)('$uri: the GS1 Barcode Syntax Engine', ({ uri, engine }) => {
    const link = parseDigitalLink(uri);
    if (!engine.valid && link.ok) {
      expect(uri).toMatch(forgivenSlash);
      expect(parseDigitalLink(uri.replace(/\/(?=[?#]|$)/, ''))).toEqual(link);
      return;
    }
    expect({ uri, valid: link.ok }).toEqual({ uri, valid: engine.valid });
    if (!link.ok) return;
    expect(formatBracketed(elementsOf(link.value))).toBe(engine.elementString);
    expect(link.value.otherQuery).toEqual(engine.ignoredQuery);
    expect(buildDigitalLink(elementsOf(link.value), { stem: 'https://truyxuat.example.vn' })).toEqual({
      ok: true,
      value: engine.rebuilt,
    });
  });

  it.each(vectors)('$uri: BWIPP', ({ uri, bwipp }) => {
    const { ok } = parseDigitalLink(uri);
    const isExplained = forgivenSlash.test(uri) || unlikeBwipp.some(([pattern]) => pattern.test(uri));
    expect({ uri, valid: ok || isExplained }).toEqual({ uri, valid: bwipp.valid || isExplained });
  });

  it('tells where in the URI the fault is', () => {
    const faulty = vectors.flatMap(({ uri }) => {
      const link = parseDigitalLink(uri);
      return link.ok ? [] : [{ uri, position: link.fault.position }];
    });
    expect(faulty.length).toBeGreaterThan(40);
    expect(faulty.filter(({ uri, position }) => !(position >= 0 && position <= uri.length))).toEqual([]);
  });
});
