import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDigit, hasRightCheckDigit } from '../../../server/domain/identifiers/check-digit.ts';
import { parseGln } from '../../../server/domain/identifiers/gln.ts';
import { parseGtin } from '../../../server/domain/identifiers/gtin.ts';
import { translate } from '../../../server/platform/i18n.ts';

const digitsOf = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''));
const bodies = fc
  .constantFrom(7, 11, 12, 13)
  .chain(digitsOf)
  .filter((body) => !/^0+$/.test(body));

describe('a GTIN', () => {
  it.each([
    ['9520000000004', '09520000000004'],
    ['952 0000 00000-4', '09520000000004'],
    ['96385074', '00000096385074'],
    ['036000291452', '00036000291452'],
    ['09506000134352', '09506000134352'],
    ['9–506–0001\u00a03435 2', '09506000134352'],
  ])('%s is read as %s', (text, value) => {
    expect(parseGtin(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['9520000000003', 'identifiers.check-digit'],
    ['952000000000', 'identifiers.check-digit'],
    ['95200000000', 'identifiers.gtin-length'],
    ['952000000000400', 'identifiers.gtin-length'],
    ['', 'identifiers.gtin-length'],
    ['952O000000004', 'identifiers.digits-only'],
    ['952000000000４', 'identifiers.digits-only'],
    ['00000000', 'identifiers.all-zeros'],
  ])('%p is refused: %s', (text, key) => {
    expect(parseGtin(text)).toMatchObject({ ok: false, fault: { key } });
  });

  it('with a wrong check digit tells a clerk the right one', () => {
    const parsed = parseGtin('9520000000003');
    const { key, params } = parsed.ok ? { key: 'common.none' as const, params: {} } : parsed.fault;
    expect(translate.vi(key, params)).toBe(
      'Số kiểm tra sai: với 12 chữ số đầu này, số cuối phải là 4. Hãy so lại từng chữ số.',
    );
  });

  it('is accepted with its check digit, and every other last digit is answered with the right one', () => {
    fc.assert(
      fc.property(bodies, fc.integer({ min: 1, max: 9 }), (body, offset) => {
        const right = checkDigit(body);
        const wrong = String((Number(right) + offset) % 10);
        expect(parseGtin(body + right)).toEqual({ ok: true, value: (body + right).padStart(14, '0') });
        expect(parseGtin(body + wrong)).toMatchObject({ fault: { params: { digit: right } } });
      }),
    );
  });

  it('never passes with one digit wrong', () => {
    fc.assert(
      fc.property(bodies, fc.nat(), fc.integer({ min: 1, max: 9 }), (body, place, offset) => {
        const gtin = body + checkDigit(body);
        const at = place % gtin.length;
        const wrong =
          gtin.slice(0, at) + String((Number(gtin.charAt(at)) + offset) % 10) + gtin.slice(at + 1);
        expect(hasRightCheckDigit(wrong)).toBe(false);
      }),
    );
  });
});

describe('a GLN', () => {
  it('has 13 digits and a right check digit', () => {
    expect(parseGln('893 8505 97000 4')).toEqual({ ok: true, value: '8938505970004' });
    expect(parseGln('8938505970005')).toMatchObject({ fault: { params: { count: 12, digit: '4' } } });
    expect(parseGln('08938505970004')).toMatchObject({ fault: { key: 'identifiers.gln-length' } });
  });
});
