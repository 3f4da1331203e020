import { qualifierRowsOf } from './identifiers/application-identifiers.ts';
import { identifierPath } from './identifiers/digital-link-build.ts';
import type { TraceLink } from './identifiers/digital-link.ts';

/** Paths of codes: GS1 keys, our own, the binary code of a tag. */
export const codePattern = /^\/(?:[0-9]+|[tT])(?:\/|$)|^\/e[hx][^/]*\/?$/;

/** The primary keys we resolve: products, logistic units, places, parties. */
export const supportedKeys: readonly string[] = ['00', '01', '414', '417'];

/**
 * The levels a request may be answered from, most specific first; a serial outranks its lot (GS1-Conformant Resolver
 * 1.2 §2.5.9 rule 4). A registration stands at exactly one of them, so never at a serial together with a lot or
 * variant, and at a TPX with nothing else (rules 1 and 2).
 */
const levels: readonly (readonly string[])[] = [
  ['235'],
  ['21'],
  ['22', '10'],
  ['10'],
  ['22'],
  ['254'],
  ['7040'],
  [],
];

/** The key of a registration: the canonical path without its first slash, as printed codes are stored too. */
export function pathOf(link: TraceLink): string {
  return identifierPath(link).slice(1);
}

export function levelPathsOf({ key, qualifiers }: TraceLink): string[] {
  return levels
    .map((level) => qualifiers.filter(({ ai }) => level.includes(ai)))
    .filter((found, at) => found.length === levels[at]?.length)
    .map((found) => pathOf({ key, qualifiers: found }));
}

/** `01/08938505974194` of any path below it. */
export function keyPathOf(path: string): string {
  return path.split('/', 2).join('/');
}

export function mayBeRegistered({ key, qualifiers }: TraceLink): boolean {
  const ais = qualifiers.map(({ ai }) => ai).join();
  return qualifierRowsOf(key.ai).length > 0 && levels.some((level) => level.join() === ais);
}
