import type { Types } from 'mongoose';
import { digest } from '../../domain/canonical-json.ts';
import { prefixesOf } from '../../domain/epcis/context.ts';
import { eventFacts } from '../../domain/epcis/event-facts.ts';
import { eventHash } from '../../domain/epcis/event-hash.ts';
import type { JsonObject } from '../../domain/epcis/event-hash.ts';
import type { Migration } from '../../platform/migration.ts';

interface StageEvent {
  _id: Types.ObjectId;
  epcis: JsonObject & { eventID: string };
}

const atOnce = 500;

/** Events of stages get the name, hash and facts that every event in the store has; nothing told in them changes. */
export const epcisEvents: Migration = {
  name: '2026-11-22-epcis-events',
  async up(database) {
    const events = database.collection<StageEvent>('events');
    for (;;) {
      const found = await events
        .find({ eventId: { $exists: false } } as object)
        .limit(atOnce)
        .toArray();
      if (found.length === 0) return;
      await events.bulkWrite(
        found.map(({ _id, epcis }) => ({ updateOne: { filter: { _id }, update: { $set: added(epcis) } } })),
      );
    }
  },
};

function added(epcis: StageEvent['epcis']) {
  const context = { nguongoc: `${new URL(epcis.eventID).origin}/voc/` };
  const prefixes = prefixesOf(context);
  const hash = eventHash(epcis, { prefixes });
  const declaration = epcis['errorDeclaration'];
  return {
    eventId: epcis.eventID,
    context,
    contentHash: declaration === undefined ? hash : `${hash}&corrected=${digest(declaration)}`,
    facts: eventFacts(epcis, prefixes),
    capture: null,
  };
}
