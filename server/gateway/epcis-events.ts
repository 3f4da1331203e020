import { createHash } from 'node:crypto';
import { digest } from '../domain/canonical-json.ts';
import type {
  BatchRecord,
  PlaceRecord,
  RecordState,
  StageKind,
  StageRecord,
} from '../domain/canonical-record.ts';
import { vietnamOffset } from '../domain/local-time.ts';
import type { EpcisEvent } from '../domain/stage-event.ts';
import type { Delivery } from './gateway-port.ts';

/** Our records as EPCIS 2.0 events: one a stage, and one a delivery by which the department stands for them. */
export function stageEventOf(record: BatchRecord, stage: StageRecord): EpcisEvent {
  const { bizStep, disposition } = steps[stage.kind];
  return {
    type: 'ObjectEvent',
    eventID: eventId(`stage ${record.id} ${stage.id} ${digest(stage)}`),
    eventTime: stage.at,
    eventTimeZoneOffset: vietnamOffset,
    action: 'OBSERVE',
    bizStep,
    disposition,
    ...locationOf(stage.place),
    quantityList: [{ epcClass: record.publicUrl }],
    'nguongoc:stage': stage.id,
    'nguongoc:name': stage.name,
    'nguongoc:who': stage.who,
    ...(stage.details !== null && { 'nguongoc:details': stage.details }),
    ...(stage.pictures.length > 0 && { 'nguongoc:pictures': stage.pictures }),
  };
}

/** What the department declares with this delivery: the batch's facts, its state and why. */
export function declarationOf(record: BatchRecord, delivery: Delivery, origin: string): EpcisEvent {
  const { stages: _stages, kind: _kind, ...facts } = record;
  return {
    type: 'ObjectEvent',
    eventID: declarationId(delivery),
    eventTime: delivery.at,
    eventTimeZoneOffset: vietnamOffset,
    action: 'OBSERVE',
    bizStep: declaringStep(origin),
    disposition: dispositions[record.state],
    ...(record.state === 'recalled' && { persistentDisposition: { set: ['recalled'] } }),
    quantityList: [{ epcClass: record.publicUrl, ...amountOf(record) }],
    'nguongoc:record': record.id,
    'nguongoc:delivery': delivery.seq,
    'nguongoc:state': record.state,
    'nguongoc:digest': contentDigest(record),
    'nguongoc:facts': JSON.stringify(facts),
  };
}

/** The same event declared in error (EPCIS 2.0 §7.4.1.3): it was corrected or taken back here. */
export function inErrorOf(event: EpcisEvent, at: string): EpcisEvent {
  const { recordTime: _recordTime, ...rest } = event;
  return {
    ...rest,
    type: event.type,
    eventID: event.eventID,
    eventTime: event.eventTime,
    errorDeclaration: { declarationTime: at, reason: 'incorrect_data' },
  };
}

export function contentDigest(record: BatchRecord): string {
  return digest(record);
}

export function declarationId({ key }: Pick<Delivery, 'key'>): string {
  return eventId(`delivery ${key}`);
}

/** A step of our own vocabulary, by which our declarations are found again. */
export function declaringStep(origin: string): string {
  return `${origin}/voc/declaring`;
}

/** Named by what it says (RFC 9562, version 8), so that capturing it twice has one effect. */
function eventId(text: string): string {
  const hash = createHash('sha256').update(text).digest('hex');
  const variant = ((parseInt(hash.slice(16, 18), 16) & 0x3f) | 0x80).toString(16);
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `${variant}${hash.slice(18, 20)}`,
    hash.slice(20, 32),
  ];
  return `urn:uuid:${parts.join('-')}`;
}

const dispositions: Record<RecordState, string> = {
  current: 'conformant',
  suspended: 'non_sellable_other',
  recalled: 'recalled',
  withdrawn: 'inactive',
};

const steps: Record<StageKind, { bizStep: string; disposition: string }> = {
  growing: { bizStep: 'commissioning', disposition: 'active' },
  harvest: { bizStep: 'creating_class_instance', disposition: 'in_progress' },
  processing: { bizStep: 'creating_class_instance', disposition: 'in_progress' },
  packing: { bizStep: 'packing', disposition: 'in_progress' },
  storage: { bizStep: 'storing', disposition: 'sellable_not_accessible' },
  transport: { bizStep: 'transporting', disposition: 'in_transit' },
  distribution: { bizStep: 'shipping', disposition: 'in_transit' },
  retail: { bizStep: 'retail_selling', disposition: 'retail_sold' },
};

function locationOf(place: PlaceRecord | null): object {
  if (!place) return {};
  const { latitude, longitude, code, name } = place;
  if (latitude !== null && longitude !== null) return { readPoint: { id: `geo:${latitude},${longitude}` } };
  return code === null ? {} : { 'nguongoc:place': `${code} ${name}` };
}

/** Pieces have no unit of measure in EPCIS. The exact decimal stands among the facts; JSON-LD knows numbers only. */
function amountOf({ quantity, unit }: BatchRecord): object {
  const amount = Number(quantity);
  if (!(amount > 0)) return {};
  return { quantity: amount, ...(unit !== 'H87' && { uom: unit }) };
}
