import Big from 'big.js';
import { Types } from 'mongoose';
import { asMeasured } from '../../domain/mark-capacity.ts';
import { leftAfter } from '../../domain/mass-balance.ts';
import type { BalanceLine } from '../../domain/balance-check.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { unknownGoods } from '../../domain/recovery-rate.ts';
import { mayLeave } from '../../domain/handover.ts';
import type { HeldLot } from '../../platform/contract-types.ts';
import { HandoverModel } from './handover-model.ts';
import type { StoredHandover } from './handover-model.ts';
import type { HandedBatch, HandoverNeighbours } from './handover-neighbours.ts';

export type Holdings = ReturnType<typeof handoverHoldings>;

/** What a producer has of a lot: its own or taken over, less what it used and passed on. */
export function handoverHoldings(neighbours: HandoverNeighbours) {
  return {
    leftOf,
    handedOver,
    received,

    /** Lots that can be passed on or used, received ones first. */
    async list(organisation: string): Promise<HeldLot[]> {
      const arrived = await HandoverModel.find({ ...byId('receiver', organisation), state: 'received' })
        .sort({ _id: -1 })
        .limit(200)
        .lean();
      const from = new Map<string, string>();
      for (const { lines, sender } of arrived) {
        for (const { batch } of lines) if (!from.has(String(batch))) from.set(String(batch), String(sender));
      }
      const others = await neighbours.batches([...from.keys()]);
      const own = await neighbours.ownBatches(organisation);
      const names = await neighbours.namesOf([...new Set(from.values())]);
      const held: HeldLot[] = [];
      for (const batch of [...others.values(), ...own]) {
        const left = await leftOf(organisation, batch);
        if (!left || new Big(left.value).eq(0) || batch.isOver) continue;
        if (!mayLeave(batch.state)) continue;
        const sender = batch.organisation === organisation ? undefined : from.get(batch.id);
        held.push({
          batch: batch.id,
          title: batch.title,
          uri: batch.uri,
          from: sender === undefined ? null : { id: sender, name: names.get(sender) ?? '' },
          left,
          lotState: batch.state,
        });
      }
      return held;
    },
  };

  /** Null where the organisation has nothing to do with the lot. */
  async function leftOf(organisation: string, batch: HandedBatch): Promise<Quantity | null> {
    const has = batch.organisation === organisation ? batch.quantity : await received(organisation, batch);
    if (!has) return null;
    const taken = await neighbours.takenBy(organisation, batch.id);
    const goods = { ...unknownGoods, netContent: batch.netContent };
    return leftAfter(has, [...taken, ...(await handedOver(organisation, batch.id))], goods);
  }

  /** What was sent and neither refused nor called back, whether it has arrived or not. */
  async function handedOver(organisation: string, batch: string): Promise<BalanceLine[]> {
    const sent = await HandoverModel.find({
      ...byId('sender', organisation),
      'lines.batch': new Types.ObjectId(batch),
      state: { $in: ['sent', 'received'] },
    }).lean();
    const names = await neighbours.namesOf([...new Set(sent.map(({ receiver }) => String(receiver)))]);
    return linesOf(sent, batch).map(({ handover, line }) => ({
      title: names.get(String(handover.receiver)) ?? '',
      stage: null,
      quantity: line.sent,
      goods: unknownGoods,
    }));
  }

  /** As it was weighed on arrival, in the unit of the batch; null where nothing was received. */
  async function received(
    organisation: string,
    { id, quantity, netContent }: ReceivedBatch,
  ): Promise<Quantity | null> {
    const arrived = await HandoverModel.find({
      ...byId('receiver', organisation),
      'lines.batch': new Types.ObjectId(id),
      state: 'received',
    }).lean();
    const lines = linesOf(arrived, id);
    if (lines.length === 0) return null;
    const total = lines.reduce((sum, { line }) => {
      const amount = line.received && asMeasured(line.received, quantity.unit, netContent);
      return sum.plus(amount?.value ?? 0);
    }, new Big(0));
    return { value: total.toFixed(), unit: quantity.unit };
  }
}

type ReceivedBatch = Pick<HandedBatch, 'id' | 'quantity' | 'netContent'>;

function linesOf(handovers: readonly StoredHandover[], batch: string) {
  return handovers.flatMap((handover) =>
    handover.lines.filter((line) => String(line.batch) === batch).map((line) => ({ handover, line })),
  );
}

function byId(name: 'sender' | 'receiver', organisation: string) {
  return { [name]: new Types.ObjectId(organisation) };
}
