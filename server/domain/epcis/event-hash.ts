import { createHash } from 'node:crypto';
import Big from 'big.js';
import { canonicalIdentifier } from './canonical-identifier.ts';
import { markName, prefixesOf } from './context.ts';
import type { Prefixes } from './context.ts';
import { fieldsOfEvent } from './event-hash-fields.ts';
import type { HashField } from './event-hash-fields.ts';
import { expandWord } from './vocabulary.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** What of an event's surroundings its hash depends on. */
export interface Surroundings {
  prefixes: Prefixes;
  /** Members that a repository adds for itself and names as such in its document. */
  ignored?: ReadonlySet<string>;
}

/** The identity of an event that brings none: its canonical hash (CBV 2.0 §8.9). Equal events have equal names. */
export function eventHash(event: JsonObject, surroundings?: Surroundings): string {
  const hash = createHash('sha256').update(preHash(event, surroundings), 'utf8').digest('hex');
  return `ni:///sha-256;${hash}?ver=CBV2.0`;
}

/**
 * The text that is hashed: the members of an event in one order, each list sorted, words and identifiers in one
 * spelling. The event's own identity, the time of recording and a later error declaration take no part in it.
 */
export function preHash(event: JsonObject, surroundings: Surroundings = { prefixes: prefixesOf() }): string {
  const own = event['@context'];
  const prefixes =
    own === undefined ? surroundings.prefixes : new Map([...surroundings.prefixes, ...prefixesOf(own)]);
  return `eventType=${String(event['type'])}${membersText(event, fieldsOfEvent, { ...surroundings, prefixes })}`;
}

const apart = new Set(['type', '@context', 'eventID', 'recordTime', 'errorDeclaration']);
const comments = new Set(['rdfs:comment', 'comment']);

/** The known members in their order, then all others, sorted. */
function membersText(object: JsonObject, fields: readonly HashField[], surroundings: Surroundings): string {
  const ordered = fields.filter(({ last }) => !last).map((field) => fieldText(object, field, surroundings));
  const known = new Set(fields.map(({ name }) => name));
  const isRest = (name: string) =>
    !known.has(name) &&
    !comments.has(name) &&
    surroundings.ignored?.has(name) !== true &&
    !(fields === fieldsOfEvent && apart.has(name));
  const rest = [
    ...fields.filter(({ last }) => last).map((field) => fieldText(object, field, surroundings)),
    ...Object.keys(object)
      .filter(isRest)
      .flatMap((name) => freeTexts(name, object[name], surroundings)),
  ];
  return [...ordered, ...rest.sort()].join('');
}

/** One member with all its values; an empty one leaves no trace. */
function fieldText(object: JsonObject, field: HashField, surroundings: Surroundings): string {
  const value = object[field.name];
  if (field.item === undefined) return textsOf(field, value, surroundings).join('');
  const inside = textsOf(field.item, value, surroundings).join('');
  return inside === '' ? '' : field.name + inside;
}

/** Each value of a member, named; several are sorted. */
function textsOf(field: HashField, value: unknown, surroundings: Surroundings): string[] {
  const values = (Array.isArray(value) ? value : [value]) as unknown[];
  return values
    .map((one) => {
      const text = field.fields
        ? membersText((one ?? {}) as JsonObject, field.fields, surroundings)
        : equals(scalarText(one, field, surroundings));
      return text === '' ? '' : (field.unnamed === true ? '' : field.name) + text;
    })
    .filter((text) => text !== '')
    .sort();
}

/** Members that no standard knows: as they are, at any depth. */
function freeTexts(name: string, value: unknown, surroundings: Surroundings): string[] {
  if (Array.isArray(value)) return value.flatMap((one) => freeTexts(name, one, surroundings));
  const marked = markName(name, surroundings.prefixes);
  if (typeof value === 'object' && value !== null)
    return [marked + membersText(value as JsonObject, [], surroundings)];
  return [marked + equals(scalarText(value, undefined, surroundings))];
}

function equals(text: string): string {
  return text === '' ? '' : `=${text}`;
}

function scalarText(value: unknown, field: HashField | undefined, { prefixes }: Surroundings): string {
  if (value === undefined || value === null) return '';
  const text = typeof value === 'string' ? value.trim() : JSON.stringify(value);
  if (field?.isTime === true) return utcText(text);
  if (field?.words !== undefined && text !== '') return expandWord(field.words, text, prefixes);
  return isNumber.test(text) ? plainNumber(text) : canonicalIdentifier(text);
}

const isNumber = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?$/;

/** Without leading and trailing zeros, plus signs or exponents. */
function plainNumber(text: string): string {
  const plain = new Big(
    text
      .replace(/^\+/, '')
      .replace(/^(-?)\./, '$10.')
      .replace(/\.(?=$|[eE])/, ''),
  ).toFixed();
  return plain === '-0' ? '0' : plain;
}

/** In UTC to the millisecond, rounded where more was told. */
function utcText(text: string): string {
  const [, whole = '', fraction = '', zone = ''] = /^(.*?:\d\d)(\.\d+)?(Z|[+-]\d\d:?\d\d)$/i.exec(text) ?? [];
  const base = Date.parse(whole + zone.toUpperCase());
  if (Number.isNaN(base)) return text;
  const thousandths = Number(new Big(`0${fraction || '.0'}`).times(1000).round(0, Big.roundHalfUp).toFixed());
  return new Date(base + thousandths).toISOString();
}
