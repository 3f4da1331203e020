import { definitionOf, qualifierRowsOf } from './application-identifiers.ts';
import { characterAt } from './character-sets.ts';
import { checkFound } from './element-check.ts';
import type { Element, FoundElement } from './element-check.ts';
import { percentDecoded, placeInEncoded } from './percent-encoding.ts';
import { refused } from './syntax-fault.ts';
import type { Read, Refused } from './syntax-fault.ts';

/** A GS1 Digital Link, taken apart. */
export interface DigitalLink {
  /** What stands before the key: `https://example.com/some/stem`; empty for the bare path of a request. */
  stem: string;
  key: Element;
  qualifiers: Element[];
  /** Data attributes of GS1, from the query. */
  attributes: Element[];
  /** The other parts of the query, as they were sent. */
  otherQuery: string[];
}

/** RFC 3986 §2: what no URI may hold. */
const notInUris = /[^-A-Za-z0-9._~:/?#[\]@!$&'()*+,;=%]/u;

/**
 * Reads a GS1 Digital Link URI (URI Syntax 1.7), or the path and query of a request as they were sent, still encoded.
 * Strict, but for one slash at the end of the path (GS1-Conformant Resolver §2.13).
 */
export function parseDigitalLink(text: string): Read<DigitalLink> {
  const address = cut(text);
  if (!address.ok) return address;
  const { path, pathAt, query, queryAt } = address.value;
  const keyAt = findKey(path, pathAt);
  if (!keyAt.ok) return keyAt;
  const inPath = pairsOf(path.slice(keyAt.value), pathAt + keyAt.value);
  const misplaced = firstMisplaced(inPath);
  if (misplaced) return misplaced;
  const inQuery = readQuery(query, queryAt, inPath);
  if (!inQuery.ok) return inQuery;
  const elements = checkFound([...inPath, ...inQuery.value.attributes]);
  if (!elements.ok) return unpaddedGtin(elements);
  const [key = { ai: '', value: '' }, ...others] = elements.value;
  return {
    ok: true,
    value: {
      stem: text.slice(0, pathAt + keyAt.value),
      key,
      qualifiers: others.slice(0, inPath.length - 1),
      attributes: others.slice(inPath.length - 1),
      otherQuery: inQuery.value.other,
    },
  };
}

/** Whether some items of a row stand in its order, with or without gaps. */
export function isSubsequence(some: readonly string[], row: readonly string[]): boolean {
  let from = 0;
  return some.every((item) => {
    const at = row.indexOf(item, from);
    from = at + 1;
    return at >= 0;
  });
}

/** Path and query, and where they begin. */
function cut(text: string): Read<{ path: string; pathAt: number; query: string; queryAt: number }> {
  const stranger = text.search(notInUris);
  if (stranger >= 0) return refused('uri-character', stranger, characterAt(text, stranger));
  const start = /^https?:\/\//i.exec(text)?.[0].length ?? 0;
  const pathAt = start === 0 ? 0 : text.indexOf('/', start);
  const isRooted = start === 0 ? /^\/(?!\/)/.test(text) : pathAt > start;
  if (!isRooted) return refused('link-form', start);
  const strayInHost = text.slice(start, pathAt).search(/[_~?#@]/);
  if (strayInHost >= 0) return refused('link-form', start + strayInHost);
  const [whole = ''] = text.slice(pathAt).split('#', 1);
  const mark = whole.indexOf('?');
  const path = (mark < 0 ? whole : whole.slice(0, mark)).replace(/\/$/, '');
  const query = mark < 0 ? '' : whole.slice(mark + 1);
  return { ok: true, value: { path, pathAt, query, queryAt: pathAt + mark + 1 } };
}

/** Pairs are walked from the end, so that any stem may stand before them; the first primary key met is the key. */
function findKey(path: string, pathAt: number): Read<number> {
  let end = path.length;
  while (end > 0) {
    const valueSlash = path.lastIndexOf('/', end - 1);
    const aiSlash = valueSlash < 1 ? -1 : path.lastIndexOf('/', valueSlash - 1);
    const definition = definitionOf(path.slice(aiSlash + 1, valueSlash));
    if (aiSlash < 0 || !definition) return refused('link-form', pathAt + aiSlash + 1);
    if (definition.key) return { ok: true, value: aiSlash };
    end = aiSlash;
  }
  return refused('link-form', pathAt);
}

function pairsOf(pairs: string, start: number): FoundElement[] {
  const elements: FoundElement[] = [];
  const [, ...segments] = pairs.split('/');
  let at = start + 1;
  for (let index = 0; index < segments.length; index += 2) {
    const [ai = '', raw = ''] = segments.slice(index, index + 2);
    elements.push(found(ai, raw, at + ai.length + 1));
    at += ai.length + raw.length + 2;
  }
  return elements;
}

function found(ai: string, raw: string, at: number): FoundElement {
  return { ai, value: percentDecoded(raw), placeOf: (index) => at + placeInEncoded(raw, index) };
}

/** Each qualifier has its place in a row of the key's; nothing else is in the path. */
function firstMisplaced([key, ...qualifiers]: FoundElement[]): Refused | undefined {
  const rows = qualifierRowsOf(key?.ai ?? '');
  const ais = qualifiers.map(({ ai }) => ai);
  const misplaced = qualifiers.find((_, at) => !rows.some((row) => isSubsequence(ais.slice(0, at + 1), row)));
  return (
    misplaced && refused('link-order', misplaced.placeOf(0) - misplaced.ai.length - 1, { ai: misplaced.ai })
  );
}

/** Numbers name data attributes and must be known; any other name is somebody else's and passes. */
function readQuery(
  query: string,
  queryAt: number,
  inPath: readonly FoundElement[],
): Read<{ attributes: FoundElement[]; other: string[] }> {
  const attributes: FoundElement[] = [];
  const other: string[] = [];
  let at = queryAt;
  for (const part of query.split('&')) {
    const [, ai, raw = ''] = /^([0-9]+)=(.*)$/s.exec(part) ?? [];
    if (ai !== undefined) {
      const unfit = unfitForQuery(ai, [...inPath, ...attributes], inPath);
      if (unfit) return refused(unfit, at, { ai });
      attributes.push(found(ai, raw.replaceAll('+', ' '), at + ai.length + 1));
    } else if (part !== '') other.push(part);
    at += part.length + 1;
  }
  return { ok: true, value: { attributes, other } };
}

function unfitForQuery(ai: string, before: readonly Element[], [key, ...qualifiers]: readonly Element[]) {
  const definition = definitionOf(ai);
  if (!definition) return 'ai-unknown';
  if (before.some((element) => element.ai === ai)) return 'ai-repeated';
  if (!definition.inQuery) return 'link-attribute';
  const path = qualifiers.map((element) => element.ai);
  const hasPlace = (row: readonly string[]) => row.includes(ai) && isSubsequence(path, row);
  return qualifierRowsOf(key?.ai ?? '').some(hasPlace) ? 'link-in-path' : undefined;
}

/** A GTIN of 8, 12 or 13 digits is right elsewhere; here it needs its zeros (URI Syntax 1.7 §4.3). */
function unpaddedGtin(refusal: Refused): Refused {
  const { code, ai, position } = refusal.fault;
  return ai === '01' && code === 'value-short' ? refused('link-gtin', position, { ai }) : refusal;
}
