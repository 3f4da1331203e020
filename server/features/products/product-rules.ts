import Big from 'big.js';
import type { Fault } from '../../domain/errors.ts';
import { parseGtin } from '../../domain/identifiers/gtin.ts';
import { faultsAt, orAsTyped } from '../../domain/parsed.ts';
import type { ProductContent } from '../../platform/contract-types.ts';

export function normaliseProduct(content: ProductContent): ProductContent {
  const { gtin } = content;
  return { ...content, ...(gtin !== undefined && { gtin: orAsTyped(parseGtin, gtin) }) };
}

/** What even a draft must get right. */
export function productFaults({ gtin, netContent }: ProductContent): Fault[] {
  const isArea = netContent.unit === 'HAR' || netContent.unit === 'MTK';
  return [
    ...faultsAt('/gtin', gtin, parseGtin),
    ...(isArea ? [{ pointer: '/netContent/unit', key: 'product.unit-of-area' } as const] : []),
  ];
}

/** An identifier printed once is never changed: what was approved keeps the code it was approved with. */
export function codeFaults({ gtin }: ProductContent, approvedAs: string | null): Fault[] {
  if (approvedAs === null || gtin === approvedAs) return [];
  if (gtin === undefined && !isGtinKey(approvedAs)) return [];
  return [{ pointer: '/gtin', key: 'product.code-fixed', params: { code: approvedAs } }];
}

export function pictureFaults(images: readonly string[], own: ReadonlyMap<string, string>): Fault[] {
  return images.flatMap((id, at) =>
    own.get(id) === 'picture' ? [] : [{ pointer: `/images/${at}`, key: 'product.picture-unknown' } as const],
  );
}

/** What the consumer's page must show: picture (b), net content, standards applied (i) of D37/2026 art. 23(5). */
export function missingFromProduct({ images, netContent, standards }: ProductContent): Fault[] {
  const faults: Fault[] = [];
  if (images.length === 0) faults.push({ pointer: '/images', key: 'product.need-picture' });
  if (new Big(netContent.value).eq(0))
    faults.push({ pointer: '/netContent/value', key: 'product.need-net-content' });
  if (standards.length === 0) faults.push({ pointer: '/standards', key: 'product.need-standard' });
  return faults;
}

/** GTINs are digits only, internal codes begin with a letter. */
export function isGtinKey(traceKey: string): boolean {
  return /^[0-9]{14}$/.test(traceKey);
}
