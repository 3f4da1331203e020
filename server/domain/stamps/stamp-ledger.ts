import { contains, count, intersect, nothing, span, subtract, union } from './intervals.ts';
import type { Interval, Intervals } from './intervals.ts';
import { givesBack, voidReasons } from './void-reasons.ts';
import type { VoidReason } from './void-reasons.ts';

/** What became of the stamps of one run: the units `from` to `from + count` of its batch. */
export interface RunState {
  readonly from: number;
  readonly count: number;
  readonly printed: Intervals;
  /** Ever activated; a stamp void later stays in it. */
  readonly activated: Intervals;
  readonly void: Readonly<Partial<Record<VoidReason, Intervals>>>;
  readonly returned: Intervals;
  /** Stopped by an inspector, whatever their state. */
  readonly held: Intervals;
}

export type UnitState = 'issued' | 'printed' | 'active' | 'void' | 'returned';

export interface UnitStanding {
  state: UnitState;
  voidReason?: VoidReason;
  held: boolean;
}

/** What stands in the way of an act, and at exactly which units. */
export type Offence = 'outside' | 'unprinted' | 'active' | 'void' | 'returned' | 'held' | 'not-held';

export type Outcome =
  { ok: true; run: RunState } | { ok: false; offences: { why: Offence; units: Intervals }[] };

export interface RunCounts {
  issued: number;
  printed: number;
  active: number;
  void: number;
  returned: number;
  unactivated: number;
  held: number;
}

export function newRun(from: number, size: number): RunState {
  return {
    from,
    count: size,
    printed: nothing,
    activated: nothing,
    void: {},
    returned: nothing,
    held: nothing,
  };
}

/** Printing again is a reprint: the same serials, nothing changes. */
export function markPrinted(run: RunState, units: Intervals): Outcome {
  return unless({ outside: subtract(units, all(run)) }, () => ({
    ...run,
    printed: union(run.printed, units),
  }));
}

/** From now on a scan of these passes. Only what was printed can have been put on goods. */
export function activate(run: RunState, units: Intervals): Outcome {
  const gone = [voidUnitsOf(run), run.returned];
  return unless(
    {
      outside: subtract(units, all(run)),
      unprinted: subtract(intersect(units, all(run)), run.printed, ...gone),
      active: intersect(units, activeUnitsOf(run)),
      void: intersect(units, voidUnitsOf(run)),
      returned: intersect(units, run.returned),
      held: subtract(intersect(units, run.held), ...gone),
    },
    () => ({ ...run, activated: union(run.activated, units) }),
  );
}

/** For good: nothing leads out of void. Held stamps are evidence, which only an inspector sets aside. */
export function voidUnits(
  run: RunState,
  units: Intervals,
  { reason, despiteHold = false }: { reason: VoidReason; despiteHold?: boolean },
): Outcome {
  return unless(leavingTrade(run, units, despiteHold), () => ({
    ...run,
    void: { ...run.void, [reason]: union(run.void[reason] ?? nothing, units) },
  }));
}

/** Stamps that came back: unused ones, or with the goods they stood on. */
export function takeBack(run: RunState, units: Intervals, { despiteHold = false } = {}): Outcome {
  return unless(leavingTrade(run, units, despiteHold), () => ({
    ...run,
    returned: union(run.returned, units),
  }));
}

export function hold(run: RunState, units: Intervals): Outcome {
  return unless({ outside: subtract(units, all(run)), held: intersect(units, run.held) }, () => ({
    ...run,
    held: union(run.held, units),
  }));
}

export function release(run: RunState, units: Intervals): Outcome {
  return unless({ 'not-held': subtract(units, run.held) }, () => ({
    ...run,
    held: subtract(run.held, units),
  }));
}

export function unitStanding(run: RunState, unit: number): UnitStanding {
  const held = contains(run.held, unit);
  const voidReason = voidReasons.find((reason) => contains(run.void[reason] ?? nothing, unit));
  if (voidReason) return { state: 'void', voidReason, held };
  if (contains(run.returned, unit)) return { state: 'returned', held };
  if (contains(run.activated, unit)) return { state: 'active', held };
  return { state: contains(run.printed, unit) ? 'printed' : 'issued', held };
}

/** The run in as few pieces as have the same standing throughout, in order. */
export function piecesOf(run: RunState): { units: Interval; standing: UnitStanding }[] {
  const sets = [all(run), run.printed, run.activated, ...Object.values(run.void), run.returned, run.held];
  const edges = new Set(sets.flatMap((set) => set.flatMap(({ from, to }) => [from, to])));
  const sorted = [...edges].sort((one, other) => one - other);
  const pieces: { units: Interval; standing: UnitStanding }[] = [];
  for (const [at, from] of sorted.slice(0, -1).entries()) {
    const to = sorted[at + 1] ?? from;
    const standing = unitStanding(run, from);
    const last = pieces.at(-1);
    if (last && isSame(last.standing, standing)) last.units = { from: last.units.from, to };
    else pieces.push({ units: { from, to }, standing });
  }
  return pieces;
}

/** Issued = active + void + returned + unactivated, always. */
export function countsOf(run: RunState): RunCounts {
  return {
    issued: run.count,
    printed: count(run.printed),
    active: count(activeUnitsOf(run)),
    void: count(voidUnitsOf(run)),
    returned: count(run.returned),
    unactivated: count(unactivatedUnitsOf(run)),
    held: count(run.held),
  };
}

export function activeUnitsOf(run: RunState): Intervals {
  return subtract(run.activated, voidUnitsOf(run), run.returned);
}

export function voidUnitsOf(run: RunState): Intervals {
  return union(...Object.values(run.void));
}

export function unactivatedUnitsOf(run: RunState): Intervals {
  return subtract(all(run), run.activated, voidUnitsOf(run), run.returned);
}

/** How many stamps others may be printed for: never on goods, and known to be gone. */
export function givenBack(run: RunState): number {
  const gone = voidReasons.filter((reason) => givesBack[reason]).map((reason) => run.void[reason] ?? nothing);
  return count(subtract(union(run.returned, ...gone), run.activated));
}

export function all({ from, count: size }: RunState): Intervals {
  return span(from, from + size);
}

function isSame(one: UnitStanding, other: UnitStanding): boolean {
  return one.state === other.state && one.voidReason === other.voidReason && one.held === other.held;
}

function leavingTrade(run: RunState, units: Intervals, despiteHold: boolean) {
  return {
    outside: subtract(units, all(run)),
    void: intersect(units, voidUnitsOf(run)),
    returned: intersect(units, run.returned),
    held: despiteHold ? nothing : intersect(units, run.held),
  };
}

function unless(offending: Partial<Record<Offence, Intervals>>, next: () => RunState): Outcome {
  const offences = (Object.entries(offending) as [Offence, Intervals][])
    .filter(([, units]) => units.length > 0)
    .map(([why, units]) => ({ why, units }));
  return offences.length > 0 ? { ok: false, offences } : { ok: true, run: next() };
}
