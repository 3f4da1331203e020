import type { ChangeBy } from '../../domain/change.ts';
import { intersect, span, subtract, union } from '../../domain/stamps/intervals.ts';
import type { Interval, Intervals } from '../../domain/stamps/intervals.ts';
import { serialInText } from '../../domain/stamps/serial-text.ts';
import {
  all,
  hold,
  release,
  unitStanding,
  voidUnits,
  voidUnitsOf,
} from '../../domain/stamps/stamp-ledger.ts';
import type { RunState, UnitStanding } from '../../domain/stamps/stamp-ledger.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import { StampAccountModel } from './stamp-account-model.ts';
import type { LedgerActs, ActOnStamps } from './stamp-ledger-acts.ts';
import type { KeptRun, StampBook, StampRegister } from './stamp-register.ts';

interface InspectionParts {
  ledger: Ledger;
  register: StampRegister;
  acts: LedgerActs;
}

/** A stamp that was issued, by all its names. */
export interface FoundStamp {
  productKey: string;
  batch: number;
  unit: number;
  batchId: string;
  serial: string;
  standing: UnitStanding;
  /** null where it was issued without a scratch layer. */
  hiddenCode: string | null;
}

interface StampAct {
  reason: string;
  by: ChangeBy;
}

export type StampInspection = ReturnType<typeof stampInspection>;

/** What inspectors see of stamps and do to them; one unit at a time, or whole stretches. */
export function stampInspection({ ledger, register, acts }: InspectionParts) {
  return {
    async find(productKey: string, text: string): Promise<FoundStamp | 'mistyped' | 'unknown'> {
      const read = register.serials.read(productKey, serialInText(text));
      if (!read.ok) return read.why;
      const account = await StampAccountModel.findOne(
        { 'productKey.value': productKey, ordinal: read.batch },
        { _id: 1 },
      ).lean();
      const book = account && (await register.book(String(account._id)));
      const run = book && runOf(book, read.unit);
      if (!run || run.doc.keyId !== read.keyId) return 'unknown';
      const { keyId, hasHiddenCode } = run.doc;
      const position = { batch: read.batch, unit: read.unit };
      return {
        ...{ productKey, ...position, batchId: String(book.account._id) },
        serial: register.serials.write(keyId, productKey, position),
        standing: unitStanding(run.state, read.unit),
        hiddenCode: hasHiddenCode ? register.serials.hiddenCode(keyId, productKey, position) : null,
      };
    },

    /** The stamps printed next to one: those of its run. */
    async around({ batchId, unit }: Pick<FoundStamp, 'batchId' | 'unit'>, reach: number) {
      const book = await register.book(batchId);
      if (!book) return [];
      const run = runOf(book, unit);
      if (!run) return [];
      const [near] = intersect(all(run.state), span(Math.max(0, unit - reach), unit + reach + 1));
      const units = near ? Array.from({ length: near.to - near.from }, (_, at) => near.from + at) : [];
      return units.map((one) => ({
        unit: one,
        serial: register.serialIn(book.account, run.doc.keyId, one),
        standing: unitStanding(run.state, one),
      }));
    },

    async issued(batchId: string, within?: Interval): Promise<Intervals> {
      const book = await register.book(batchId);
      const every = union(...(book?.runs ?? []).map(({ state }) => all(state)));
      return within ? intersect(every, span(within.from, within.to)) : every;
    },

    /** These say which stamps they changed; what stands as wanted already is left alone. */
    hold: (batchId: string, units: Intervals, act: StampAct) =>
      change(batchId, act, {
        action: 'hold',
        rule: hold,
        wanted: (run) => subtract(units, run.held, goneOf(run)),
      }),
    release: (batchId: string, units: Intervals, act: StampAct) =>
      change(batchId, act, { action: 'release', rule: release, wanted: (run) => intersect(units, run.held) }),
    void: (batchId: string, units: Intervals, act: StampAct) =>
      change(batchId, act, {
        action: 'void',
        reason: 'other',
        rule: (run, part) => voidUnits(run, part, { reason: 'other', despiteHold: true }),
        wanted: (run) => subtract(units, goneOf(run)),
      }),
  };

  function change(
    batchId: string,
    { reason, by }: StampAct,
    {
      wanted,
      ...act
    }: Pick<ActOnStamps, 'action' | 'rule' | 'reason'> & { wanted: (run: RunState) => Intervals },
  ): Promise<Intervals> {
    return ledger.change(by, async (record) => {
      const book = await register.book(batchId);
      if (!book) return [];
      const units = union(...book.runs.map(({ state }) => intersect(wanted(state), all(state))));
      if (units.length > 0) await acts.take(record, book, { ...act, units, actor: by.actor, note: reason });
      return units;
    });
  }
}

function runOf({ runs }: StampBook, unit: number): KeptRun | undefined {
  return runs.find(({ state }) => unit >= state.from && unit < state.from + state.count);
}

/** Void or returned: an inspector has nothing left to stop. */
function goneOf(run: RunState): Intervals {
  return union(voidUnitsOf(run), run.returned);
}
