import { vietnamOffset } from './local-time.ts';
import type { Quantity } from './quantity.ts';
import type { EpcisEvent } from './stage-event.ts';
import { amountOf, documentUri } from './stage-event-parts.ts';

/** A hand-over as its events tell it. */
export interface HandoverFacts {
  /** Scheme and host of this deployment. */
  origin: string;
  eventId: string;
  /** When it happened. */
  at: Date;
  recordedAt: Date;
  who: string;
  /** Of the hand-over. */
  reference: string;
  /** Who had the goods and who has them afterwards, as parties. */
  from: Party;
  to: Party;
  /** Where it happened, where that was told. */
  location: string | undefined;
  lots: readonly { uri: string; quantity: Quantity }[];
  /** Numbers of papers, by whose they are. */
  dispatchNote: string;
  receipt?: string | undefined;
}

interface Party {
  organisation: string;
  uri: string;
}

/** The goods leave (CBV 2.0 `shipping`): in nobody’s place until somebody receives them. */
export function shippingEvent(facts: HandoverFacts): EpcisEvent {
  return { ...moved(facts), bizStep: 'shipping', disposition: 'in_transit', ...whereOf(facts, false) };
}

export function receivingEvent(facts: HandoverFacts): EpcisEvent {
  return { ...moved(facts), bizStep: 'receiving', disposition: 'in_progress', ...whereOf(facts, true) };
}

/** Refused goods go back; whoever refused them never had them. */
export function returningEvent(facts: HandoverFacts): EpcisEvent {
  return { ...moved(facts), bizStep: 'shipping', disposition: 'returned', ...whereOf(facts, false) };
}

/** The goods go on under a lot of the receiver’s own. */
export function lotChangeEvent(
  facts: HandoverFacts,
  { from, to }: { from: LotAmount; to: LotAmount },
): EpcisEvent {
  return {
    ...headOf(facts, 'TransformationEvent'),
    bizStep: 'creating_class_instance',
    disposition: 'in_progress',
    ...whereOf(facts, true),
    inputQuantityList: [classOf(from)],
    outputQuantityList: [classOf(to)],
    'nguongoc:stage': 'lot-change',
  };
}

interface LotAmount {
  uri: string;
  quantity: Quantity;
}

function moved(facts: HandoverFacts): EpcisEvent {
  const { origin, from, to, lots, dispatchNote, receipt } = facts;
  return {
    ...headOf(facts, 'ObjectEvent'),
    action: 'OBSERVE',
    quantityList: lots.map(classOf),
    bizTransactionList: [
      {
        type: 'desadv',
        bizTransaction: documentUri({ origin, organisation: from.organisation }, dispatchNote),
      },
      ...(receipt === undefined
        ? []
        : [
            {
              type: 'recadv',
              bizTransaction: documentUri({ origin, organisation: to.organisation }, receipt),
            },
          ]),
    ],
    sourceList: [{ type: 'possessing_party', source: from.uri }],
    destinationList: [{ type: 'possessing_party', destination: to.uri }],
  };
}

function headOf({ eventId, at, recordedAt, who, reference }: HandoverFacts, type: string): EpcisEvent {
  return {
    type,
    eventID: eventId,
    eventTime: at.toISOString(),
    eventTimeZoneOffset: vietnamOffset,
    recordTime: recordedAt.toISOString(),
    'nguongoc:who': who,
    'nguongoc:handover': reference,
  };
}

function whereOf({ location }: HandoverFacts, stays: boolean): object {
  if (location === undefined) return {};
  return { readPoint: { id: location }, ...(stays && { bizLocation: { id: location } }) };
}

function classOf({ uri, quantity }: LotAmount): object {
  return { epcClass: uri, ...amountOf(quantity) };
}
