import { DomainError } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { canonicalIdentifier } from '../../domain/epcis/canonical-identifier.ts';
import { prefixesOf } from '../../domain/epcis/context.ts';
import { expandWord } from '../../domain/epcis/vocabulary.ts';
import type { WordKind } from '../../domain/epcis/vocabulary.ts';
import type { MessageKey } from '../../locales/catalogue.ts';

/** A query for events, understood: a filter of the store, an order, and how much of it. */
export interface EventQuery {
  filter: Record<string, unknown>;
  sortBy: 'at' | 'recordedAt';
  direction: 1 | -1;
  perPage: number;
  /** No more than so many in all. */
  countLimit: number | undefined;
  /** More than so many is an error. */
  most: number | undefined;
  pageToken: string | undefined;
}

type Condition = (value: string) => Record<string, unknown>;

/**
 * Reads the parameters of a SimpleEventQuery (EPCIS 2.0 §8.2.7.1). Lists are alternatives; several parameters narrow. A
 * parameter that is unknown, or has a value it cannot have, is an error: an answer to another question would be worse.
 */
export function parseEventQuery(parameters: Readonly<Record<string, unknown>>): EventQuery {
  const read = Object.entries(parameters).map(([name, value]) => readParameter(name, value));
  const faults = read.flatMap(({ fault }) => fault ?? []);
  if (faults.length > 0) throw new DomainError('malformed', { key: 'epcis.query-wrong' }, { faults });
  const conditions = read.flatMap(({ condition }) => condition ?? []);
  const settings = new Map(read.flatMap(({ setting }) => (setting ? [setting] : [])));
  const number = (name: string) => (settings.has(name) ? Number(settings.get(name)) : undefined);
  return {
    filter: conditions.length === 0 ? {} : { $and: conditions },
    sortBy: settings.get('orderBy') === 'recordTime' ? 'recordedAt' : 'at',
    direction: settings.get('orderDirection') === 'ASC' ? 1 : -1,
    perPage: Math.min(number('perPage') ?? defaultPage, largestPage),
    countLimit: number('eventCountLimit'),
    most: number('maxEventCount'),
    pageToken: settings.get('nextPageToken'),
  };
}

interface Parameter {
  fault?: Fault;
  condition?: Record<string, unknown>;
  setting?: [string, string];
}

function readParameter(name: string, value: unknown): Parameter {
  const refused = (key: MessageKey): Parameter => ({ fault: { pointer: `/${name}`, key } });
  if (typeof value !== 'string') return refused('epcis.parameter-twice');
  const limit = Object.hasOwn(limits, name) ? limits[name] : undefined;
  if (limit) return limit.test(value) ? { setting: [name, value] } : refused('epcis.parameter-value');
  const condition = conditionsOf.get(name);
  if (!condition) return refused('epcis.parameter-unknown');
  const made = attempt(condition, value);
  return made ? { condition: made } : refused('epcis.parameter-value');
}

const defaultPage = 30;
const largestPage = 500;

const limits: Partial<Record<string, RegExp>> = {
  orderBy: /^(eventTime|recordTime)$/,
  orderDirection: /^(ASC|DESC)$/,
  perPage: /^[1-9]\d{0,5}$/,
  eventCountLimit: /^[1-9]\d{0,8}$/,
  maxEventCount: /^[1-9]\d{0,8}$/,
  nextPageToken: /^[\w-]{1,400}$/,
};

const conditionsOf: ReadonlyMap<string, Condition> = new Map<string, Condition>([
  ['eventType', oneOf('facts.type')],
  ['GE_eventTime', time('at', '$gte')],
  ['LT_eventTime', time('at', '$lt')],
  ['GE_recordTime', time('recordedAt', '$gte')],
  ['LT_recordTime', time('recordedAt', '$lt')],
  ['EQ_action', oneOf('facts.action')],
  ['EQ_bizStep', word('facts.bizStep', 'bizStep')],
  ['EQ_disposition', word('facts.disposition', 'disposition')],
  ['EQ_readPoint', identifier('facts.readPoint')],
  ['EQ_bizLocation', identifier('facts.bizLocation')],
  ['EQ_eventID', oneOf('eventId')],
  ['EQ_transformationID', identifier('facts.transformationId')],
  ['MATCH_epc', identifier('facts.epcs')],
  ['MATCH_epcClass', identifier('facts.classes')],
  ['MATCH_anyEPC', identifier('facts.all')],
  ['MATCH_anyEPCClass', identifier('facts.all')],
  ['MATCH_inputEPC', identifier('facts.inputs')],
  ['MATCH_inputEPCClass', identifier('facts.inputs')],
  ['MATCH_outputEPC', identifier('facts.outputs')],
  ['MATCH_outputEPCClass', identifier('facts.outputs')],
  ['MATCH_parentID', identifier('facts.parents')],
  ['EXISTS_errorDeclaration', () => ({ 'epcis.errorDeclaration': { $exists: true } })],
]);

/** Every parameter of a query, and what its value must look like where that can be said by a pattern. */
export const queryParameters: readonly { name: string; pattern?: string }[] = [
  ...[...conditionsOf.keys()].map((name) => ({ name })),
  ...Object.entries(limits).map(([name, pattern]) => ({ name, ...(pattern && { pattern: pattern.source }) })),
];

/** Whether this is a parameter of some EPCIS query, understood here or not. */
export function isQueryParameter(name: string): boolean {
  return (
    /^(?:EQ|GT|GE|LT|LE|MATCH|EXISTS|WD|HASATTR|EQATTR)_/.test(name) ||
    queryParameters.some((parameter) => parameter.name === name)
  );
}

/** Undefined where the value cannot be. */
function attempt(condition: Condition, value: string): Record<string, unknown> | undefined {
  if (value === '' && condition.length > 0) return undefined;
  try {
    return condition(value);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function oneOf(path: string): Condition {
  return (value) => ({ [path]: { $in: value.split(',') } });
}

function time(path: string, operator: '$gte' | '$lt'): Condition {
  return (value) => {
    const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/.test(value);
    const at = new Date(isTime ? value : '');
    if (Number.isNaN(at.getTime())) throw new RangeError(value);
    return { [path]: { [operator]: at } };
  };
}

function word(path: string, kind: WordKind): Condition {
  const standard = prefixesOf();
  return (value) => ({
    [path]: { $in: value.split(',').map((one) => expandWord(kind, one, standard)) },
  });
}

/** However it is spelled. A pattern of all serials finds every unit of the product. */
function identifier(path: string): Condition {
  return (value) => {
    const alternatives = value.split(',').map((uri) => {
      const canonical = canonicalIdentifier(uri);
      if (!uri.startsWith('urn:epc:idpat:')) return { [path]: canonical };
      return { [path]: { $gte: `${canonical}/`, $lt: `${canonical}0` } };
    });
    return alternatives.length === 1 ? (alternatives[0] ?? {}) : { $or: alternatives };
  };
}
