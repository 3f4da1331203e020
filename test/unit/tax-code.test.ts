import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parsePhoneNumber } from '../../server/domain/phone-number.ts';
import { parseTaxCode } from '../../server/domain/tax-code.ts';

const weights = [31, 29, 23, 19, 17, 13, 7, 5, 3];
const heads = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 9, maxLength: 9 });
const remainderOf = (head: number[]) => head.reduce((sum, digit, at) => sum + digit * weights[at]!, 0) % 11;

describe('a tax code', () => {
  it.each([
    ['0100109106', { form: 'enterprise', value: '0100109106' }],
    ['0100109106-001', { form: 'dependent-unit', value: '0100109106-001' }],
    ['0100109106 999', { form: 'dependent-unit', value: '0100109106-999' }],
    ['089 204 000 123', { form: 'personal', value: '089204000123' }],
  ])('%s is recognised in its form', (text, value) => {
    expect(parseTaxCode(text)).toEqual({ ok: true, value });
  });

  it.each([
    ['0100109107', { key: 'identifiers.tax-check-digit', params: { digit: '6' } }],
    ['0100109107-001', { key: 'identifiers.tax-check-digit', params: { digit: '6' } }],
    ['0100109106-000', { key: 'identifiers.tax-dependant' }],
    ['000000000', { key: 'identifiers.tax-old-identity' }],
    ['0000000000', { key: 'identifiers.tax-never-issued' }],
    ['000204000123', { key: 'identifiers.tax-personal' }],
    ['01001', { key: 'identifiers.tax-length', params: { count: 5 } }],
    ['MST0100109106', { key: 'identifiers.tax-digits-only', params: { character: 'M' } }],
  ])('%s is refused with the reason', (text, fault) => {
    expect(parseTaxCode(text)).toEqual({ ok: false, fault });
  });

  it('has exactly one right tenth digit, or none where it was never issued', () => {
    fc.assert(
      fc.property(heads, (head) => {
        const right = Array.from('0123456789').filter((digit) => parseTaxCode(head.join('') + digit).ok);
        const remainder = remainderOf(head);
        expect(right).toEqual(remainder === 0 ? [] : [String(10 - remainder)]);
      }),
    );
  });
});

describe('a telephone number', () => {
  it.each([
    ['0912 345 678', '0912345678'],
    ['+84 912.345.678', '0912345678'],
    ['84912345678', '0912345678'],
    ['+84 (0)912 345 678', '0912345678'],
    ['(0296) 3123 456', '02963123456'],
  ])('%s is %s', (text, value) => {
    expect(parsePhoneNumber(text)).toEqual({ ok: true, value });
  });

  it.each(['0112345678', '091234567', '09123456789', '+1 912 345 678', 'gọi sau', ''])(
    '%p is none',
    (text) => {
      expect(parsePhoneNumber(text)).toMatchObject({ ok: false });
    },
  );
});
