import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseLot } from '../../../server/domain/identifiers/lot.ts';

/** Written out from the table of the General Specifications, apart from the pattern under test. */
const set82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';

describe('a lot number', () => {
  it('may hold each of the 82 characters and no other of Latin-1', () => {
    expect(set82).toHaveLength(82);
    for (let code = 33; code < 256; code += 1) {
      const character = String.fromCharCode(code);
      expect([character, parseLot(`A${character}B`).ok]).toEqual([character, set82.includes(character)]);
    }
  });

  it.each([
    [' L2026-09 ', { ok: true, value: 'L2026-09' }],
    [
      'Lô-12',
      { ok: false, fault: { key: 'identifiers.lot-character', params: { position: 2, character: 'ô' } } },
    ],
    [
      'Lo\u0302-12',
      { ok: false, fault: { key: 'identifiers.lot-character', params: { position: 2, character: 'ô' } } },
    ],
    [
      'A😀',
      { ok: false, fault: { key: 'identifiers.lot-character', params: { position: 2, character: '😀' } } },
    ],
    ['L 12', { ok: false, fault: { key: 'identifiers.lot-space', params: { position: 2 } } }],
    ['..', { ok: false, fault: { key: 'identifiers.lot-dots' } }],
    ['...', { ok: true, value: '...' }],
    ['   ', { ok: false, fault: { key: 'identifiers.lot-empty' } }],
  ])('%p is answered with the place of what is wrong', (text, answer) => {
    expect(parseLot(text)).toEqual(answer);
  });

  it('is at most 20 characters long and kept as typed', () => {
    const lots = fc.string({ unit: fc.constantFrom(...Array.from(set82)), minLength: 3, maxLength: 40 });
    fc.assert(
      fc.property(lots, (lot) => {
        expect(parseLot(lot)).toMatchObject(
          lot.length <= 20
            ? { ok: true, value: lot }
            : { ok: false, fault: { params: { count: lot.length } } },
        );
      }),
    );
  });
});
