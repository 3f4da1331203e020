import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addQuantities,
  compareQuantities,
  convert,
  formatQuantity,
  isUnitCode,
  sameDimension,
  unitCodes,
} from '../../server/domain/quantity.ts';
import { translate } from '../../server/platform/i18n.ts';

const units = fc.constantFrom(...unitCodes);
const values = fc.bigInt({ min: 0n, max: 10n ** 18n }).map((number) => number.toString());

describe('a quantity', () => {
  it.each([
    ['2.5', 'TNE', 'KGM', '2500'],
    ['1', 'GRM', 'TNE', '0.000001'],
    ['0.1', 'LTR', 'MLT', '100'],
    ['1500', 'MTK', 'HAR', '0.15'],
  ] as const)('%s %s in %s is %s', (value, unit, to, expected) => {
    expect(convert({ value, unit }, to)).toEqual({ value: expected, unit: to });
  });

  it('comes back exactly from any unit of its dimension', () => {
    fc.assert(
      fc.property(values, units, units, (value, unit, other) => {
        fc.pre(sameDimension(unit, other));
        expect(convert(convert({ value, unit }, other), unit)).toEqual({ value, unit });
        expect(compareQuantities({ value, unit }, convert({ value, unit }, other))).toBe(0);
      }),
    );
  });

  it('is never turned into another dimension', () => {
    expect(() => convert({ value: '1', unit: 'KGM' }, 'H87')).toThrow('formats.unit-mismatch');
    expect(() => compareQuantities({ value: '1', unit: 'LTR' }, { value: '1', unit: 'KGM' })).toThrow();
  });

  it('is compared and added across units without rounding', () => {
    expect(compareQuantities({ value: '0.3', unit: 'KGM' }, { value: '300.1', unit: 'GRM' })).toBe(-1);
    expect(addQuantities({ value: '0.1', unit: 'TNE' }, { value: '200', unit: 'KGM' })).toEqual({
      value: '0.3',
      unit: 'TNE',
    });
  });

  it('is written with the unit people say', () => {
    const words = (['TNE', 'H87', 'MTK'] as const).map((unit) =>
      formatQuantity({ value: '1250.5', unit }, 'vi', translate.vi),
    );
    expect(words).toEqual(['1.250,5\u00a0tấn', '1.250,5\u00a0cái', '1.250,5\u00a0m²']);
    expect(formatQuantity({ value: '1250.5', unit: 'TNE' }, 'en', translate.en)).toBe('1,250.5\u00a0t');
  });

  it('knows its unit codes and nothing else', () => {
    expect(['KGM', 'kg', 'toString', ''].map(isUnitCode)).toEqual([true, false, false, false]);
  });
});
