import Big from 'big.js';
import { conflict } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { mayLeave, nextHandoverState } from '../../domain/handover.ts';
import type { HandoverAction, HandoverState } from '../../domain/handover.ts';
import { asMeasured } from '../../domain/mark-capacity.ts';
import { sameDimension } from '../../domain/quantity.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { HandoverContent, ReceiptContent } from '../../platform/contract-types.ts';
import type { StoredHandover } from './handover-model.ts';
import type { HandedBatch } from './handover-neighbours.ts';

/** The state after this decision, or 409 that says who was first, when, and what was decided. */
export function decidedHandover(handover: StoredHandover, action: HandoverAction): HandoverState {
  const { state, decidedBy, decidedAt } = handover;
  const next = nextHandoverState(state, action);
  if (next) return next;
  const by = decidedBy ?? '';
  const at = decidedAt ? formatInstant(decidedAt, 'vi') : '';
  throw conflict(
    { key: 'handover.decided', params: { by, at, state } },
    { state, decidedBy: by, decidedAt: decidedAt?.toISOString() },
  );
}

/** What is wrong with a lot that shall leave. `left` is null where the sender never had it. */
export function leavingFaults(
  { quantity }: HandoverContent['lines'][number],
  { batch, left, pointer }: { batch: HandedBatch | undefined; left: Quantity | null; pointer: string },
): Fault[] {
  if (!batch || !left) return [{ pointer: `${pointer}/batch`, key: 'handover.lot-not-yours' }];
  const params = { title: batch.title };
  if (!mayLeave(batch.state))
    return [{ pointer: `${pointer}/batch`, key: `handover.lot-${batch.state as 'recalled'}`, params }];
  if (batch.isOver) return [{ pointer: `${pointer}/batch`, key: 'handover.lot-over', params }];
  if (new Big(quantity.value).eq(0))
    return [{ pointer: `${pointer}/quantity/value`, key: 'handover.nothing' }];
  const measured = asMeasured(quantity, left.unit, batch.netContent);
  if (!measured)
    return [{ pointer: `${pointer}/quantity/unit`, key: 'handover.unit', params: { unit: left.unit } }];
  if (new Big(measured.value).lte(left.value)) return [];
  const most = { value: left.value, unit: left.unit, title: batch.title };
  return [{ pointer: `${pointer}/quantity/value`, key: 'handover.more-than-left', params: most }];
}

/** Every lot of the hand-over is answered, once, in a unit that can be compared. */
export function receiptFaults(
  { receivedOn, lines }: ReceiptContent,
  { sentOn, lines: sent }: Pick<StoredHandover, 'sentOn' | 'lines'>,
  today: string,
): Fault[] {
  const faults: Fault[] = dayFaults('/receivedOn', receivedOn, today);
  if (receivedOn < sentOn) faults.push({ pointer: '/receivedOn', key: 'handover.before-sent' });
  lines.forEach(({ batch, quantity }, at) => {
    const line = sent.find((one) => String(one.batch) === batch);
    const isTwice = lines.findIndex((one) => one.batch === batch) < at;
    if (!line || isTwice) faults.push({ pointer: `/lines/${at}/batch`, key: 'handover.lot-not-sent' });
    else if (!sameDimension(quantity.unit, line.sent.unit))
      faults.push({
        pointer: `/lines/${at}/quantity/unit`,
        key: 'handover.unit',
        params: { unit: line.sent.unit },
      });
  });
  if (sent.some(({ batch }) => !lines.some((line) => line.batch === String(batch))))
    faults.push({ pointer: '/lines', key: 'handover.lots-missing' });
  if (faults.length === 0 && lines.every(({ quantity }) => new Big(quantity.value).eq(0)))
    faults.push({ pointer: '/lines', key: 'handover.nothing-arrived' });
  return faults;
}

export function dayFaults(pointer: string, day: string, today: string): Fault[] {
  return day > today ? [{ pointer, key: 'handover.in-future' }] : [];
}
