import { describe, expect, it } from '@jest/globals';
import { parseTypedCode } from '../../server/domain/identifiers/typed-code.ts';

const pathOf = (code: string, lot = '') => {
  const link = parseTypedCode({ code, lot });
  return link.ok
    ? [link.value.key, ...link.value.qualifiers].map(({ ai, value }) => `${ai}=${value}`).join(' ')
    : null;
};

describe('a code as people type it', () => {
  it.each([
    ['8938505970011', '', '01=08938505970011'],
    [' 0893 8505 97001 1 ', '', '01=08938505970011'],
    ['08938505970011', ' VG-1 ', '01=08938505970011 10=VG-1'],
    ['(01)08938505970011(10)VG/1', '', '01=08938505970011 10=VG/1'],
    ['https://txng.example.vn/01/08938505970011/10/VG-1', '', '01=08938505970011 10=VG-1'],
    ['HTTPS://TXNG.EXAMPLE.VN/01/08938505970011', 'ignored', '01=08938505970011'],
  ])('%s with lot %j is %s', (code, lot, expected) => {
    expect(pathOf(code, lot)).toBe(expected);
  });

  it.each([
    ['', '', '/code', 'public.search-empty'],
    ['8938505970012', '', '/code', 'identifiers.check-digit'],
    ['xin chào', '', '/code', 'identifiers.code-length'],
    ['8938505970011', 'LÔ 1', '/lot', 'identifiers.lot-character'],
  ])('%s with lot %j is at fault in %s: %s', (code, lot, pointer, key) => {
    expect(parseTypedCode({ code, lot })).toMatchObject({ ok: false, fault: { pointer, key } });
  });
});
