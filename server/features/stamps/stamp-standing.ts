import { timingSafeEqual } from 'node:crypto';
import { Types } from 'mongoose';
import { foldCrockford } from '../../domain/identifiers/crockford.ts';
import { contains, intersect, span, subtract, union } from '../../domain/stamps/intervals.ts';
import type { Interval, Intervals } from '../../domain/stamps/intervals.ts';
import { serialInText } from '../../domain/stamps/serial-text.ts';
import { hiddenCodeLength } from '../../domain/stamps/serial.ts';
import {
  all,
  hold,
  release,
  unitStanding,
  voidUnits,
  voidUnitsOf,
} from '../../domain/stamps/stamp-ledger.ts';
import type { RunState, UnitStanding } from '../../domain/stamps/stamp-ledger.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Record } from '../../ledger/unit-of-work.ts';
import { StampAccountModel, StampOrdinalModel } from './stamp-account-model.ts';
import type { LedgerActs } from './stamp-ledger-acts.ts';
import { bookOrRefusal } from './stamp-naming.ts';
import { StampRunModel, stateOf } from './stamp-run-model.ts';
import type { StampRegister } from './stamp-register.ts';

/** A run as the look-up keeps it in memory. */
export interface StandingRun {
  id: string;
  keyId: string;
  hasHiddenCode: boolean;
  state: RunState;
}

export type StandingAt =
  | { ok: false; why: 'mistyped' | 'unknown' }
  | ({ ok: true; batch: string; unit: number; run: StandingRun } & UnitStanding);

interface Why {
  note: string;
  actor: Actor;
}

/** What look-up, scans and cases ask of the ledger of stamps. Looks at no actor. */
export function stampStanding({ register, acts }: { register: StampRegister; acts: LedgerActs }) {
  const standing = {
    /** Which stamp a serial is, if any; asks no database. */
    readSerial: (productKey: string, text: string) => register.serials.read(productKey, serialInText(text)),

    serialOf: (keyId: string, productKey: string, position: { batch: number; unit: number }) =>
      register.serials.write(keyId, productKey, position),

    /** The batch with this ordinal within its product key. */
    async accountAt(
      productKey: string,
      ordinal: number,
    ): Promise<{ batch: string; nextUnit: number } | null> {
      const account = await StampAccountModel.findOne({ 'productKey.value': productKey, ordinal }).lean();
      return account && { batch: String(account._id), nextUnit: account.nextUnit };
    },

    /** Whether the product ever had stamps. */
    async issuesStamps(productKey: string): Promise<boolean> {
      return (await StampOrdinalModel.exists({ _id: productKey })) !== null;
    },

    /** Every product that ever had stamps. */
    async stampedProducts(): Promise<string[]> {
      const found = await StampOrdinalModel.find({}, { _id: 1 }).lean();
      return found.map(({ _id }) => _id);
    },

    async runsOf(batchId: string): Promise<StandingRun[]> {
      const docs = await StampRunModel.find({ batch: new Types.ObjectId(batchId) })
        .sort({ from: 1 })
        .lean();
      return docs.map((doc) => ({
        id: String(doc._id),
        keyId: doc.keyId,
        hasHiddenCode: doc.hasHiddenCode,
        state: stateOf(doc),
      }));
    },

    /** How the stamp of a serial stands now. */
    async standingAt(productKey: string, text: string): Promise<StandingAt> {
      const read = standing.readSerial(productKey, text);
      if (!read.ok) return read;
      const account = await standing.accountAt(productKey, read.batch);
      const runs = account ? await standing.runsOf(account.batch) : [];
      const run = runs.find(({ keyId, state }) => keyId === read.keyId && contains(all(state), read.unit));
      if (!account || !run) return { ok: false, why: 'unknown' };
      return { ok: true, batch: account.batch, unit: read.unit, run, ...unitStanding(run.state, read.unit) };
    },

    /** Whether this is what stands under the scratch layer of the stamp; compares in constant time. */
    hiddenCodeHolds(productKey: string, serial: string, code: string): boolean {
      const read = standing.readSerial(productKey, serial);
      const given = foldCrockford(code, hiddenCodeLength);
      if (!read.ok || given === null) return false;
      const right = register.serials.hiddenCode(read.keyId, productKey, read);
      return timingSafeEqual(Buffer.from(right), Buffer.from(given));
    },

    /** The stamps of the batch issued so far, within the interval. */
    async issuedUnits(batchId: string, within?: Interval): Promise<Intervals> {
      const account = await StampAccountModel.findById(new Types.ObjectId(batchId)).lean();
      const issued = span(0, account?.nextUnit ?? 0);
      return within ? intersect(issued, [within]) : issued;
    },

    /** What a case does, in the same change as the case: only stamps that do not stand so already; says which. */
    within: (record: Record) => ({
      hold: (batchId: string, units: Intervals, why: Why) =>
        take(record, { batchId, action: 'hold', units, why, rule: hold, stands: ({ held }) => held }),

      release: (batchId: string, units: Intervals, why: Why) =>
        take(record, {
          batchId,
          action: 'release',
          units,
          why,
          rule: release,
          stands: (run) => subtract(all(run), run.held),
        }),

      void: (batchId: string, units: Intervals, why: Why) =>
        take(record, {
          batchId,
          action: 'void',
          units,
          why,
          rule: (run, part) => voidUnits(run, part, { reason: 'other', despiteHold: true }),
          stands: (run) => union(voidUnitsOf(run), run.returned),
        }),
    }),
  };
  return standing;

  interface Taking {
    batchId: string;
    action: 'hold' | 'release' | 'void';
    units: Intervals;
    why: Why;
    rule: typeof hold;
    /** Those that stand as wanted before. */
    stands: (run: RunState) => Intervals;
  }

  async function take(record: Record, taking: Taking): Promise<Intervals> {
    const { batchId, action, units, why, rule, stands } = taking;
    const book = bookOrRefusal(await register.book(batchId));
    const left = subtract(units, ...book.runs.map(({ state }) => stands(state)));
    if (left.length === 0) return left;
    const { actor, note } = why;
    const reason = action === 'void' ? ('other' as const) : undefined;
    await acts.take(record, book, { action, units: left, rule, actor, note, reason });
    return left;
  }
}
