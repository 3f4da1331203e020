import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseGln } from '../../../server/domain/identifiers/gln.ts';
import { parseGtin } from '../../../server/domain/identifiers/gtin.ts';
import { internalCode, parseInternalCode } from '../../../server/domain/identifiers/internal-code.ts';

const codes = fc.uint8Array({ minLength: 8, maxLength: 8 }).map(internalCode);
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('an internal code', () => {
  it('stays what it was for the same random bytes, since it is printed', () => {
    expect(internalCode(new Uint8Array(8))).toBe('A000000W');
    expect(internalCode(Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8))).toBe('P2GC1R8Q');
    expect(internalCode(new Uint8Array(8).fill(255))).toBe('SZZZZZZV');
    expect(() => internalCode(new Uint8Array(7))).toThrow();
  });

  it('is read back as it was made and never passes for a GTIN or GLN', () => {
    fc.assert(
      fc.property(codes, (code) => {
        expect(parseInternalCode(code)).toEqual({ ok: true, value: code });
        expect(parseGtin(code).ok || parseGln(code).ok).toBe(false);
      }),
    );
  });

  it('is read in small letters, in groups, with O for 0 and I or L for 1', () => {
    fc.assert(
      fc.property(codes, fc.constantFrom('I', 'L', 'i', 'l'), (code, one) => {
        const sloppy = code.charAt(0) + code.slice(1).replaceAll('0', 'o').replaceAll('1', one);
        const typed = ` ${sloppy.slice(0, 4).toLowerCase()}-${sloppy.slice(4)}`;
        expect(parseInternalCode(typed)).toEqual({ ok: true, value: code });
      }),
    );
  });

  it('gives every wrong character away', () => {
    fc.assert(
      fc.property(codes, fc.nat(7), fc.constantFrom(...Array.from(alphabet)), (code, at, character) => {
        fc.pre(code.charAt(at) !== character);
        expect(parseInternalCode(code.slice(0, at) + character + code.slice(at + 1)).ok).toBe(false);
      }),
    );
  });

  it('gives every exchange of two characters away, neighbours or not', () => {
    fc.assert(
      fc.property(codes, fc.nat(7), fc.nat(7), (code, one, other) => {
        const characters = Array.from(code);
        fc.pre(characters[one] !== characters[other]);
        [characters[one], characters[other]] = [characters[other]!, characters[one]!];
        expect(parseInternalCode(characters.join('')).ok).toBe(false);
      }),
    );
  });

  it.each([
    ['9520000000004', 'identifiers.code-length'],
    ['96385074', 'identifiers.code-letter'],
    ['O0000000', 'identifiers.code-letter'],
    ['A00U0000', 'identifiers.code-character'],
    ['A00ô0000', 'identifiers.code-character'],
    ['A0000000', 'identifiers.code-mistyped'],
    ['', 'identifiers.code-length'],
  ])('%p is refused: %s', (text, key) => {
    expect(parseInternalCode(text)).toMatchObject({ ok: false, fault: { key } });
  });
});
