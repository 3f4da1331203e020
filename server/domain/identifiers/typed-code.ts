import { understood, unreadable } from '../parsed.ts';
import type { Parsed } from '../parsed.ts';
import type { Fault } from '../errors.ts';
import { parseTracePath } from './digital-link.ts';
import type { LinkPart, TraceLink } from './digital-link.ts';
import { buildDigitalLink } from './digital-link-build.ts';
import { parseBracketed } from './element-syntax.ts';
import { parseGtin } from './gtin.ts';
import { parseInternalCode } from './internal-code.ts';
import { parseLot } from './lot.ts';

export type TypedLink = { ok: true; value: TraceLink } | { ok: false; fault: Fault };

/**
 * What somebody typed into a search box: figures with gaps, an internal code in small letters, the element string as
 * printed beside a symbol, or the whole address off the stamp. Says which of the two boxes is at fault.
 */
export function parseTypedCode({ code, lot }: { code: string; lot: string }): TypedLink {
  const typed = code.trim();
  if (typed === '') return wrong('/code', unreadable('public.search-empty'));
  const whole = wholeLink(typed);
  if (whole) return whole.ok ? whole : wrong('/code', whole);
  const key = parseKey(typed);
  if (!key.ok) return wrong('/code', key);
  if (lot.trim() === '') return { ok: true, value: { key: key.value, qualifiers: [] } };
  const known = parseLot(lot);
  if (!known.ok) return wrong('/lot', known);
  return { ok: true, value: { key: key.value, qualifiers: [{ ai: '10', value: known.value }] } };
}

/** `https://host/01/…/10/…` or `(01)…(10)…`; undefined for a bare code. */
function wholeLink(typed: string): Parsed<TraceLink> | undefined {
  const address = /\/(?:01|t)\/.*$/i.exec(typed)?.[0];
  if (address !== undefined) return parseTracePath(address);
  if (!typed.startsWith('(')) return undefined;
  const elements = parseBracketed(typed.replace(/\s*(\([0-9]{2,4}\))\s*/g, '$1'));
  const path = elements.ok ? buildDigitalLink(elements.value, { stem: '' }) : elements;
  return path.ok ? parseTracePath(path.value) : path;
}

function parseKey(typed: string): Parsed<LinkPart> {
  if (!/\p{L}/u.test(typed)) {
    const gtin = parseGtin(typed);
    return gtin.ok ? understood({ ai: '01', value: gtin.value }) : gtin;
  }
  const code = parseInternalCode(typed);
  return code.ok ? understood({ ai: 't', value: code.value }) : code;
}

function wrong(pointer: string, { fault }: { fault: Omit<Fault, 'pointer'> }): TypedLink {
  return { ok: false, fault: { pointer, ...fault } };
}
