import { Types } from 'mongoose';
import { notFound } from '../../domain/errors.ts';
import { printedTraceUri } from '../../domain/identifiers/digital-link.ts';
import { may, scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { piecesOf } from '../../domain/stamps/stamp-ledger.ts';
import { cursorId } from '../../ledger/record-store.ts';
import type {
  BatchStamps,
  StampActPage,
  StampActQuery,
  StampLabelPage,
  StampLabelQuery,
  StampRun,
  StampRunPage,
  StampRunQuery,
} from '../../platform/contract-types.ts';
import { StampAccountModel } from './stamp-account-model.ts';
import type { StampAccount } from './stamp-account-model.ts';
import { StampActModel } from './stamp-act-model.ts';
import type { StampNeighbours } from './stamp-neighbours.ts';
import { rangesOf } from './stamp-refusal.ts';
import { StampRunModel, stateOf, storedIntervals } from './stamp-run-model.ts';
import type { StampRunDocument } from './stamp-run-model.ts';
import type { StampRegister } from './stamp-register.ts';
import { countsTogether, runView } from './stamp-view.ts';

/** A stamp to be printed. `label` counts from 1 within its run; `unit` is not for people. */
export interface PrintableStamp {
  label: number;
  unit: number;
  serial: string;
  uri: string;
  hiddenCode?: string;
}

interface ReadingOptions {
  publicOrigin: string;
  register: StampRegister;
  neighbours: StampNeighbours;
}

const mostPieces = 1000;

/** What there is to see of stamps, for those who may see the batch. */
export function stampReading({ publicOrigin, register, neighbours }: ReadingOptions) {
  return {
    unitsOf,

    async find(runId: string, actor: Actor): Promise<StampRun> {
      const run = await register.run(runId, actor);
      return runView(run, { title: await titleOf(run.doc.batch), register });
    },

    async list(
      { batch, after, limit = 25, organisation }: StampRunQuery,
      actor: Actor,
    ): Promise<StampRunPage> {
      const owner = scopeFor(actor).organisation ?? organisation;
      const docs = await StampRunModel.find({
        ...(batch !== undefined && { batch: new Types.ObjectId(batch) }),
        ...(owner !== undefined && { organisation: new Types.ObjectId(owner) }),
        ...(organisation !== undefined && owner !== organisation && { _id: { $in: [] } }),
        ...(after !== undefined && { _id: { $lt: cursorId(after) } }),
      })
        .sort({ _id: -1 })
        .limit(limit + 1);
      const items = await viewsOf(docs.slice(0, limit));
      const last = items.at(-1);
      return docs.length > limit && last ? { items, next: last.id } : { items };
    },

    /** The stamps of a run by pages, for programs that print. */
    async labels(
      runId: string,
      { from = 1, limit = 500 }: StampLabelQuery,
      actor: Actor,
    ): Promise<StampLabelPage> {
      const { run, units } = await unitsOf(runId, actor, { from: from - 1, to: from - 1 + limit });
      const items = Array.from(units, ({ unit: _place, ...label }) => label);
      const next = from + items.length;
      return next <= run.count ? { items, next } : { items };
    },

    /** How the stamps of a batch stand, as ranges of serials. */
    async ofBatch(batchId: string, actor: Actor): Promise<BatchStamps> {
      await neighbours.batch(batchId, actor);
      const book = await register.book(batchId);
      const runs = book?.runs ?? [];
      const pieces = runs.flatMap(({ state }) => piecesOf(state));
      return {
        batch: batchId,
        counts: countsTogether(runs.map(({ state }) => state)),
        pieces: pieces.length,
        ranges: pieces.slice(0, mostPieces).flatMap(({ units, standing }) =>
          rangesOf([units], (unit) => (book ? register.serialOf(book, unit) : '')).map((range) => ({
            ...range,
            state: standing.state,
            voidReason: standing.voidReason ?? null,
            held: standing.held,
          })),
        ),
      };
    },

    /** Who did what with the stamps of a batch, newest first. */
    async actsOf(batchId: string, { after, limit = 50 }: StampActQuery, actor: Actor): Promise<StampActPage> {
      await neighbours.batch(batchId, actor);
      const book = await register.book(batchId);
      const docs = await StampActModel.find({
        batch: new Types.ObjectId(batchId),
        ...(after !== undefined && { _id: { $lt: cursorId(after) } }),
      })
        .sort({ _id: -1 })
        .limit(limit + 1);
      const items = docs.slice(0, limit).map((act) => ({
        id: String(act._id),
        at: act.at.toISOString(),
        by: act.by.name,
        action: act.action,
        count: act.count,
        ranges: rangesOf(storedIntervals(act.units).slice(0, 10), (unit) =>
          book ? register.serialOf(book, unit) : '',
        ),
        reason: act.reason,
        note: act.note,
      }));
      const last = items.at(-1);
      return docs.length > limit && last ? { items, next: last.id } : { items };
    },
  };

  /** The stamps of a run in the order of their labels, from one place or between two, computed one by one. */
  async function unitsOf(
    runId: string,
    actor: Actor,
    { from = 0, to }: { from?: number; to?: number } = {},
  ): Promise<{ run: StampRun; units: Iterable<PrintableStamp> }> {
    const { doc, account, state } = await register.run(runId, actor);
    const run = runView({ doc, account, state }, { title: await titleOf(doc.batch), register });
    const mayHide = doc.hasHiddenCode && may(actor, 'stamps.write');
    return {
      run,
      units: stampsOf(doc, account, { from, to: Math.min(to ?? doc.count, doc.count), mayHide }),
    };
  }

  async function viewsOf(docs: StampRunDocument[]): Promise<StampRun[]> {
    const batches = [...new Map(docs.map(({ batch }) => [String(batch), batch])).values()];
    const titles = await neighbours.batchTitles(batches.map(String));
    const accounts = await StampAccountModel.find({ _id: { $in: batches } });
    return docs.map((doc) => {
      const account = accounts.find(({ _id }) => _id.equals(doc.batch));
      if (!account) throw notFound();
      const title = titles.get(String(doc.batch)) ?? '';
      return runView({ doc, account, state: stateOf(doc) }, { title, register });
    });
  }

  async function titleOf(batch: Types.ObjectId): Promise<string> {
    return (await neighbours.batchTitles([String(batch)])).get(String(batch)) ?? '';
  }

  function* stampsOf(
    { keyId, from: first }: StampRunDocument,
    { productKey, ordinal }: StampAccount,
    { from, to, mayHide }: { from: number; to: number; mayHide: boolean },
  ): Generator<PrintableStamp> {
    const { serials } = register;
    const { ai, value } = productKey;
    const address = `${printedTraceUri(publicOrigin, { key: { ai, value }, qualifiers: [] })}/21/`;
    for (let at = Math.max(0, from); at < to; at += 1) {
      const position = { batch: ordinal, unit: first + at };
      const serial = serials.write(keyId, value, position);
      yield {
        label: at + 1,
        unit: position.unit,
        serial,
        uri: address + serial,
        ...(mayHide && { hiddenCode: serials.hiddenCode(keyId, value, position) }),
      };
    }
  }
}
