import { handovers } from '../epcis/event-owner.ts';
import { inputLines, objectLines, outputLines } from '../epcis/event-facts.ts';
import type { EventFacts, EventLine } from '../epcis/event-facts.ts';
import type { JsonObject } from '../epcis/event-hash.ts';

/**
 * One thing that happened to goods after which they are something else: lots made of others, goods put into a container,
 * raw material bought in for a batch. Whatever else is told of a lot moves it and leaves it the same.
 */
export interface TraceStep {
  /** The name of its event, or of the run that several events tell of. */
  id: string;
  kind: 'making' | 'packing' | 'buying';
  /** Who told of it. */
  organisation: string;
  at: Date;
  /** Its stage, where it was told in a form. */
  stage: string | null;
  place: string | null;
  from: EventLine[];
  to: EventLine[];
}

/** As much of a stored event as a step is made from. */
export interface TracedEvent {
  organisation: string;
  eventId: string;
  at: Date;
  isDeclaredWrong: boolean;
  facts: Pick<EventFacts, 'type' | 'action' | 'bizStep' | 'transformationId'>;
  epcis: JsonObject;
  /** Of a stage: the source of its batch, its code, the name of its place. */
  source: string | null;
  stage: string | null;
  place: string | null;
}

/**
 * The steps that stand. An error declaration has the facts of the event it annuls, so whoever finds one finds both.
 * Events of one transformation are one step: all that went in may be in all that came out (EPCIS 2.0 §7.4.6).
 */
export function traceSteps(events: readonly TracedEvent[]): TraceStep[] {
  const annulled = new Set(events.filter(({ isDeclaredWrong }) => isDeclaredWrong).map(nameOf));
  const steps = new Map<string, TraceStep>();
  for (const event of events) {
    if (annulled.has(nameOf(event))) continue;
    const step = stepOf(event);
    if (!step) continue;
    const key = `${step.organisation} ${step.id}`;
    const earlier = steps.get(key);
    steps.set(key, earlier ? together(earlier, step) : step);
  }
  return [...steps.values()];
}

const containments: ReadonlySet<string> = new Set(['AggregationEvent', 'AssociationEvent']);

function stepOf(event: TracedEvent): TraceStep | undefined {
  const { facts, epcis, source } = event;
  if (facts.type === 'TransformationEvent') {
    const id = facts.transformationId ?? event.eventId;
    return { ...circumstances(event), id, kind: 'making', from: inputLines(epcis), to: outputLines(epcis) };
  }
  if (containments.has(facts.type)) {
    const parent = epcis['parentID'];
    if (facts.action !== 'ADD' || typeof parent !== 'string') return undefined;
    const to = objectLines({ epcList: [parent] });
    return { ...circumstances(event), kind: 'packing', from: objectLines(epcis), to };
  }
  if (source === null || facts.bizStep === null || !handovers.has(facts.bizStep)) return undefined;
  const from = objectLines(epcis).filter(({ id }) => id !== source);
  return from.length > 0
    ? { ...circumstances(event), kind: 'buying', from, to: [{ id: source }] }
    : undefined;
}

function circumstances({ eventId, organisation, at, stage, place }: TracedEvent) {
  return { id: eventId, organisation, at, stage, place };
}

function together(a: TraceStep, b: TraceStep): TraceStep {
  const first = a.at <= b.at ? a : b;
  return { ...first, from: [...a.from, ...b.from], to: [...a.to, ...b.to] };
}

function nameOf({ organisation, eventId }: TracedEvent): string {
  return `${organisation} ${eventId}`;
}
