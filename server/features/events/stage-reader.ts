import { Types } from 'mongoose';
import type { EpcisEvent } from '../../domain/stage-event.ts';
import type { Stage, StageContent } from '../../platform/contract-types.ts';
import { EventModel } from './event-model.ts';
import type { StoredEvent } from './event-model.ts';

/** An event that a stage was told by. */
type Stored = StoredEvent & { _id: Types.ObjectId; content: StageContent; placeName: string };

/** All stages of a batch in the order in which they happened, withdrawn ones marked. Looks at no actor. */
export async function stagesOf(batch: string): Promise<Stage[]> {
  const events = await eventsOf(batch);
  const withdrawals = new Map(
    events.flatMap((event) => (event.withdraws ? [[String(event.withdraws), event] as const] : [])),
  );
  return events
    .filter((event) => event.withdraws === null)
    .map((event) => stageView(event, withdrawals.get(String(event._id))));
}

/** The stages that stand: recorded and not withdrawn. */
export async function standingStagesOf(batch: string): Promise<Stage[]> {
  return (await stagesOf(batch)).filter(({ withdrawn }) => withdrawn === null);
}

/** Everything captured about a batch, error declarations included, as EPCIS events. */
export async function epcisEventsOf(batch: string): Promise<EpcisEvent[]> {
  return (await eventsOf(batch)).map(({ epcis }) => epcis);
}

export function stageView(event: Stored, withdrawal: Stored | undefined): Stage {
  return {
    id: String(event._id),
    eventId: event.epcis.eventID,
    recordedAt: event.recordedAt.toISOString(),
    recordedBy: event.recordedBy,
    withdrawn: withdrawal
      ? { at: withdrawal.recordedAt.toISOString(), reason: withdrawal.reason ?? '' }
      : null,
    placeName: event.placeName,
    content: event.content,
  };
}

async function eventsOf(batch: string): Promise<Stored[]> {
  return EventModel.find({ batch: new Types.ObjectId(batch) })
    .sort({ at: 1, _id: 1 })
    .lean<Stored[]>();
}
