import { Types } from 'mongoose';
import type { ToldEvent } from '../../domain/balance-facts.ts';
import { EventModel } from './event-model.ts';
import type { StoredEvent } from './event-model.ts';

type Stored = Pick<StoredEvent, 'organisation' | 'batch' | 'at' | 'epcis' | 'facts' | 'withdraws'> & {
  _id: Types.ObjectId;
};

/** The events that stand about these lots and batches, whoever told them. Looks at no actor. */
export async function lotEvents({
  ids,
  batches,
}: {
  /** Canonical identifiers. */
  ids: readonly string[];
  batches: readonly string[];
}): Promise<ToldEvent[]> {
  const found = await EventModel.find(
    {
      $or: [
        { 'facts.all': { $in: [...ids] } },
        { batch: { $in: batches.map((batch) => new Types.ObjectId(batch)) } },
      ],
    },
    { organisation: 1, batch: 1, at: 1, epcis: 1, facts: 1, withdraws: 1 },
  )
    .sort({ at: 1, _id: 1 })
    .lean<Stored[]>();
  const withdrawn = new Set(found.map(({ withdraws }) => String(withdraws)));
  return found
    .filter(({ _id, withdraws }) => withdraws === null && !withdrawn.has(String(_id)))
    .map(toldEvent);
}

export function toldEvent({
  organisation,
  batch,
  at,
  epcis,
  facts,
}: Pick<StoredEvent, 'organisation' | 'batch' | 'at' | 'epcis' | 'facts'>): ToldEvent {
  return { organisation: String(organisation), batch: batch && String(batch), at, epcis, facts };
}
