import { Types } from 'mongoose';
import { prefixesOf } from '../../domain/epcis/context.ts';
import { withdrawnEvent } from '../../domain/stage-event.ts';
import type { EpcisEvent } from '../../domain/stage-event.ts';
import type { Clock } from '../../platform/clock.ts';
import { draftOf } from './event-drafts.ts';
import { EventModel } from './event-model.ts';

interface Teller {
  organisation: string;
  by: string;
}

export type EventAppender = ReturnType<typeof eventAppender>;

/** Events that other features tell, into the same store; inside their own change. */
export function eventAppender({ clock, publicOrigin }: { clock: Clock; publicOrigin: string }) {
  const surroundings = { prefixes: prefixesOf({ nguongoc: `${publicOrigin}/voc/` }) };

  return {
    /** `make` is given the name the event will have. */
    async append(make: (eventId: string) => EpcisEvent, teller: Teller): Promise<string> {
      const _id = new Types.ObjectId();
      const epcis = make(`${publicOrigin}/events/${String(_id)}`);
      await new EventModel({ ...drafted(epcis, teller), _id }).save();
      return epcis.eventID;
    },

    /** Appends that the event did not happen. */
    async withdraw(eventId: string, reason: string, teller: Teller): Promise<void> {
      const event = await EventModel.findOne({
        organisation: new Types.ObjectId(teller.organisation),
        eventId,
        withdraws: null,
      }).lean();
      if (!event) throw new Error(`No event ${eventId}`);
      const correction = withdrawnEvent(event.epcis, clock.now(), reason);
      await new EventModel({ ...drafted(correction, teller), withdraws: event._id, reason }).save();
    },
  };

  function drafted(epcis: EpcisEvent, teller: Teller) {
    return draftOf(epcis, surroundings, { ...teller, recordedAt: clock.now(), capture: null });
  }
}
