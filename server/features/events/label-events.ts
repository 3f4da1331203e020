import { Types } from 'mongoose';
import { canonicalIdentifier } from '../../domain/epcis/canonical-identifier.ts';
import { prefixesOf } from '../../domain/epcis/context.ts';
import type { LinkPart } from '../../domain/identifiers/digital-link.ts';
import { traceUri } from '../../domain/identifiers/digital-link.ts';
import { labelsEvent } from '../../domain/stage-event.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Clock } from '../../platform/clock.ts';
import { draftOf } from './event-drafts.ts';
import { EventModel } from './event-model.ts';

/** Stamps that were activated together: how many, and the pieces of their rolls. */
export interface ActivatedStamps {
  batch: string;
  organisation: string;
  productKey: LinkPart;
  lot: string;
  stamps: number;
  pieces: number;
  /** The first of the pieces, each by the serials at its ends. */
  ranges: { first: string; last: string; count: number }[];
}

/**
 * "Serial labels put on" (standards.md §5): one event an activation, however many stamps it names, in the transaction
 * that activates them (ADR 0024).
 */
export function labelEvents({ clock, publicOrigin }: { clock: Clock; publicOrigin: string }) {
  const surroundings = { prefixes: prefixesOf({ nguongoc: `${publicOrigin}/voc/` }) };

  return async function tellLabels(labels: ActivatedStamps, by: Actor): Promise<void> {
    const { batch, organisation, productKey: key, lot, stamps, pieces, ranges } = labels;
    const lotUri = traceUri(publicOrigin, { key, qualifiers: [{ ai: '10', value: lot }] });
    const unitUri = (serial: string) =>
      traceUri(publicOrigin, { key, qualifiers: [{ ai: '21', value: serial }] });
    const _id = new Types.ObjectId();
    const event = labelsEvent({
      eventId: `${publicOrigin}/events/${String(_id)}`,
      at: clock.now(),
      lotUri,
      isRepeat: await wasCommissioned(lotUri),
      stamps,
      pieces,
      ranges: ranges.map(({ first, last, count }) => ({ first: unitUri(first), last: unitUri(last), count })),
    });
    const telling = { organisation, by: by.name, recordedAt: clock.now(), capture: null };
    const told = { ...draftOf(event, surroundings, telling), _id, batch: new Types.ObjectId(batch) };
    await new EventModel(told).save();
  };
}

/** A class is commissioned once (CBV 2.0 §7.1.2). */
async function wasCommissioned(lotUri: string): Promise<boolean> {
  const found = await EventModel.exists({
    'facts.all': canonicalIdentifier(lotUri),
    'facts.bizStep': 'https://ref.gs1.org/cbv/BizStep-commissioning',
  });
  return found !== null;
}
