import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTracePath } from '../../../server/domain/identifiers/digital-link.ts';
import { parseDigitalLink } from '../../../server/domain/identifiers/digital-link-syntax.ts';
import { parseBracketed, parseElementString } from '../../../server/domain/identifiers/element-syntax.ts';
import { parseEpcPath } from '../../../server/domain/identifiers/epc-binary.ts';
import { parseTypedCode } from '../../../server/domain/identifiers/typed-code.ts';
import { catalogues } from '../../../server/locales/catalogue.ts';
import { translate } from '../../../server/platform/i18n.ts';

const parsers = [parseDigitalLink, parseElementString, parseBracketed, parseEpcPath];

/** Pieces of which wrong codes are made. */
const pieces = [
  '/', '//', '/01/', '/10/', '/21/', '/22/', '/235/', '/414/', '/8010/', '/t/', '/T/', '/eh', '/ex', '?', '&', '=', ';', '#',
  '08938505974194', '8938505970004', '189385059700006041', 'A000000W', '3074257bf7194e4000001a85', 'MHQle_cZTkAAABqF', 'f7',
  '(01)', '(10)', '(', ')', '\\(', '\x1d', ']d2', '01', '10', '17', '271231', '271301', '3103', '8003', '8030', '999', 'L1',
  '%', '%2', '%41', '%2F', '%00', '%FF', '%C3%A9', '+', ' ', '~', 'ô', '😀', '\ud800', '\0', 'https://', 'http://a', 'HTTPS://A.VN',
  '00000000000000000000', 'constructor', '__proto__', '-1', 'x'.repeat(91),
]; // prettier-ignore

describe('random input', () => {
  it('never makes a parser throw, and every fault has its place and its words', () => {
    const next = numbers(20261122);
    const seen = new Set<string>();
    for (let count = 0; count < 100_000; count += 1) {
      const text = Array.from({ length: 1 + (next() % 9) }, () => pieces[next() % pieces.length]).join('');
      parseTracePath(text);
      const read = parsers[count % parsers.length]!(text);
      if (read.ok) continue;
      const { code, key, position, params } = read.fault;
      if (!(position >= 0 && position <= text.length))
        throw new Error(`${JSON.stringify(text)}: ${position}`);
      if (seen.has(code)) continue;
      seen.add(code);
      expect(catalogues.vi[key]).toBeDefined();
      expect(translate.vi(key, params) + translate.en(key, params)).not.toMatch(/\{|undefined/);
    }
    expect([...seen].sort()).toEqual(
      expect.arrayContaining(['link-form', 'uri-character', 'value-short', 'epc-scheme']),
    );
    expect(seen.size).toBeGreaterThan(18);
  });

  it('of any characters at all is answered', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        for (const parse of parsers) expect(typeof parse(text).ok).toBe('boolean');
        for (const start of ['/01/', '/t/', '/eh', '/ex', `/01/08938505974194/10/`])
          parseTracePath(start + text);
        expect(typeof parseTypedCode({ code: text, lot: text }).ok).toBe('boolean');
      }),
      { numRuns: 2000 },
    );
  });

  it('however long is answered', () => {
    for (const piece of ['/01/08938505974194', '/10/A', '&17=271231', '10A\x1d', '(10)A', '%', '/']) {
      const text = piece.repeat(8000);
      for (const parse of parsers) {
        expect(typeof parse(`/01/08938505974194?${text}`).ok).toBe('boolean');
        expect(typeof parse(text).ok).toBe('boolean');
      }
    }
    expect(parseEpcPath(`/eh${'3'.repeat(100_000)}`).ok).toBe(false);
  });
});

/** A linear congruential generator: the same inputs in every run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
