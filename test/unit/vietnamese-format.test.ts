import { describe, expect, it } from '@jest/globals';
import Big from 'big.js';
import fc from 'fast-check';
import { searchKey } from '../../server/domain/search-key.ts';
import {
  dateInVietnam,
  formatDate,
  formatInstant,
  formatNumber,
  parseDate,
  parseNumber,
} from '../../server/domain/vietnamese-format.ts';

const languages = fc.constantFrom('vi' as const, 'en' as const);
const decimals = fc
  .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 8 }))
  .map(([digits, places]) => new Big(digits.toString()).times(`1e-${places}`).toFixed());
const dates = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

describe('a number', () => {
  it.each([
    ['1.250,5', '1250.5'],
    ['1250,5', '1250.5'],
    [' 1 250,50 ', '1250.5'],
    ['1.250', '1250'],
    ['1.250.000', '1250000'],
    ['0,250', '0.25'],
    ['1,125', '1.125'],
    ['1250,250', '1250.25'],
    ['007', '7'],
    ['-3,5', '-3.5'],
    ['−1.000', '-1000'],
    ['-0', '0'],
  ])('%s is read as %s', (text, value) => {
    expect(parseNumber(text, 'vi')).toEqual({ ok: true, value });
  });

  it.each([
    ['1,250', { text: '1,250', whole: '1.250', fraction: '1,25' }],
    ['10,000', { text: '10,000', whole: '10.000', fraction: '10' }],
    ['-2,500', { text: '-2,500', whole: '-2.500', fraction: '-2,5' }],
  ])('%s is refused with both readings', (text, params) => {
    expect(parseNumber(text, 'vi')).toEqual({
      ok: false,
      fault: { key: 'formats.number-ambiguous', params },
    });
  });

  it.each([
    ['1.5', 'formats.number-groups'],
    ['1,250.5', 'formats.number-groups'],
    ['1,250,000', 'formats.number-groups'],
    ['0.250', 'formats.number-groups'],
    ['12.50,5', 'formats.number-groups'],
    ['1,', 'formats.number'],
    [',5', 'formats.number'],
    ['1e5', 'formats.number'],
    ['5 kg', 'formats.number'],
    ['', 'formats.number'],
    ['9'.repeat(35), 'formats.number-too-long'],
  ])('%p is refused: %s', (text, key) => {
    expect(parseNumber(text, 'vi')).toMatchObject({ ok: false, fault: { key } });
  });

  it('is read on English pages as English writes it', () => {
    expect(parseNumber('1,250.5', 'en')).toEqual({ ok: true, value: '1250.5' });
    expect(parseNumber('1.250', 'en')).toMatchObject({
      fault: { params: { whole: '1,250', fraction: '1.25' } },
    });
  });

  it('is written so that it is read back the same', () => {
    expect([formatNumber('1250.50', 'vi'), formatNumber('-1234567', 'en')]).toEqual([
      '1.250,5',
      '-1,234,567',
    ]);
    fc.assert(
      fc.property(decimals, languages, (decimal, language) => {
        expect(parseNumber(formatNumber(decimal, language), language)).toEqual({ ok: true, value: decimal });
      }),
    );
  });
});

describe('a calendar date', () => {
  it.each([
    ['5/9/2026', '2026-09-05'],
    ['05/09/2026', '2026-09-05'],
    [' 5-9-2026 ', '2026-09-05'],
    ['5.9.2026', '2026-09-05'],
    ['2026-09-05', '2026-09-05'],
    ['29/2/2028', '2028-02-29'],
  ])('%s is read as %s', (text, value) => {
    expect(parseDate(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['29/02/2026', 'formats.date-day'],
    ['29/02/2100', 'formats.date-day'],
    ['31/04/2026', 'formats.date-day'],
    ['0/4/2026', 'formats.date-day'],
    ['2026-02-30', 'formats.date-day'],
    ['09/25/2026', 'formats.date-month'],
    ['5/9/26', 'formats.date-year'],
    ['5/9/20026', 'formats.date-year'],
    ['5 tháng 9', 'formats.date'],
    ['', 'formats.date'],
  ])('%p is refused: %s', (text, key) => {
    expect(parseDate(text)).toMatchObject({ ok: false, fault: { key } });
  });

  it('is written so that it is read back the same', () => {
    fc.assert(
      fc.property(dates, (date) => {
        expect(parseDate(formatDate(date, 'vi'))).toEqual({ ok: true, value: date });
      }),
    );
    expect(formatDate('2026-09-05', 'en')).toBe('5 Sep 2026');
  });
});

describe('an instant', () => {
  it('is shown by the clocks of Vietnam, a day ahead in the evening of Greenwich', () => {
    const instant = new Date('2026-12-31T17:05:00Z');
    expect(formatInstant(instant, 'vi')).toBe('01/01/2027 00:05');
    expect(formatInstant(instant, 'en')).toBe('1 Jan 2027, 00:05');
    expect(dateInVietnam(instant)).toBe('2027-01-01');
  });
});

describe('a search key', () => {
  it.each([
    ['Xã Hoà Đa', 'xa hoa da'],
    ['XÃ HÒA ĐA', 'xa hoa da'],
    ['xa\u0303 ho\u0300a đa', 'xa hoa da'],
    ["Cư M'gar", 'cu mgar'],
    ['Cư M’Gar', 'cu mgar'],
    ['  Văn Miếu - Quốc Tử Giám ', 'van mieu quoc tu giam'],
    ['P.12, Q.10', 'p 12 q 10'],
    ['…', ''],
  ])('of %p is %p', (text, key) => {
    expect(searchKey(text)).toBe(key);
  });

  it('of a key is the key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) =>
        expect(searchKey(searchKey(text))).toBe(searchKey(text)),
      ),
    );
  });
});
