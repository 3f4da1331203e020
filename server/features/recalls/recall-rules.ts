import Big from 'big.js';
import type { Fault } from '../../domain/errors.ts';
import { compareQuantities, convert, sameDimension } from '../../domain/quantity.ts';
import type { Batch, RecallClosing, RecallContent } from '../../platform/contract-types.ts';

/** One notice is about one product: its picture, its risk, its contact. */
export function goodsFaults(batches: readonly Batch[]): Fault[] {
  const [first] = batches;
  return batches.flatMap((batch, at): Fault[] => {
    const pointer = `/batches/${at}`;
    const params = { title: batch.title };
    if (!batch.approved) return [{ pointer, key: 'recall.not-approved', params }];
    if (batch.recall) return [{ pointer, key: 'recall.noticed-before', params }];
    if (batch.product.id !== first?.product.id) return [{ pointer, key: 'recall.other-product', params }];
    return [];
  });
}

export function noticeFaults({ soldFrom, soldTo }: RecallContent, today: string): Fault[] {
  const faults: Fault[] = [];
  if (soldFrom !== undefined && soldFrom > today)
    faults.push({ pointer: '/soldFrom', key: 'recall.date-ahead' });
  if (soldFrom !== undefined && soldTo !== undefined && soldTo < soldFrom)
    faults.push({ pointer: '/soldTo', key: 'recall.sold-backwards' });
  return faults;
}

/** What was returned and destroyed is part of what was found; nothing ends before it began. */
export function closingFaults(
  closing: RecallClosing,
  { unit, publishedOn, today }: { unit: RecallClosing['found']['unit']; publishedOn: string; today: string },
): Fault[] {
  const faults: Fault[] = (['found', 'returned', 'destroyed'] as const)
    .filter((name) => !sameDimension(closing[name].unit, unit))
    .map((name): Fault => ({ pointer: `/${name}/unit`, key: 'recall.other-unit' }));
  if (closing.closedOn > today) faults.push({ pointer: '/closedOn', key: 'recall.date-ahead' });
  if (closing.closedOn < publishedOn) faults.push({ pointer: '/closedOn', key: 'recall.closed-before' });
  if (faults.some(({ pointer }) => pointer.endsWith('/unit'))) return faults;
  const { found, returned, destroyed } = closing;
  const told = new Big(convert(returned, found.unit).value).plus(convert(destroyed, found.unit).value);
  if (compareQuantities({ value: told.toFixed(), unit: found.unit }, found) > 0)
    faults.push({ pointer: '/found/value', key: 'recall.found-less' });
  return faults;
}
