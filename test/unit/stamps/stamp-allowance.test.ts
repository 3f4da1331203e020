import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { quantityOf, stampsWithin, usualPerStamp } from '../../../server/domain/stamps/stamp-allowance.ts';
import type { Quantity, UnitCode } from '../../../server/domain/quantity.ts';

describe('how many stamps a batch carries', () => {
  it.each([
    ['1 TNE', '500 GRM', 2000],
    ['1250.5 KGM', '0.5 KGM', 2501],
    ['1250.4 KGM', '0.5 KGM', 2500],
    ['30 LTR', '750 MLT', 40],
    ['0.3 KGM', '0.1 KGM', 3],
    ['1000 H87', '10 H87', 100],
    ['0.4 KGM', '0.5 KGM', 0],
  ])('%s in packs of %s make %d', (total, each, stamps) => {
    expect(stampsWithin(quantity(total), quantity(each))).toBe(stamps);
  });

  it('never promises more than the batch holds, to the last decimal', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10 ** 9 }),
        fc.integer({ min: 1, max: 10 ** 6 }),
        (grams, pack) => {
          const quantity = { value: String(grams), unit: 'GRM' } as const;
          expect(stampsWithin(quantity, { value: String(pack), unit: 'GRM' })).toBe(Math.floor(grams / pack));
        },
      ),
    );
    // 3 − 10⁻²⁵ packs: a quotient of twenty decimals says 3.
    const nearly = { value: '2.9999999999999999999999999', unit: 'KGM' } as const;
    expect(stampsWithin(nearly, { value: '1', unit: 'KGM' })).toBe(2);
  });

  it('counts in packs of the net content, in pieces where the batch is counted, and asks where neither fits', () => {
    const kilograms = { value: '100', unit: 'KGM' } as const;
    const grams = { value: '500', unit: 'GRM' } as const;
    expect(usualPerStamp(kilograms, grams)).toEqual(grams);
    expect(usualPerStamp({ value: '100', unit: 'H87' }, grams)).toEqual({ value: '1', unit: 'H87' });
    expect(usualPerStamp(kilograms, { value: '1', unit: 'LTR' })).toBeNull();
    expect(quantityOf(3, grams)).toEqual({ value: '1500', unit: 'GRM' });
  });
});

function quantity(text: string): Quantity {
  const [value = '', unit] = text.split(' ');
  return { value, unit: unit as UnitCode };
}
