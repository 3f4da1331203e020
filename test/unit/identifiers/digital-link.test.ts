import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDigit } from '../../../server/domain/identifiers/check-digit.ts';
import {
  isGs1Link,
  parseTracePath,
  printedTraceUri,
  tracePath,
  traceUri,
} from '../../../server/domain/identifiers/digital-link.ts';
import type { TraceLink } from '../../../server/domain/identifiers/digital-link.ts';
import { parseDigitalLink } from '../../../server/domain/identifiers/digital-link-syntax.ts';
import { internalCode } from '../../../server/domain/identifiers/internal-code.ts';

const gtin = '09520000000004';
const set82 = '!"%&\'()*+,-./0123456789:;<=>?ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz';
const value = fc
  .string({ unit: fc.constantFrom(...Array.from(set82)), minLength: 1, maxLength: 20 })
  // Browsers drop such a part of an address; lots of that name are refused (lot.ts).
  .filter((text) => !/^\.{1,2}$/.test(text));
const some = (ai: string) => fc.option(value.map((text) => [{ ai, value: text }])).map((part) => part ?? []);
const gtins = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 13, maxLength: 13 })
  .map((digits) => digits.join('') + checkDigit(digits.join('')));
const ours = fc
  .uint8Array({ minLength: 8, maxLength: 8 })
  .map((bytes) => ({ ai: 't', value: internalCode(bytes) }));

const links: fc.Arbitrary<TraceLink> = fc.oneof(
  fc.record({
    key: gtins.map((number) => ({ ai: '01', value: number })),
    qualifiers: fc.oneof(
      fc.tuple(some('22'), some('10'), some('21')).map((parts) => parts.flat()),
      some('235'),
    ),
  }),
  fc.record({ key: ours, qualifiers: fc.tuple(some('10'), some('21')).map((parts) => parts.flat()) }),
);

describe('the address of a code', () => {
  it('is read back as it was built', () => {
    fc.assert(
      fc.property(links, (link) => {
        expect(parseTracePath(tracePath(link))).toEqual({ ok: true, value: link });
        expect(parseTracePath(`${tracePath(link)}/?linkType=gs1:pip`)).toEqual({ ok: true, value: link });
      }),
    );
  });

  it('in its printed form names the same, with scheme and host in capitals', () => {
    fc.assert(
      fc.property(links, (link) => {
        const { protocol, host, pathname } = new URL(printedTraceUri('https://txng.example.vn:8443/', link));
        expect([protocol, host]).toEqual(['https:', 'txng.example.vn:8443']);
        expect(parseTracePath(pathname)).toEqual({ ok: true, value: link });
      }),
    );
  });

  it('percent-encodes what GS1 says, and a lot keeps its small letters in print', () => {
    const link = { key: { ai: '01', value: gtin }, qualifiers: [{ ai: '10', value: "a/b!(c)*d'e+f,g=h" }] };
    expect(traceUri('https://nguon.example.vn', link)).toBe(
      `https://nguon.example.vn/01/${gtin}/10/a%2Fb%21%28c%29%2Ad%27e%2Bf%2Cg%3Dh`,
    );
    expect(
      printedTraceUri('https://nguon.example.vn', { ...link, qualifiers: [{ ai: '10', value: 'l1' }] }),
    ).toBe(`HTTPS://NGUON.EXAMPLE.VN/01/${gtin}/10/l1`);
  });

  it('of an internal code is printed in capitals throughout and is no GS1 Digital Link', () => {
    const link = { key: { ai: 't', value: 'A000000W' }, qualifiers: [{ ai: '21', value: '7K2M' }] };
    expect(printedTraceUri('https://nguon.example.vn', link)).toBe(
      'HTTPS://NGUON.EXAMPLE.VN/T/A000000W/21/7K2M',
    );
    expect(parseTracePath('/t/a000-ooow/21/7K2M')).toEqual({ ok: true, value: link });
    expect(isGs1Link(link)).toBe(false);
    expect(isGs1Link({ key: { ai: '01', value: gtin }, qualifiers: [] })).toBe(true);
  });

  it.each([
    ['/', 'identifiers.link-form'],
    ['', 'identifiers.link-form'],
    ['/01', 'identifiers.link-form'],
    [`/02/${gtin}`, 'identifiers.link-form'],
    [`/constructor/${gtin}`, 'identifiers.link-form'],
    [`/01/${gtin}/10`, 'identifiers.link-form'],
    [`/01/${gtin}//`, 'identifiers.link-form'],
    [`x/01/${gtin}`, 'identifiers.link-form'],
    [`/01/${gtin}${'/10/A'.repeat(500)}`, 'identifiers.link-order'],
    ['/01/9520000000004', 'identifiers.link-gtin'],
    ['/01/09520000000003', 'identifiers.check-digit'],
    [`/01/${gtin}/21/S/10/L`, 'identifiers.link-order'],
    [`/01/${gtin}/10/L/10/M`, 'identifiers.link-order'],
    [`/01/${gtin}/17/271231`, 'identifiers.link-order'],
    [`/01/${gtin}/22/A/235/B`, 'identifiers.link-order'],
    ['/t/A000000W/22/A', 'identifiers.link-order'],
    ['/t/A0000000', 'identifiers.code-mistyped'],
    [`/01/${gtin}/10/%20`, 'identifiers.value-character'],
    [`/01/${gtin}/10/%C3%A9`, 'identifiers.value-character'],
    [`/01/${gtin}/10/%00`, 'identifiers.value-character'],
    [`/01/${gtin}/10/%FF`, 'identifiers.value-character'],
    [`/01/${gtin}/10//21/S`, 'identifiers.value-empty'],
    [`/01/${gtin}/10/${'A'.repeat(21)}`, 'identifiers.value-long'],
  ])('%s is refused: %s', (path, key) => {
    expect(parseTracePath(path)).toMatchObject({ ok: false, fault: { key } });
  });

  it('never throws on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => typeof parseTracePath(`/01/${text}`).ok === 'boolean',
      ),
    );
  });

  it('is never built from a wrong code', () => {
    expect(() => tracePath({ key: { ai: '01', value: '09520000000003' }, qualifiers: [] })).toThrow();
    expect(() =>
      tracePath({ key: { ai: '01', value: gtin }, qualifiers: [{ ai: '10', value: 'Lô' }] }),
    ).toThrow();
  });
});

describe('our own codes', () => {
  it('never pass for GS1, nor GS1 codes for ours', () => {
    expect(parseDigitalLink('/t/A000000W')).toMatchObject({ ok: false, fault: { code: 'link-form' } });
    expect(parseDigitalLink('/t/A000000W/10/L1')).toMatchObject({ ok: false });
    expect(parseTracePath('/t/08938505974194').ok).toBe(false);
    expect(parseTracePath('/x/01/08938505974194').ok).toBe(false);
    expect(parseTracePath('/414/8938505970004')).toMatchObject({ fault: { key: 'identifiers.link-form' } });
  });
});
