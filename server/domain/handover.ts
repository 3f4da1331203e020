import Big from 'big.js';
import { convert, sameDimension } from './quantity.ts';
import type { Quantity } from './quantity.ts';

/** Sent and on its way, arrived, refused by its receiver, or called back by its sender before it was received. */
export const handoverStates = ['sent', 'received', 'refused', 'withdrawn'] as const;
export type HandoverState = (typeof handoverStates)[number];

export const handoverActions = ['confirm', 'refuse', 'withdraw'] as const;
export type HandoverAction = (typeof handoverActions)[number];

const outcomes: Record<HandoverAction, HandoverState> = {
  confirm: 'received',
  refuse: 'refused',
  withdraw: 'withdrawn',
};

/** Each hand-over is decided once; undefined where it has been. */
export function nextHandoverState(state: HandoverState, action: HandoverAction): HandoverState | undefined {
  return state === 'sent' ? outcomes[action] : undefined;
}

/** How a lot stands with the department. */
export type LotState = 'approved' | 'unapproved' | 'suspended' | 'withdrawn' | 'recalled';

/**
 * Goods that something is being cleared up about stay where they are. Raw material often leaves before its batch is
 * appraised, and a journey that is not told as it happens is told as a story afterwards: that is no obstacle.
 */
export function mayLeave(state: LotState): boolean {
  return state === 'approved' || state === 'unapproved';
}

/** By how much what arrived differs from what was sent; undefined where it does not. */
export function differenceOf(
  sent: Quantity,
  received: Quantity,
): { kind: 'less' | 'more'; quantity: Quantity } | undefined {
  if (!sameDimension(sent.unit, received.unit)) return { kind: 'less', quantity: sent };
  const gap = new Big(convert(received, sent.unit).value).minus(sent.value);
  if (gap.eq(0)) return undefined;
  return { kind: gap.lt(0) ? 'less' : 'more', quantity: { value: gap.abs().toFixed(), unit: sent.unit } };
}
