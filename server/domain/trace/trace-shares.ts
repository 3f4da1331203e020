import Big from 'big.js';
import type { EventLine } from '../epcis/event-facts.ts';
import { isLot, larger, portion, portions, sumOf, totalOf } from './trace-amount.ts';
import type { Amount } from './trace-amount.ts';
import { stepsBy, walkOrder } from './trace-order.ts';
import type { TraceStep } from './trace-step.ts';
import { ends } from './trace-walk.ts';
import type { Direction, Walk } from './trace-walk.ts';

/** A part of the lot that was asked about, from 0 to 1; null where quantities are missing or cannot be compared. */
export type Share = Big | null;

export interface LotShare {
  /** Forward: how much of the lot went into this one. Back: how much of the lot stems from this one. */
  reached: Share;
  /** Of that, what went no further as far as is told: the whole of it at the end of a chain. */
  rests: Share;
}

interface Known {
  /** How much there was of a lot, where it is registered. */
  quantityOf: (id: string) => Amount;
  /** Steps that made the lots of the walk, whether they lie on it or not. */
  makings: readonly TraceStep[];
}

/** Divisions are cut off at twenty places; what they leave over is nothing. */
const rounding = new Big('1e-12');

/**
 * Where the whole of a lot went, or came from, in proportion to the quantities told. Losses need no name here: the share
 * of what boils down stays the same share. A lot that was used beyond its quantity counts as much as was used.
 */
export function traceShares(walked: Walk, known: Known): Map<string, LotShare> {
  const { direction, start, steps } = walked;
  const makers = stepsBy(known.makings, 'back', 'near');
  const onward = stepsBy(steps, direction, 'near');
  const { sorted, tangled } = walkOrder(walked);
  const reached = new Map<string, Share>([[start, new Big(1)]]);
  const shares = new Map<string, LotShare>();
  for (const id of sorted) {
    const all = reached.get(id) ?? null;
    const uses = onward.get(id) ?? [];
    const parts = direction === 'back' ? madeBy(id, uses) : usedBy(id, uses, wholeOf(id));
    const flows = uses.map((_, index) => times(all, parts?.[index] ?? null));
    shares.set(id, { reached: all, rests: flows.reduce(less, all) });
    for (const [index, step] of uses.entries()) passOn(step, flows[index] ?? null);
  }
  for (const id of tangled) shares.set(id, { reached: null, rests: null });
  return shares;

  function wholeOf(id: string): Amount {
    return known.quantityOf(id) ?? sumOf((makers.get(id) ?? []).map((step) => madeIn(step, id)));
  }

  function passOn(step: TraceStep, flow: Share): void {
    for (const [id, part] of spread(step, direction)) {
      const more = times(flow, part);
      const before = reached.get(id);
      reached.set(id, before === undefined ? more : plus(before, more));
    }
  }
}

/** Of several makings of one lot, how much of it each one made. */
function madeBy(id: string, makings: readonly TraceStep[]): Share[] | null {
  return portions(makings.map((step) => madeIn(step, id)));
}

/** How much of a lot each use took. */
function usedBy(id: string, uses: readonly TraceStep[], whole: Amount): Share[] | null {
  const taken = uses.map(({ from }) => totalOf(from.filter((line) => line.id === id)));
  const all = larger(whole, sumOf(taken));
  const parts = taken.map((one) => portion(one, all));
  if (parts.every((part) => part !== null)) return parts;
  return isUsedUp(id, uses) ? uses.map(() => new Big(1).div(uses.length)) : null;
}

/** What a batch was made from, or a carton, is used up where all its uses lead to one and the same lot. */
function isUsedUp(id: string, uses: readonly TraceStep[]): boolean {
  return !isLot(id) && new Set(uses.flatMap(({ to }) => to.map((line) => line.id))).size === 1;
}

/** A container holds what was put into it, and so does what was bought for a batch. */
function madeIn({ kind, from, to }: TraceStep, id: string): Amount {
  return totalOf(kind === 'making' ? to.filter((line) => line.id === id) : from);
}

/** How a step parts what goes through it among its far lots. */
function spread(step: TraceStep, direction: Direction): [id: string, part: Share][] {
  const lots = new Map<string, EventLine[]>();
  for (const line of ends(step, direction).far) lots.set(line.id, [...(lots.get(line.id) ?? []), line]);
  const parts = portions([...lots.values()].map(totalOf));
  return [...lots.keys()].map((id, index) => [id, parts?.[index] ?? null]);
}

function times(a: Share, b: Share): Share {
  return a && b && a.times(b);
}

function plus(a: Share, b: Share): Share {
  return a && b && a.plus(b);
}

function less(a: Share, b: Share): Share {
  const left = a && b && a.minus(b);
  return left?.lt(rounding) ? new Big(0) : left;
}
