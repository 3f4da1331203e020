import { understood, unreadable } from '../parsed.ts';
import { definitionOf } from './application-identifiers.ts';
import { checkValue } from './element-check.ts';
import type { Element } from './element-check.ts';
import { identifierPath } from './digital-link-build.ts';
import { isSubsequence, parseDigitalLink } from './digital-link-syntax.ts';
import { parseInternalCode } from './internal-code.ts';
import { percentDecoded } from './percent-encoding.ts';
import type { Parsed } from '../parsed.ts';

/** One label and value of a code: `{ ai: '10', value: 'L1' }`. */
export type LinkPart = Element;

/**
 * What a printed code names, from the product down to one unit. Under `01` it is a GS1 Digital Link; under `t` it is
 * our own code with the same tail, which is no Digital Link and never becomes one.
 */
export interface TraceLink {
  key: LinkPart;
  qualifiers: LinkPart[];
}

export function isGs1Link({ key }: TraceLink): boolean {
  return key.ai !== 't';
}

/** The path of a code in its one canonical spelling. The parts must be right: a wrong code is never built. */
export function tracePath(link: TraceLink): string {
  const read = parseTracePath(identifierPath(link));
  if (!read.ok) throw new Error(`tracePath: ${read.fault.key} ${JSON.stringify(link)}`);
  return identifierPath(read.value);
}

export function traceUri(origin: string, link: TraceLink): string {
  return new URL(origin).origin + tracePath(link);
}

/**
 * The same URI for a QR symbol: scheme and host in capitals, which they ignore, so that the symbol stays in its
 * dense alphanumeric mode. Lots and serials tell capitals from small letters and stay as they are.
 */
export function printedTraceUri(origin: string, link: TraceLink): string {
  return new URL(origin).origin.toUpperCase() + tracePath(link).replace(/^\/t\//, '/T/');
}

/**
 * Reads the path of a request, still percent-encoded. One slash at the end is forgiven (GS1-Conformant Resolver
 * §2.13), as is `/T/` for `/t/`; the internal code comes back in its canonical spelling.
 */
export function parseTracePath(rawPath: string): Parsed<TraceLink> {
  const path = rawPath.replace(/[?#].*$/s, '');
  if (/^\/t\//i.test(path)) return parseInternalPath(path.replace(/\/$/, ''));
  const link = parseDigitalLink(path);
  if (!link.ok) return link;
  const { stem, key, qualifiers } = link.value;
  if (stem !== '' || key.ai !== '01') return unreadable('identifiers.link-form');
  return understood({ key, qualifiers });
}

/** `/t/{code}` with a lot and a serial as GS1 would write them. */
function parseInternalPath(path: string): Parsed<TraceLink> {
  const [, , code = '', ...segments] = path.split('/');
  if (segments.length % 2 === 1) return unreadable('identifiers.link-form');
  const key = parseInternalCode(percentDecoded(code));
  if (!key.ok) return key;
  const qualifiers: LinkPart[] = [];
  for (let at = 0; at < segments.length; at += 2) {
    qualifiers.push({ ai: segments[at] ?? '', value: percentDecoded(segments[at + 1] ?? '') });
  }
  const ais = qualifiers.map(({ ai }) => ai);
  if (!isSubsequence(ais, ['10', '21'])) return unreadable('identifiers.link-order', { ai: ais.join(', ') });
  for (const { ai, value } of qualifiers) {
    const definition = definitionOf(ai);
    const fault = definition && checkValue(definition, value);
    if (fault) return unreadable(`identifiers.${fault.code}`, { ai, ...fault.params });
  }
  return understood({ key: { ai: 't', value: key.value }, qualifiers });
}
