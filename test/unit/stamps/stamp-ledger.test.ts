import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { setOf, span } from '../../../server/domain/stamps/intervals.ts';
import {
  activate,
  countsOf,
  givenBack,
  hold,
  markPrinted,
  newRun,
  release,
  takeBack,
  unitStanding,
  voidUnits,
} from '../../../server/domain/stamps/stamp-ledger.ts';
import type { Outcome, RunState, UnitState } from '../../../server/domain/stamps/stamp-ledger.ts';
import { givesBack, voidReasons } from '../../../server/domain/stamps/void-reasons.ts';
import type { VoidReason } from '../../../server/domain/stamps/void-reasons.ts';

const first = 30;
const size = 24;

type Act =
  | { kind: 'print' | 'activate' | 'return' | 'hold' | 'release'; units: number[] }
  | { kind: 'void'; units: number[]; reason: VoidReason };

const someUnits = fc.oneof(
  fc.uniqueArray(fc.integer({ min: first - 1, max: first + size }), { minLength: 1, maxLength: 5 }),
  fc
    .tuple(fc.integer({ min: first, max: first + size - 1 }), fc.integer({ min: 1, max: size }))
    .map(([from, length]) =>
      Array.from({ length: Math.min(length, first + size - from) }, (_, at) => from + at),
    ),
);
const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constantFrom('print', 'print', 'activate', 'activate', 'return', 'hold', 'release'),
      units: someUnits,
    }) as fc.Arbitrary<Act>,
    fc.record({
      kind: fc.constant('void' as const),
      units: someUnits,
      reason: fc.constantFrom(...voidReasons),
    }),
  ),
  { maxLength: 40 },
);

/** One object a stamp, changed one by one: slow, and plain to read. */
interface Stamp {
  printed: boolean;
  everActive: boolean;
  state: 'unused' | 'active' | 'void' | 'returned';
  reason?: VoidReason;
  held: boolean;
}

class NaiveLedger {
  readonly stamps = new Map<number, Stamp>(
    Array.from({ length: size }, (_, at) => [
      first + at,
      { printed: false, everActive: false, state: 'unused', held: false },
    ]),
  );

  /** The units at which the act must be refused; none and it takes place. */
  take(act: Act): number[] {
    const wrong = act.units.filter((unit) => !this.allows(act.kind, this.stamps.get(unit)));
    if (wrong.length > 0) return wrong;
    for (const unit of act.units) this.change(act, this.stamp(unit));
    return [];
  }

  private allows(kind: Act['kind'], stamp: Stamp | undefined): boolean {
    if (!stamp) return false;
    const isInUse = stamp.state === 'unused' || stamp.state === 'active';
    const allowed = {
      print: true,
      activate: stamp.state === 'unused' && stamp.printed && !stamp.held,
      void: isInUse && !stamp.held,
      return: isInUse && !stamp.held,
      hold: !stamp.held,
      release: stamp.held,
    };
    return allowed[kind];
  }

  private change(act: Act, stamp: Stamp): void {
    if (act.kind === 'print') stamp.printed = true;
    if (act.kind === 'activate') Object.assign(stamp, { state: 'active', everActive: true });
    if (act.kind === 'void') Object.assign(stamp, { state: 'void', reason: act.reason });
    if (act.kind === 'return') stamp.state = 'returned';
    if (act.kind === 'hold') stamp.held = true;
    if (act.kind === 'release') stamp.held = false;
  }

  private stamp(unit: number): Stamp {
    const stamp = this.stamps.get(unit);
    if (!stamp) throw new Error(`No stamp ${unit}`);
    return stamp;
  }

  is(state: Stamp['state']): number {
    return [...this.stamps.values()].filter((stamp) => stamp.state === state).length;
  }

  standing(unit: number): { state: UnitState; voidReason?: VoidReason; held: boolean } {
    const { state, printed, reason, held } = this.stamp(unit);
    if (state === 'void') return { state, ...(reason && { voidReason: reason }), held };
    if (state !== 'unused') return { state, held };
    return { state: printed ? 'printed' : 'issued', held };
  }

  givenBack(): number {
    return [...this.stamps.values()].filter(
      ({ state, reason, everActive }) =>
        !everActive && (state === 'returned' || (reason !== undefined && givesBack[reason])),
    ).length;
  }
}

function take(run: RunState, act: Act): Outcome {
  const units = setOf(act.units);
  if (act.kind === 'void') return voidUnits(run, units, { reason: act.reason });
  const plain = { print: markPrinted, activate, return: takeBack, hold, release };
  return plain[act.kind](run, units);
}

describe('the stamp ledger', () => {
  it('agrees with a ledger that keeps every stamp by itself, whatever is done', () => {
    fc.assert(
      fc.property(acts, (sequence) => {
        const naive = new NaiveLedger();
        let run = newRun(first, size);
        for (const act of sequence) {
          const wrong = naive.take(act);
          const outcome = take(run, act);
          expect(outcome.ok).toBe(wrong.length === 0);
          if (outcome.ok) run = outcome.run;
          else expect(unitsIn(outcome)).toEqual(wrong.toSorted((one, other) => one - other));
          expectSame(run, naive);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('adds up: issued is active, void, returned and unactivated together', () => {
    fc.assert(
      fc.property(acts, (sequence) => {
        let run = newRun(first, size);
        for (const act of sequence) {
          const outcome = take(run, act);
          if (outcome.ok) run = outcome.run;
        }
        const { issued, active, void: gone, returned, unactivated } = countsOf(run);
        expect(active + gone + returned + unactivated).toBe(issued);
      }),
    );
  });

  it('gives the same stamps on a reprint, and changes nothing by it', () => {
    const printed = done(markPrinted(newRun(0, 100), span(0, 100)));
    const active = done(activate(printed, span(0, 50)));
    expect(done(markPrinted(active, span(20, 80)))).toEqual(active);
  });

  it('names the reason and the exact stamps of every offence of an act', () => {
    let run = done(markPrinted(newRun(0, 100), span(0, 50)));
    run = done(activate(run, span(0, 10)));
    run = done(voidUnits(run, span(20, 22), { reason: 'damaged' }));
    expect(activate(run, span(5, 60))).toEqual({
      ok: false,
      offences: [
        { why: 'unprinted', units: span(50, 60) },
        { why: 'active', units: span(5, 10) },
        { why: 'void', units: span(20, 22) },
      ],
    });
  });

  it('lets only an inspector set held stamps aside', () => {
    const held = done(hold(newRun(0, 10), span(0, 5)));
    expect(voidUnits(held, span(4, 6), { reason: 'stolen' })).toEqual({
      ok: false,
      offences: [{ why: 'held', units: span(4, 5) }],
    });
    const settled = done(voidUnits(held, span(4, 6), { reason: 'stolen', despiteHold: true }));
    expect(unitStanding(settled, 4)).toEqual({ state: 'void', voidReason: 'stolen', held: true });
  });

  it('gives back what never stood on goods and is known to be gone', () => {
    let run = done(markPrinted(newRun(0, 100), span(0, 100)));
    run = done(activate(run, span(0, 10)));
    for (const [at, reason] of voidReasons.entries()) {
      run = done(voidUnits(run, setOf([at, 20 + at]), { reason }));
    }
    run = done(takeBack(run, setOf([9, 50, 51])));
    expect(givenBack(run)).toBe(3 + 2);
  });
});

function unitsIn(outcome: Extract<Outcome, { ok: false }>): number[] {
  const all = outcome.offences.flatMap(({ units }) =>
    units.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at)),
  );
  return [...new Set(all)].sort((one, other) => one - other);
}

function expectSame(run: RunState, naive: NaiveLedger): void {
  const { issued, active, void: gone, returned, unactivated, held, printed } = countsOf(run);
  expect({ issued, active, gone, returned, unactivated, held, printed }).toEqual({
    issued: size,
    active: naive.is('active'),
    gone: naive.is('void'),
    returned: naive.is('returned'),
    unactivated: naive.is('unused'),
    held: [...naive.stamps.values()].filter((stamp) => stamp.held).length,
    printed: [...naive.stamps.values()].filter((stamp) => stamp.printed).length,
  });
  expect(givenBack(run)).toBe(naive.givenBack());
  for (const unit of naive.stamps.keys()) expect(unitStanding(run, unit)).toEqual(naive.standing(unit));
}

function done(outcome: Outcome): RunState {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.offences));
  return outcome.run;
}
