import Big from 'big.js';
import { batchDateFaults } from '../../domain/batch-dates.ts';
import { conflict } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { parseLot } from '../../domain/identifiers/lot.ts';
import { faultsAt, orAsTyped } from '../../domain/parsed.ts';
import { compareQuantities, convert, sameDimension } from '../../domain/quantity.ts';
import type { BatchContent } from '../../platform/contract-types.ts';
import type { BatchDocument } from './batch-model.ts';
import type { BatchNeighbours, NeighbourKind, StampCommitment } from './batch-neighbours.ts';

export function normaliseBatch(content: BatchContent): BatchContent {
  return { ...content, lot: orAsTyped(parseLot, content.lot) };
}

/** What even a draft must get right by itself. */
export function batchFaults(content: BatchContent, today: string): Fault[] {
  return [
    ...faultsAt('/lot', content.lot, parseLot),
    ...quantityFaults(content.quantity),
    ...batchDateFaults(content, today),
  ];
}

/** A producer builds on its own records only: another's product is as unknown here as one that never was. */
export async function foreignFaults(
  content: BatchContent,
  organisation: string,
  neighbours: Pick<BatchNeighbours, 'strangers'>,
): Promise<Fault[]> {
  const faults: Fault[] = [];
  for (const { kind, ids, pointer } of referencesOf(content)) {
    const strangers = await neighbours.strangers(kind, ids, organisation);
    faults.push(
      ...strangers.map((id) => ({
        pointer: pointer(ids.indexOf(id)),
        key: `batch.${kind}-not-yours` as const,
      })),
    );
  }
  return faults;
}

/** An identifier printed once is never given to anything else (DESIGN §12). */
export function identityFaults(before: BatchDocument, { product, lot }: BatchContent): Fault[] {
  if (before.closedOn !== null) throw conflict({ key: 'batch.closed' });
  if (!before.approved) return [];
  const printed = before.approved.content;
  const faults: Fault[] = [];
  if (printed.product !== product) faults.push({ pointer: '/product', key: 'batch.identity-fixed' });
  if (printed.lot !== lot) faults.push({ pointer: '/lot', key: 'batch.identity-fixed' });
  return faults;
}

/** A stamp printed for a batch names its product, and stands for some of its goods. */
export function stampedFaults(
  { content: before }: BatchDocument,
  { product, lot, quantity }: BatchContent,
  stamped: StampCommitment | null,
): Fault[] {
  if (!stamped) return [];
  const faults: Fault[] = [];
  if (before.product !== product) faults.push({ pointer: '/product', key: 'stamps.batch-product-fixed' });
  if (before.lot !== lot) faults.push({ pointer: '/lot', key: 'stamps.batch-lot-fixed' });
  if (!sameDimension(quantity.unit, stamped.quantity.unit)) {
    faults.push({ pointer: '/quantity/unit', key: 'stamps.batch-unit-fixed' });
  } else if (compareQuantities(quantity, stamped.quantity) < 0) {
    const { value, unit } = convert(stamped.quantity, quantity.unit);
    const params = { count: stamped.stamps, value, unit };
    faults.push({ pointer: '/quantity/value', key: 'stamps.batch-quantity-below', params });
  }
  return faults;
}

function quantityFaults({ value, unit }: BatchContent['quantity']): Fault[] {
  const faults: Fault[] = [];
  if (new Big(value).eq(0)) faults.push({ pointer: '/quantity/value', key: 'batch.quantity-zero' });
  if (sameDimension(unit, 'MTK')) faults.push({ pointer: '/quantity/unit', key: 'batch.unit-not-goods' });
  return faults;
}

interface References {
  kind: NeighbourKind;
  ids: string[];
  pointer(index: number): string;
}

function referencesOf({ product, place, certificates, grants, images }: BatchContent): References[] {
  return [
    { kind: 'product', ids: [product], pointer: () => '/product' },
    { kind: 'place', ids: [place], pointer: () => '/place' },
    { kind: 'certificate', ids: certificates, pointer: (index) => `/certificates/${index}` },
    { kind: 'grant', ids: grants, pointer: (index) => `/grants/${index}` },
    { kind: 'image', ids: images, pointer: (index) => `/images/${index}` },
  ];
}
