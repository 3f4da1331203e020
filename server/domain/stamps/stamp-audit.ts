import { count, encodeIntervals, intersect, nothing, subtract, union } from './intervals.ts';
import type { Intervals } from './intervals.ts';
import { all, countsOf, newRun } from './stamp-ledger.ts';
import type { RunState } from './stamp-ledger.ts';
import { voidReasons } from './void-reasons.ts';
import type { VoidReason } from './void-reasons.ts';

/** An act as it is logged; replayed without asking whether it was allowed. */
export interface LoggedAct {
  action: string;
  units: Intervals;
  reason: VoidReason | null;
}

/** What cannot be true of a run, whatever was done with its stamps. */
export function runBreaches(run: RunState): string[] {
  const voids = Object.values(run.void);
  const { issued, active, void: gone, returned, unactivated } = countsOf(run);
  const everything = union(run.printed, run.activated, run.returned, run.held, ...voids);
  const found: [string, number][] = [
    ['stamps that the run does not have', count(subtract(everything, all(run)))],
    ['stamps void for two reasons', sum(voids) - count(union(...voids))],
    ['stamps both void and returned', count(intersect(union(...voids), run.returned))],
    ['stamps activated and never printed', count(subtract(run.activated, run.printed))],
    ['issued is not active + void + returned + unactivated', issued - active - gone - returned - unactivated],
  ];
  return found.filter(([, stamps]) => stamps !== 0).map(([what, stamps]) => `${what}: ${Math.abs(stamps)}`);
}

/** Where a run stands otherwise than the log of acts says. */
export function replayBreaches(run: RunState, acts: readonly LoggedAct[]): string[] {
  const told = replayed(run, acts);
  const requested = acts.filter(
    ({ action, units }) => action === 'request' && isSame(units, all(run)),
  ).length;
  const sets: [string, Intervals, Intervals][] = [
    ['printed', run.printed, told.printed],
    ['activated', run.activated, told.activated],
    ['returned', run.returned, told.returned],
    ['held', run.held, told.held],
    ...voidReasons.map((reason): [string, Intervals, Intervals] => [
      `void (${reason})`,
      run.void[reason] ?? nothing,
      told.void[reason] ?? nothing,
    ]),
  ];
  const differing = sets.filter(([, stands, said]) => !isSame(stands, said));
  return [
    ...(requested === 1 ? [] : [`requested ${requested} times by the log of acts`]),
    ...differing.map(
      ([name, stands, said]) => `${name}: ${count(stands)} stamps stand, the log of acts says ${count(said)}`,
    ),
  ];
}

function replayed(run: RunState, acts: readonly LoggedAct[]): RunState {
  let told = newRun(run.from, run.count);
  for (const { action, units, reason } of acts)
    told = after(told, action, intersect(units, all(run)), reason);
  return told;
}

function after(run: RunState, action: string, units: Intervals, reason: VoidReason | null): RunState {
  switch (action) {
    case 'print':
      return { ...run, printed: union(run.printed, units) };
    case 'activate':
      return { ...run, activated: union(run.activated, units) };
    case 'return':
      return { ...run, returned: union(run.returned, units) };
    case 'hold':
      return { ...run, held: union(run.held, units) };
    case 'release':
      return { ...run, held: subtract(run.held, units) };
    case 'void':
      return reason === null
        ? run
        : { ...run, void: { ...run.void, [reason]: union(run.void[reason] ?? nothing, units) } };
    default:
      return run;
  }
}

function isSame(one: Intervals, other: Intervals): boolean {
  return encodeIntervals(one).equals(encodeIntervals(other));
}

function sum(sets: readonly Intervals[]): number {
  return sets.reduce((total, set) => total + count(set), 0);
}
