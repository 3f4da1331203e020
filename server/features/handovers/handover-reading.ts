import { Types } from 'mongoose';
import { notFound } from '../../domain/errors.ts';
import { isOfDepartment } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { cursorId } from '../../ledger/record-store.ts';
import type { Handover, HandoverPage, HandoverQuery, HeldLotList } from '../../platform/contract-types.ts';
import type { Holdings } from './handover-holdings.ts';
import { HandoverModel } from './handover-model.ts';
import type { HandoverDocument, StoredHandover } from './handover-model.ts';
import type { HandoverNeighbours } from './handover-neighbours.ts';
import { handoverView } from './handover-view.ts';

interface ReadingOptions {
  neighbours: Pick<HandoverNeighbours, 'namesOf' | 'batches'>;
  holdings: Pick<Holdings, 'list'>;
}

/** Hand-overs for their two sides and for the department; nobody else knows that there are any. */
export function handoverReading({ neighbours, holdings }: ReadingOptions) {
  return {
    load,
    viewOf,

    async find(id: string, actor: Actor): Promise<Handover> {
      return viewOf(await load(id, actor), actor);
    },

    async list(actor: Actor, query: HandoverQuery): Promise<HandoverPage> {
      const { state, differing, after, limit = 25 } = query;
      const docs = await HandoverModel.find({
        ...sidesOf(actor, query.direction),
        ...(state !== undefined && { state }),
        ...(differing === true && { hasDifference: true }),
        ...(after !== undefined && { _id: { $lt: cursorId(after) } }),
      })
        .sort({ _id: -1 })
        .limit(limit + 1);
      const shown = docs.slice(0, limit);
      const items = await viewsOf(shown, actor);
      const last = items.at(-1);
      return docs.length > limit && last ? { items, next: last.id } : { items };
    },

    /** How many wait to be received by this organisation. */
    async waiting(organisation: string): Promise<number> {
      return HandoverModel.countDocuments({ receiver: new Types.ObjectId(organisation), state: 'sent' });
    },

    async heldLots({ organisation }: Actor): Promise<HeldLotList> {
      return { items: organisation === null ? [] : await holdings.list(organisation) };
    },
  };

  async function load(id: string, actor: Actor): Promise<HandoverDocument> {
    const doc = await HandoverModel.findOne({ _id: new Types.ObjectId(id), ...sidesOf(actor, undefined) });
    if (!doc) throw notFound();
    return doc;
  }

  async function viewOf(doc: HandoverDocument, actor: Actor): Promise<Handover> {
    const [view] = await viewsOf([doc], actor);
    if (!view) throw notFound();
    return view;
  }

  async function viewsOf(docs: readonly HandoverDocument[], actor: Actor): Promise<Handover[]> {
    const sides = docs.flatMap(({ sender, receiver }) => [String(sender), String(receiver)]);
    const names = await neighbours.namesOf([...new Set(sides)]);
    const lots = docs.flatMap(({ lines }) => lines.map(({ batch }) => String(batch)));
    const batches = await neighbours.batches([...new Set(lots)]);
    return docs.map((doc) => handoverView(doc, actor, { names, batches }));
  }
}

/** On which side of a hand-over the actor stands. */
export function sideOf(
  { sender, receiver }: StoredHandover,
  { organisation }: Actor,
): 'sender' | 'receiver' | null {
  if (organisation === String(receiver)) return 'receiver';
  return organisation === String(sender) ? 'sender' : null;
}

function sidesOf(actor: Actor, direction: HandoverQuery['direction']): object {
  if (isOfDepartment(actor)) return {};
  const own = new Types.ObjectId(actor.organisation ?? nobody);
  if (direction === 'incoming') return { receiver: own };
  if (direction === 'outgoing') return { sender: own };
  return { $or: [{ sender: own }, { receiver: own }] };
}

const nobody = '000000000000000000000000';
