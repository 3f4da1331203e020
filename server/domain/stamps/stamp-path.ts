import { tracePath } from '../identifiers/digital-link.ts';

/** The path of a stamp's code: `/01/{gtin}/21/{serial}`, or under `/t/` for products without a GTIN. */
export function stampPath(productKey: string, serial: string): string {
  const ai = /^[0-9]{14}$/.test(productKey) ? '01' : 't';
  return tracePath({ key: { ai, value: productKey }, qualifiers: [{ ai: '21', value: serial }] });
}
