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
  const events = await EventModel.find({ batch: new Types.ObjectId(batch) }, { epcis: 1 })
    .sort({ at: 1, _id: 1 })
    .lean();
  return events.map(({ epcis }) => epcis);
}

/** An event that was told and not taken back. */
export type StandingEvent = Pick<StoredEvent, 'epcis' | 'facts' | 'recordedAt'>;

/** Those of the events that stand, by their id: stages not withdrawn, captured events not declared wrong. */
export async function standingEvents(ids: readonly string[]): Promise<Map<string, StandingEvent>> {
  const asked = ids.map((id) => new Types.ObjectId(id));
  const wrong = await EventModel.distinct('withdraws', { withdraws: { $in: asked } });
  const gone = new Set(wrong.map(String));
  const found = await EventModel.find({ _id: { $in: asked } }, { epcis: 1, facts: 1, recordedAt: 1 }).lean();
  return new Map(
    found.filter(({ _id }) => !gone.has(String(_id))).map(({ _id, ...event }) => [String(_id), event]),
  );
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
  return EventModel.find({ batch: new Types.ObjectId(batch), content: { $ne: null } })
    .sort({ at: 1, _id: 1 })
    .lean<Stored[]>();
}
