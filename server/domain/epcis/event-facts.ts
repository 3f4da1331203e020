import { canonicalIdentifier } from './canonical-identifier.ts';
import type { Prefixes } from './context.ts';
import type { JsonObject } from './event-hash.ts';
import { expandWord } from './vocabulary.ts';

/** What an event tells, in one spelling: by this events are searched and chains are followed. */
export interface EventFacts {
  type: string;
  action: string | null;
  bizStep: string | null;
  disposition: string | null;
  readPoint: string | null;
  bizLocation: string | null;
  transformationId: string | null;
  /** Units and cartons the event is about. */
  epcs: string[];
  /** Lots and products the event is about. */
  classes: string[];
  /** What was used up and what came of it, units and lots alike. */
  inputs: string[];
  outputs: string[];
  /** What other things are in, on or part of. */
  parents: string[];
  /** All of these together. */
  all: string[];
}

/** So much of a lot, or one unit; without a quantity it is not known how much. */
export interface EventLine {
  id: string;
  quantity?: number;
  uom?: string;
}

export function eventFacts(event: JsonObject, prefixes: Prefixes): EventFacts {
  const epcs = [...identifiers(event, 'epcList'), ...identifiers(event, 'childEPCs')];
  const classes = [...lots(event, 'quantityList'), ...lots(event, 'childQuantityList')];
  const inputs = idsOf(inputLines(event));
  const outputs = idsOf(outputLines(event));
  const parents = identifiers(event, 'parentID');
  const word = (name: 'bizStep' | 'disposition') => {
    const text = event[name];
    return typeof text === 'string' ? expandWord(name, text, prefixes) : null;
  };
  return {
    type: String(event['type']),
    action: textOf(event['action']),
    bizStep: word('bizStep'),
    disposition: word('disposition'),
    readPoint: placeOf(event['readPoint']),
    bizLocation: placeOf(event['bizLocation']),
    transformationId: identifiers(event, 'transformationID')[0] ?? null,
    epcs: once(epcs),
    classes: once(classes),
    inputs: once(inputs),
    outputs: once(outputs),
    parents,
    all: once([...idsOf(objectLines(event)), ...inputs, ...outputs, ...parents]),
  };
}

/** How much of what went in; for an event that transforms nothing, none. */
export function inputLines(event: JsonObject): EventLine[] {
  return [...units(event, 'inputEPCList'), ...amounts(event, 'inputQuantityList')];
}

export function outputLines(event: JsonObject): EventLine[] {
  return [...units(event, 'outputEPCList'), ...amounts(event, 'outputQuantityList')];
}

/** How much of what was moved, seen, sold, packed or destroyed. */
export function objectLines(event: JsonObject): EventLine[] {
  return [
    ...units(event, 'epcList'),
    ...units(event, 'childEPCs'),
    ...amounts(event, 'quantityList'),
    ...amounts(event, 'childQuantityList'),
  ];
}

function idsOf(lines: readonly EventLine[]): string[] {
  return lines.map(({ id }) => id);
}

function units(event: JsonObject, name: string): EventLine[] {
  return identifiers(event, name).map((id) => ({ id }));
}

function amounts(event: JsonObject, name: string): EventLine[] {
  return quantitiesIn(event, name).map(({ epcClass, ...amount }) => ({
    id: canonicalIdentifier(epcClass),
    ...amount,
  }));
}

function lots(event: JsonObject, name: string): string[] {
  return quantitiesIn(event, name).map(({ epcClass }) => canonicalIdentifier(epcClass));
}

function quantitiesIn(event: JsonObject, name: string) {
  return (event[name] ?? []) as { epcClass: string; quantity?: number; uom?: string }[];
}

function identifiers(event: JsonObject, name: string): string[] {
  const value = (event[name] ?? []) as string | string[];
  return [value].flat().map(canonicalIdentifier);
}

function placeOf(place: unknown): string | null {
  const id = (place as { id?: unknown } | undefined)?.id;
  return typeof id === 'string' ? canonicalIdentifier(id) : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function once(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
