import Big from 'big.js';
import type { EventLine } from '../../domain/epcis/event-facts.ts';
import { amountOf, isLot, isNumbered } from '../../domain/trace/trace-amount.ts';
import type { Amount } from '../../domain/trace/trace-amount.ts';
import type { Share } from '../../domain/trace/trace-shares.ts';
import type { TraceStep as Step } from '../../domain/trace/trace-step.ts';
import { ends } from '../../domain/trace/trace-walk.ts';
import type { Quantity, TraceHalf, TraceLot, TraceStep } from '../../platform/contract-types.ts';
import { isEdge } from './trace-explorer.ts';
import type { Explored } from './trace-explorer.ts';

type Names = ReadonlyMap<string, string>;

export function traceHalf(explored: Explored, names: Names): TraceHalf {
  const { walked } = explored;
  const ids = [...walked.depths.keys()];
  return {
    cut: walked.cut,
    lots: ids.map((id) => lotView(id, explored, names)),
    steps: walked.steps.map((step) => stepView(step, explored, names)),
  };
}

/** Everybody a half names. */
export function organisationsIn({ walked, lots }: Explored): string[] {
  const told = walked.steps.map(({ organisation }) => organisation);
  return [...new Set([...told, ...[...lots.values()].map(({ organisation }) => organisation)])];
}

function lotView(id: string, explored: Explored, names: Names): TraceLot {
  const { walked, lots, shares, batch } = explored;
  const known = lots.get(id);
  const { reached, rests } = shares.get(id) ?? { reached: null, rests: null };
  const { batch: ownBatch, quantity } = (mayRead(id, explored) ? known : undefined) ?? unread;
  return {
    id,
    depth: walked.depths.get(id) ?? 0,
    kind: kindOf(id),
    lot: known?.lot ?? lotIn(id),
    product: known?.product ?? null,
    organisation: known ? reference(known.organisation, names) : null,
    batch: ownBatch,
    hold: known?.hold ?? null,
    quantity: shownQuantity(quantity),
    share: shownShare(reached),
    amount: amountIn(batch.quantity, reached),
    rests: shownShare(rests),
    isEdge: isEdge(id, explored),
  };
}

/** What a reader who may not open a lot is told of its particulars. */
const unread = { batch: null, quantity: null };

/** Of a neighbour's step only what crosses the fence is shown: what came from or went to one's own lots, and from whom to whom. */
function stepView(step: Step, explored: Explored, names: Names): TraceStep {
  const { direction, depths } = explored.walked;
  const isOwn = explored.only === null || step.organisation === explored.only;
  const { near, far } = ends(step, direction);
  const shown = {
    near: isOwn ? near : near.filter(({ id }) => depths.has(id)),
    far: isOwn ? far : far.map(({ id }) => ({ id })),
  };
  const { near: from, far: to } = direction === 'forward' ? shown : { near: shown.far, far: shown.near };
  return {
    id: step.id,
    kind: step.kind,
    stage: step.stage,
    at: step.at.toISOString(),
    organisation: reference(step.organisation, names),
    place: isOwn ? step.place : null,
    from: from.map(lineView),
    to: to.map(lineView),
  };
}

function lineView(line: EventLine): TraceStep['from'][number] {
  return { lot: line.id, quantity: shownQuantity(amountOf(line)) };
}

function kindOf(id: string): TraceLot['kind'] {
  if (id.endsWith('/source')) return 'source';
  if (!isNumbered(id)) return 'lot';
  return id.includes('/21/') ? 'unit' : 'container';
}

/** The lot number in an identifier, or the last number of whatever else it is. */
export function lotIn(id: string): string | null {
  const last = isLot(id) ? id.split('/10/')[1] : /\/(?:00|21|8003|8004)\/([^/]+)$/.exec(id)?.[1];
  return last === undefined ? null : decodeURIComponent(last);
}

/** Whether a lot on the walk is one whose particulars its reader may know. */
export function mayRead(id: string, { only, lots, walked }: Explored): boolean {
  return walked.depths.has(id) && (only === null || lots.get(id)?.organisation === only);
}

function reference(id: string, names: Names) {
  return { id, name: names.get(id) ?? '' };
}

export function shownShare(share: Share): string | null {
  return share?.round(6).toFixed() ?? null;
}

export function amountIn({ value, unit }: Quantity, share: Share): Quantity | null {
  return share && { value: share.times(value).round(3).toFixed(), unit };
}

/** As our contracts write it; what no sensible scale has weighed is not known. */
export function shownQuantity(amount: Amount): Quantity | null {
  if (!amount) return null;
  const value = new Big(amount.value).round(6);
  return value.lt(0) || value.gte('1e12') ? null : { value: value.toFixed(), unit: amount.unit };
}
