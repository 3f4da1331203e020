import { conflict } from '../../domain/errors.ts';
import type { Actor } from '../../domain/roles.ts';
import { count, encodeIntervals, intersect, span, subtract } from '../../domain/stamps/intervals.ts';
import type { Intervals } from '../../domain/stamps/intervals.ts';
import { all } from '../../domain/stamps/stamp-ledger.ts';
import type { Outcome, RunState } from '../../domain/stamps/stamp-ledger.ts';
import type { VoidReason } from '../../domain/stamps/void-reasons.ts';
import type { Record } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import { StampActModel } from './stamp-act-model.ts';
import type { StampAction } from './stamp-act-model.ts';
import { storedState } from './stamp-run-model.ts';
import type { StampAccountDocument } from './stamp-account-model.ts';
import { stampRefusal } from './stamp-refusal.ts';
import type { Offences } from './stamp-refusal.ts';
import type { StampBook, StampRegister } from './stamp-register.ts';

/** Torn to more pieces than this, a run is refused further ones: about eight thousand stamps apart from each other. */
const mostBytes = 16 * 1024;

export interface ActOnStamps {
  action: StampAction;
  units: Intervals;
  /** The rule of the ledger, for the part of each run. */
  rule: (run: RunState, units: Intervals) => Outcome;
  actor: Actor;
  reason?: VoidReason | undefined;
  note?: string | undefined;
}

export type LedgerActs = ReturnType<typeof ledgerActs>;

/** The one writer of runs. Every act is in the batch's log of acts and in the audit log. */
export function ledgerActs({ clock, register }: { clock: Clock; register: StampRegister }) {
  return {
    log,

    apply,

    /** Takes place at all units or at none. Inside a change, whose `record` it is. */
    async take(record: Record, book: StampBook, act: ActOnStamps): Promise<void> {
      apply(book, act);
      await save(book, act.units);
      await log(record, book.account, act);
    },
  };

  /** What the runs come to, in memory; refused naming every unit that stands in the way. */
  function apply(book: StampBook, { units, rule }: Pick<ActOnStamps, 'units' | 'rule'>): void {
    const offences: Offences = [];
    const outside = subtract(units, span(0, book.account.nextUnit));
    if (outside.length > 0) offences.push({ why: 'outside', units: outside });
    for (const run of book.runs) {
      const part = intersect(units, all(run.state));
      if (part.length === 0) continue;
      const outcome = rule(run.state, part);
      if (outcome.ok) run.state = outcome.run;
      else offences.push(...outcome.offences);
    }
    if (offences.length > 0) throw stampRefusal(offences, (unit) => register.serialOf(book, unit));
  }

  async function log(
    record: Record,
    account: StampAccountDocument,
    { action, units, actor, reason, note }: Omit<ActOnStamps, 'rule'>,
  ): Promise<void> {
    const { id, name, roles } = actor;
    await new StampActModel({
      batch: account._id,
      organisation: account.organisation,
      action,
      units: encodeIntervals(units),
      count: count(units),
      reason: reason ?? null,
      note: note ?? null,
      by: { id, name, roles: [...roles] },
      at: clock.now(),
    }).save();
    await record({
      subject: { kind: 'batch', id: String(account._id) },
      action: `batch.${action}-stamps`,
      organisation: String(account.organisation),
      reason: note,
      after: { units, reason: reason ?? null },
    });
  }
}

async function save({ runs }: StampBook, units: Intervals): Promise<void> {
  for (const { doc, state } of runs) {
    if (intersect(units, all(state)).length === 0) continue;
    const { printed, activated, returned, held, ...rest } = storedState(state);
    const sets = [printed, activated, returned, held, ...rest.void.map((part) => part.units)];
    if (sets.reduce((sum, { length }) => sum + length, 0) > mostBytes) {
      throw conflict({ key: 'stamps.too-scattered', params: { number: doc.number } });
    }
    doc.set({ printed, activated, returned, held, void: rest.void });
    await doc.save();
  }
}
