import Big from 'big.js';
import { Types } from 'mongoose';
import type { ChangeBy } from '../../domain/change.ts';
import { invalid, notFound } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { assertFresh } from '../../ledger/record-store.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Season, SeasonContent, SeasonList } from '../../platform/contract-types.ts';
import { BalanceModel } from './balance-model.ts';
import { newCeilingFaults, recompute } from './balance-ceilings.ts';
import { countEntry, entryOf, markOf, ownMarkOf } from './mark-access.ts';
import { SeasonModel } from './season-model.ts';
import type { SeasonDocument } from './season-model.ts';

export type SeasonService = ReturnType<typeof seasonService>;

/** Seasons and their yield norms, on which every ceiling under a mark is computed. */
export function seasonService({ ledger, clock }: { ledger: Ledger; clock: Clock }) {
  return {
    async create(mark: string, content: SeasonContent, by: ChangeBy): Promise<Season> {
      return ledger.change(by, async (record) => {
        const owner = await ownMarkOf(mark, by.actor);
        assertNone([...seasonFaults(content), ...(await overlapFaults(owner._id, content, null))]);
        await countEntry(owner);
        const doc = new SeasonModel({ mark: owner._id, content, history: [normOf(content, by)] });
        await doc.save();
        await record({ ...entryOf(owner, 'open-season'), after: content });
        return view(doc);
      });
    },

    /** A new norm moves every ceiling of the season, and is refused where one would fall below what is drawn. */
    async edit(id: string, content: SeasonContent, { rev, by }: { rev: number; by: ChangeBy }) {
      return ledger.change(by, async (record): Promise<Season> => {
        const doc = await seasonOf(id);
        const owner = await ownMarkOf(String(doc.mark), by.actor);
        assertFresh(doc, rev);
        const before = doc.content;
        const inUse = await BalanceModel.find({ season: doc._id });
        assertNone([
          ...seasonFaults(content),
          ...(await overlapFaults(owner._id, content, doc._id)),
          ...(inUse.length > 0 ? fixedFaults(before, content) : []),
          ...(await newCeilingFaults(inUse, content)),
        ]);
        await countEntry(owner);
        const isNewNorm = JSON.stringify(before.norm) !== JSON.stringify(content.norm);
        doc.set({ content, history: isNewNorm ? [...doc.history, normOf(content, by)] : doc.history });
        await doc.save();
        await recompute(inUse, content);
        await record({ ...entryOf(owner, 'edit-season'), before, after: content });
        return view(doc);
      });
    },

    async find(id: string): Promise<Season> {
      return view(await seasonOf(id));
    },

    async list(mark: string): Promise<SeasonList> {
      const { _id } = await markOf(mark);
      const docs = await SeasonModel.find({ mark: _id }).sort({ 'content.from': -1, _id: -1 });
      return { items: docs.map(view) };
    },
  };

  function normOf({ norm, basis }: SeasonContent, by: ChangeBy) {
    return { norm, basis, by: by.actor.name, at: clock.now() };
  }
}

function assertNone(faults: Fault[]): void {
  if (faults.length > 0) throw invalid(faults);
}

function seasonFaults({ from, to, norm }: SeasonContent): Fault[] {
  const faults: Fault[] = [];
  if (to < from) faults.push({ pointer: '/to', key: 'mark.season-ends-before' });
  if (new Big(norm.value).eq(0)) faults.push({ pointer: '/norm/value', key: 'mark.norm-zero' });
  return faults;
}

/** One day and one product have one norm. */
async function overlapFaults(
  mark: Types.ObjectId,
  { from, to, products }: SeasonContent,
  own: Types.ObjectId | null,
): Promise<Fault[]> {
  const others = await SeasonModel.find({
    mark,
    ...(own && { _id: { $ne: own } }),
    'content.from': { $lte: to },
    'content.to': { $gte: from },
  } as object).lean();
  const other = others.find(
    ({ content }) =>
      products.length === 0 ||
      content.products.length === 0 ||
      content.products.some((product) => products.includes(product)),
  );
  return other
    ? [{ pointer: '/from', key: 'mark.season-overlaps', params: { name: other.content.name } }]
    : [];
}

/** Batches have drawn on what these days and products allowed. */
function fixedFaults(before: SeasonContent, after: SeasonContent): Fault[] {
  const faults: Fault[] = [];
  if (before.from !== after.from) faults.push({ pointer: '/from', key: 'mark.season-in-use' });
  if (before.to !== after.to) faults.push({ pointer: '/to', key: 'mark.season-in-use' });
  if (before.products.join() !== after.products.join())
    faults.push({ pointer: '/products', key: 'mark.season-in-use' });
  if (before.norm.unit !== after.norm.unit) faults.push({ pointer: '/norm/unit', key: 'mark.season-in-use' });
  return faults;
}

async function seasonOf(id: string): Promise<SeasonDocument> {
  const doc = await SeasonModel.findById(new Types.ObjectId(id));
  if (!doc) throw notFound();
  return doc;
}

function view({ _id, rev, mark, content, history }: SeasonDocument): Season {
  return {
    id: String(_id),
    rev,
    mark: String(mark),
    content,
    history: history.map((entry) => ({ ...entry, at: entry.at.toISOString() })),
  };
}
