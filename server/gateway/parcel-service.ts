import { Types } from 'mongoose';
import type { ChangeBy } from '../domain/change.ts';
import { conflict, invalid, notFound } from '../domain/errors.ts';
import { OutboxModel } from '../ledger/outbox-model.ts';
import type { OutboxMessage } from '../ledger/outbox-model.ts';
import type { Ledger } from '../ledger/unit-of-work.ts';
import type { Clock } from '../platform/clock.ts';
import type { Contracts, Parcel } from '../platform/contract-types.ts';
import { acceptance } from './file-gateway.ts';
import type { Outcome } from './gateway-port.ts';
import { attemptOf, stateAfter } from './outbox-outcome.ts';
import { wakeDependants } from './outbox-wake.ts';
import { parcelBundle } from './parcel-bundle.ts';
import type { BundleParts } from './parcel-bundle.ts';
import { ParcelItemModel, ParcelModel } from './parcel-model.ts';
import type { ParcelItem, StoredParcel } from './parcel-model.ts';
import { titleOf } from './sync-view.ts';

interface ParcelServiceParts extends Pick<BundleParts, 'sender' | 'pictureBytes'> {
  ledger: Ledger;
  clock: Clock;
  /** Undefined where the deployment makes no bundles. */
  seal: BundleParts['seal'] | undefined;
}

export type ParcelService = ReturnType<typeof parcelService>;

/** What one bundle takes along; the receipt of it is one transaction. */
const mostItems = 500;

/** Bundles for an upload by hand: made, carried, answered. */
export function parcelService({ ledger, clock, seal, sender, pictureBytes }: ParcelServiceParts) {
  return {
    isOffered: seal !== undefined,

    async list(): Promise<Contracts['ParcelList']> {
      const ready = await ParcelItemModel.countDocuments({ parcel: null, outcome: null });
      const parcels = await ParcelModel.find().sort({ number: -1 }).limit(50).lean<StoredParcel[]>();
      const items: Parcel[] = [];
      for (const parcel of parcels) items.push(await view(parcel));
      return { ready, items };
    },

    find: async (id: string) => view(await stored(id)),

    /** Takes everything that lies ready, the oldest first. */
    async make(by: ChangeBy): Promise<Parcel> {
      const id = await ledger.change(by, async (record) => {
        const ready = await ParcelItemModel.find({ parcel: null, outcome: null }, { _id: 1 })
          .sort({ readyAt: 1, _id: 1 })
          .limit(mostItems)
          .lean();
        if (ready.length === 0) throw conflict({ key: 'gateway.parcel-empty' });
        const last = await ParcelModel.findOne({}, { number: 1 }).sort({ number: -1 }).lean();
        const number = (last?.number ?? 0) + 1;
        const parcel = await new ParcelModel({ number, madeAt: clock.now(), by: by.actor.name }).save();
        const keys = ready.map(({ _id }) => _id);
        await ParcelItemModel.updateMany({ _id: { $in: keys } }, { $set: { parcel: number } });
        await record({
          subject: { kind: 'parcel', id: String(parcel._id) },
          action: 'parcel.make',
          after: { number, keys },
        });
        return String(parcel._id);
      });
      return view(await stored(id));
    },

    /** The signed zip. */
    async bundle(id: string): Promise<{ name: string; bytes: Buffer }> {
      const parcel = await stored(id);
      if (!seal) throw notFound();
      const items = await itemsOf(parcel);
      const bytes = await parcelBundle({ parcel, items, seal, sender, pictureBytes });
      return { name: `nguon-goc-${String(parcel.number).padStart(5, '0')}.zip`, bytes };
    },

    /** What the portal answered: all accepted under its receipt number, but those it refused. */
    async answer(id: string, receipt: Contracts['ParcelReceipt'], by: ChangeBy): Promise<Parcel> {
      await ledger.change(by, async (record) => {
        const parcel = await stored(id);
        if (parcel.state === 'answered') throw conflict({ key: 'gateway.parcel-answered' });
        const items = await itemsOf(parcel);
        const refused = refusals(receipt, items);
        const at = clock.now();
        for (const item of items)
          await settle(item, { refusal: refused.get(item._id), receipt: receipt.number, at });
        await ParcelModel.updateOne(
          { _id: parcel._id },
          { $set: { state: 'answered', answeredAt: at, receipt: receipt.number } },
        );
        await record({
          subject: { kind: 'parcel', id },
          action: 'parcel.answer',
          after: { number: parcel.number, receipt: receipt.number, refused: [...refused.keys()] },
        });
        return null;
      });
      return view(await stored(id));
    },

    publicKey() {
      if (!seal) throw notFound();
      return seal.publicKey;
    },
  };
}

/** Writes the answer at the item and at its message. */
async function settle(
  item: ParcelItem,
  { refusal, receipt, at }: { refusal: string | undefined; receipt: string; at: Date },
): Promise<void> {
  const words = refusal ?? receipt;
  const outcome = refusal === undefined ? 'accepted' : 'refused';
  await ParcelItemModel.updateOne({ _id: item._id }, { $set: { outcome, words } });
  const answer: Outcome =
    refusal === undefined
      ? acceptance({ ...item, words })
      : { outcome: 'refused', code: 'receipt', words: refusal };
  const message = await OutboxModel.findOneAndUpdate(
    { _id: item._id, state: 'handed' },
    {
      $set: stateAfter(answer, { at, tries: 0, random: () => 0 }),
      $push: { attempts: attemptOf(answer, at) },
    },
  ).lean<OutboxMessage>();
  if (message) await wakeDependants({ gateway: message.gateway, aggregates: [message.aggregate], at });
}

function refusals(
  { refused = [] }: Contracts['ParcelReceipt'],
  items: readonly ParcelItem[],
): Map<string, string> {
  const known = new Set(items.map(({ _id }) => _id));
  const faults = refused.flatMap(({ message }, at) =>
    known.has(message)
      ? []
      : [{ pointer: `/refused/${at}/message`, key: 'gateway.parcel-stranger' as const }],
  );
  if (faults.length > 0) throw invalid(faults);
  return new Map(refused.map(({ message, words }) => [message, words]));
}

async function stored(id: string): Promise<StoredParcel> {
  const parcel = await ParcelModel.findById(new Types.ObjectId(id)).lean<StoredParcel>();
  if (!parcel) throw notFound();
  return parcel;
}

function itemsOf({ number }: StoredParcel): Promise<ParcelItem[]> {
  return ParcelItemModel.find({ parcel: number }).sort({ readyAt: 1, _id: 1 }).lean<ParcelItem[]>();
}

async function view(parcel: StoredParcel): Promise<Parcel> {
  const { _id, number, madeAt, by, state, answeredAt, receipt } = parcel;
  const items = await itemsOf(parcel);
  return {
    id: String(_id),
    number,
    madeAt: madeAt.toISOString(),
    by,
    state,
    answeredAt: answeredAt?.toISOString() ?? null,
    receipt,
    items: items.map(({ _id: message, record, outcome, words }) => ({
      message,
      kind: record.kind,
      record: record.id,
      title: titleOf(record),
      outcome,
      words: words === '' ? null : words,
    })),
  };
}
