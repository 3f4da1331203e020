import type { ChangeBy } from '../../domain/change.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import type { MessageKey } from '../../locales/catalogue.ts';
import { intersect, span, subtract, union } from '../../domain/stamps/intervals.ts';
import type { Intervals } from '../../domain/stamps/intervals.ts';
import {
  activate,
  hold,
  markPrinted,
  release,
  takeBack,
  voidUnits,
} from '../../domain/stamps/stamp-ledger.ts';
import type { Outcome, RunState } from '../../domain/stamps/stamp-ledger.ts';
import { voidUnitsOf } from '../../domain/stamps/stamp-ledger.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type {
  StampActDone,
  StampHold,
  StampRun,
  StampsNamed,
  StampVoid,
} from '../../platform/contract-types.ts';
import type { StampAction } from './stamp-act-model.ts';
import type { LedgerActs } from './stamp-ledger-acts.ts';
import { bookOrRefusal, stampNaming } from './stamp-naming.ts';
import type { NamedUnits } from './stamp-naming.ts';
import type { StampedBatch, StampNeighbours } from './stamp-neighbours.ts';
import { mayPassHolds } from './stamp-register.ts';
import type { StampBook, StampRegister } from './stamp-register.ts';
import { countsTogether, runView } from './stamp-view.ts';

interface HandlingOptions {
  ledger: Ledger;
  clock: Clock;
  register: StampRegister;
  acts: LedgerActs;
  neighbours: StampNeighbours;
}

interface Handling {
  action: StampAction;
  rule: (run: RunState, units: Intervals) => Outcome;
  reason?: StampVoid['reason'];
}

/** What people do with stamps after they were issued. */
export function stampHandling({ ledger, clock, register, acts, neighbours }: HandlingOptions) {
  const named = stampNaming({ register, neighbours });

  return {
    /** From now on a scan passes: only on goods that the department has approved and nobody holds. */
    activate: (batchId: string, content: StampsNamed, by: ChangeBy) =>
      ledger.change(by, async (record) => {
        const batch = await neighbours.batch(batchId, by.actor);
        refuseActivation(batch, dateInVietnam(clock.now()));
        const book = bookOrRefusal(await register.book(batchId));
        const { units, leftOut } = withoutGone(book, await named(book, content));
        await acts.take(record, book, { ...act({ action: 'activate', rule: activate }, content, by), units });
        return done(book, units, leftOut);
      }),

    void: (batchId: string, content: StampVoid, by: ChangeBy) => {
      if (content.reason === 'other' && (content.note ?? '').trim() === '')
        throw invalid([{ pointer: '/note', key: 'stamps.note-needed' }]);
      const rule = (run: RunState, units: Intervals) =>
        voidUnits(run, units, { reason: content.reason, despiteHold: mayPassHolds(by.actor) });
      return handle(batchId, { action: 'void', rule, reason: content.reason }, content, by);
    },

    /** Unused stamps handed back, or stamps on goods that came back. */
    takeBack: (batchId: string, content: StampsNamed, by: ChangeBy) =>
      handle(batchId, { action: 'return', rule: takeBack }, content, by),

    hold: (batchId: string, content: StampHold, by: ChangeBy) =>
      handle(batchId, { action: 'hold', rule: hold }, content, by),

    release: (batchId: string, content: StampHold, by: ChangeBy) =>
      handle(batchId, { action: 'release', rule: release }, content, by),

    /** Labels `from` up to, not including, `to` of the run, counted from 0. A reprint changes nothing. */
    markPrinted: (runId: string, { from, to }: { from: number; to: number }, by: ChangeBy) =>
      ledger.change(by, async (record): Promise<StampRun> => {
        const { doc } = await register.run(runId, by.actor);
        const book = bookOrRefusal(await register.book(String(doc.batch)));
        const run = book.runs.find(({ doc: { _id } }) => _id.equals(doc._id));
        if (!run || from < 0 || to > doc.count || from >= to) throw new RangeError(`No labels ${from}–${to}`);
        const units = span(doc.from + from, doc.from + to);
        await acts.take(record, book, { action: 'print', rule: markPrinted, units, actor: by.actor });
        const titles = await neighbours.batchTitles([String(doc.batch)]);
        const title = titles.get(String(doc.batch)) ?? '';
        return runView({ ...run, account: book.account }, { title, register });
      }),
  };

  function handle(
    batchId: string,
    handling: Handling,
    content: StampsNamed,
    by: ChangeBy,
  ): Promise<StampActDone> {
    return ledger.change(by, async (record) => {
      await neighbours.batch(batchId, by.actor);
      const book = bookOrRefusal(await register.book(batchId));
      const { units } = await named(book, content);
      await acts.take(record, book, { ...act(handling, content, by), units });
      return done(book, units, 0);
    });
  }
}

function act({ action, rule, reason }: Handling, { note }: StampsNamed, { actor }: ChangeBy) {
  return { action, rule, reason, actor, ...(note !== undefined && { note: note.trim() }) };
}

function refuseActivation(batch: StampedBatch, today: string): void {
  const obstacles: [MessageKey, boolean][] = [
    ['stamps.activate-recalled', batch.hold === 'recalled'],
    ['stamps.activate-suspended', batch.hold === 'suspended'],
    ['stamps.activate-not-approved', !batch.isApproved],
    ['stamps.activate-closed', batch.closedOn !== null],
    ['stamps.activate-expired', batch.expiresOn !== null && batch.expiresOn < today],
  ];
  const found = obstacles.find(([, stands]) => stands);
  if (found) throw conflict({ key: found[0] });
}

/** A roll with torn-out stamps is activated as a roll: what is void or came back stays so, and is counted. */
function withoutGone(
  { runs }: StampBook,
  { units, isRange }: NamedUnits,
): { units: Intervals; leftOut: number } {
  const gone = intersect(units, union(...runs.flatMap(({ state }) => [voidUnitsOf(state), state.returned])));
  const rest = subtract(units, gone);
  return isRange && rest.length > 0
    ? { units: rest, leftOut: gone.reduce((sum, { from, to }) => sum + to - from, 0) }
    : { units, leftOut: 0 };
}

function done({ account, runs }: StampBook, units: Intervals, leftOut: number): StampActDone {
  return {
    batch: String(account._id),
    units: units.reduce((sum, { from, to }) => sum + to - from, 0),
    leftOut,
    counts: countsTogether(runs.map(({ state }) => state)),
  };
}
