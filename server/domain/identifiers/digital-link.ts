import { understood, unreadable } from '../parsed.ts';
import { firstOutsideSet82 } from './character-set-82.ts';
import { hasRightCheckDigit, checkDigit } from './check-digit.ts';
import { parseInternalCode } from './internal-code.ts';
import type { Parsed } from '../parsed.ts';

/** One label and value of a code: `{ ai: '10', value: 'L1' }`. */
export interface LinkPart {
  ai: string;
  value: string;
}

/**
 * What a printed code names, from the product down to one unit. Under `01` it is a GS1 Digital Link; under `t` it is
 * our own code with the same tail, which is no Digital Link and never becomes one.
 */
export interface TraceLink {
  key: LinkPart;
  qualifiers: LinkPart[];
}

/** Key qualifiers in the order their URI must have (GS1 Digital Link URI Syntax §4.8); lot and serial for ours. */
const sequences = new Map([
  ['01', [['22', '10', '21'], ['235']]],
  ['t', [['10', '21']]],
]);
const longest = new Map([
  ['22', 20],
  ['10', 20],
  ['21', 20],
  ['235', 28],
]);

export function isGs1Link({ key }: TraceLink): boolean {
  return key.ai !== 't';
}

/** The path of a code in its one canonical spelling. The parts must be right: a wrong code is never built. */
export function tracePath(link: TraceLink): string {
  const checked = checkLink(link);
  if (!checked.ok) throw new Error(`tracePath: ${checked.fault.key} ${JSON.stringify(link)}`);
  return [link.key, ...link.qualifiers].map(({ ai, value }) => `/${ai}/${percentEncoded(value)}`).join('');
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
  const path = rawPath.replace(/[?#].*$/s, '').replace(/\/$/, '');
  const [root, label = '', ...values] = path.split('/');
  if (root !== '' || values.length % 2 === 0 || values.length > 7) return unreadable('identifiers.link-form');
  const [value = '', ...tail] = values.map(percentDecoded);
  const qualifiers: LinkPart[] = [];
  for (let at = 0; at < tail.length; at += 2) {
    qualifiers.push({ ai: tail[at] ?? '', value: tail[at + 1] ?? '' });
  }
  return checkLink({ key: { ai: label === 'T' ? 't' : label, value }, qualifiers });
}

function checkLink({ key, qualifiers }: TraceLink): Parsed<TraceLink> {
  const order = sequences.get(key.ai);
  if (!order) return unreadable('identifiers.link-form');
  const keyValue = key.ai === 't' ? parseInternalCode(key.value) : parseGtin14(key.value);
  if (!keyValue.ok) return keyValue;
  if (!order.some((sequence) => isInOrder(qualifiers, sequence))) return unreadable('identifiers.link-order');
  for (const { ai, value } of qualifiers) {
    const limit = longest.get(ai) ?? 0;
    const stranger = firstOutsideSet82(value);
    if (value === '') return unreadable('identifiers.link-empty', { ai });
    if (stranger) return unreadable('identifiers.link-character', { ai, ...stranger });
    if (value.length > limit)
      return unreadable('identifiers.link-length', { ai, limit, count: value.length });
  }
  return understood({ key: { ai: key.ai, value: keyValue.value }, qualifiers });
}

/** In a URI the GTIN has all its 14 digits and nothing between them. */
function parseGtin14(value: string): Parsed<string> {
  if (!/^[0-9]{14}$/.test(value)) return unreadable('identifiers.link-gtin');
  if (hasRightCheckDigit(value)) return understood(value);
  return unreadable('identifiers.check-digit', { count: 13, digit: checkDigit(value.slice(0, -1)) });
}

function isInOrder(qualifiers: LinkPart[], sequence: string[]): boolean {
  let from = -1;
  return qualifiers.every(({ ai }) => {
    const at = sequence.indexOf(ai);
    const isLater = at > from;
    from = at;
    return isLater;
  });
}

/** Every character of set 82 but letters, digits, hyphen, stop and underscore (GS1 Digital Link URI Syntax §4.2). */
function percentEncoded(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** A percent sign without two hexadecimal digits stands for itself, as in GS1's own syntax engine. */
function percentDecoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }
}
