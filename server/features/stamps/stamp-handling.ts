import type { ChangeBy } from '../../domain/change.ts';
import type { Actor } from '../../domain/roles.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import type { MessageKey } from '../../locales/catalogue.ts';
import { count, intersect, span, subtract, union } from '../../domain/stamps/intervals.ts';
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
import type { Quantity } from '../../domain/quantity.ts';
import type { StampAction } from './stamp-act-model.ts';
import { issuedIn, stampedQuantity } from './stamp-issue.ts';
import type { LedgerActs } from './stamp-ledger-acts.ts';
import { bookOrRefusal, stampNaming } from './stamp-naming.ts';
import type { NamedUnits } from './stamp-naming.ts';
import type { StampedBatch, StampNeighbours } from './stamp-neighbours.ts';
import { rangesOf } from './stamp-refusal.ts';
import type { SerialRange } from './stamp-refusal.ts';
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

/** An act before it is carried out. */
interface Intended {
  book: StampBook;
  handling: Handling;
  units: Intervals;
  leftOut: number;
}

export interface StampOutlook {
  stamps: number;
  /** Of a range: those that were void or returned before and stay so. */
  leftOut: number;
  /** How many stamps the batch may get again thereby. */
  givenBack: number;
  pieces: number;
  /** The first of the pieces. */
  ranges: SerialRange[];
}

const mostForeseen = 10;

/** What people do with stamps after they were issued. */
export function stampHandling({ ledger, clock, register, acts, neighbours }: HandlingOptions) {
  const named = stampNaming({ register, neighbours });

  return {
    /** What an act would come to, or why it would be refused; nothing changes. */
    outlook: {
      activate: async (batchId: string, content: StampsNamed, actor: Actor) =>
        foreseen(await activation(batchId, content, actor)),
      void: async (batchId: string, content: StampVoid, actor: Actor) =>
        foreseen(await handled(batchId, voiding(content, actor), { content, actor })),
      takeBack: async (batchId: string, content: StampsNamed, actor: Actor) =>
        foreseen(await handled(batchId, takingBack, { content, actor })),
    },

    /** From now on a scan passes: only on goods that the department has approved and nobody holds. */
    activate: (batchId: string, content: StampsNamed, by: ChangeBy) =>
      carryOut(
        content,
        by,
        () => activation(batchId, content, by.actor),
        (intended) => tellLabels(intended, by.actor),
      ),

    void: (batchId: string, content: StampVoid, by: ChangeBy) =>
      handle(batchId, voiding(content, by.actor), content, by),

    /** Unused stamps handed back, or stamps on goods that came back. */
    takeBack: (batchId: string, content: StampsNamed, by: ChangeBy) =>
      handle(batchId, takingBack, content, by),

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

  /** What stamps that come back stood for may be given out again. */
  async function giveBack(batchId: string, before: Quantity): Promise<void> {
    const after = stampedQuantity(bookOrRefusal(await register.book(batchId)));
    if (after.value !== before.value) await neighbours.drawOnMarks(batchId, before, after);
  }

  async function tellLabels({ book, units }: Intended, actor: Actor): Promise<void> {
    const { organisation, productKey, lot, id } = await neighbours.batch(String(book.account._id), actor);
    const ranges = rangesOf(units.slice(0, mostForeseen), (unit) => register.serialOf(book, unit));
    const labels = { batch: id, organisation, productKey, lot, ranges };
    await neighbours.tellLabels({ ...labels, stamps: count(units), pieces: units.length }, actor);
  }

  async function activation(batchId: string, content: StampsNamed, actor: Actor): Promise<Intended> {
    const batch = await neighbours.batch(batchId, actor);
    refuseActivation(batch, dateInVietnam(clock.now()));
    const book = bookOrRefusal(await register.book(batchId));
    const handling = { action: 'activate', rule: activate } as const;
    return { book, handling, ...withoutGone(book, await named(book, content)) };
  }

  async function handled(
    batchId: string,
    handling: Handling,
    { content, actor }: { content: StampsNamed; actor: Actor },
  ): Promise<Intended> {
    await neighbours.batch(batchId, actor);
    const book = bookOrRefusal(await register.book(batchId));
    const { units } = await named(book, content);
    return { book, handling, units, leftOut: 0 };
  }

  function handle(
    batchId: string,
    handling: Handling,
    content: StampsNamed,
    by: ChangeBy,
  ): Promise<StampActDone> {
    return carryOut(content, by, () => handled(batchId, handling, { content, actor: by.actor }));
  }

  function carryOut(
    { note }: StampsNamed,
    by: ChangeBy,
    intend: () => Promise<Intended>,
    tell?: (intended: Intended) => Promise<void>,
  ): Promise<StampActDone> {
    return ledger.change(by, async (record) => {
      const intended = await intend();
      const { book, handling, units, leftOut } = intended;
      const before = stampedQuantity(book);
      await acts.take(record, book, { ...handling, units, actor: by.actor, note: note?.trim() });
      await giveBack(String(book.account._id), before);
      await tell?.(intended);
      return done(book, units, leftOut);
    });
  }

  function foreseen({ book, handling, units, leftOut }: Intended): StampOutlook {
    const before = issuedIn(book).returned;
    acts.apply(book, { ...handling, units });
    return {
      stamps: count(units),
      leftOut,
      givenBack: issuedIn(book).returned - before,
      pieces: units.length,
      ranges: rangesOf(units.slice(0, mostForeseen), (unit) => register.serialOf(book, unit)),
    };
  }
}

const takingBack = { action: 'return', rule: takeBack } as const;

function voiding({ reason, note = '' }: StampVoid, actor: Actor): Handling {
  if (reason === 'other' && note.trim() === '')
    throw invalid([{ pointer: '/note', key: 'stamps.note-needed' }]);
  const rule = (run: RunState, units: Intervals) =>
    voidUnits(run, units, { reason, despiteHold: mayPassHolds(actor) });
  return { action: 'void', rule, reason };
}

function refuseActivation(batch: StampedBatch, today: string): void {
  const obstacles: [MessageKey, boolean][] = [
    ['stamps.activate-recalled', batch.hold === 'recalled'],
    ['stamps.activate-suspended', batch.hold === 'suspended'],
    ['stamps.activate-withdrawn', batch.hold === 'withdrawn'],
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
  return isRange && rest.length > 0 ? { units: rest, leftOut: count(gone) } : { units, leftOut: 0 };
}

function done({ account, runs }: StampBook, units: Intervals, leftOut: number): StampActDone {
  return {
    batch: String(account._id),
    units: count(units),
    leftOut,
    counts: countsTogether(runs.map(({ state }) => state)),
  };
}
