import { aiAt, definitionOf, isPredefined } from './application-identifiers.ts';
import { checkFound } from './element-check.ts';
import type { Element, FoundElement } from './element-check.ts';
import { refused } from './syntax-fault.ts';
import type { Read } from './syntax-fault.ts';

/** The function character FNC1 as scanners pass it on. */
const separator = '\x1d';

/**
 * Reads an element string as a scanner sends it (GS1 General Specifications §7.8): a symbology identifier and a first
 * FNC1 may stand in front, and a separator ends every value whose length is not known beforehand.
 */
export function parseElementString(text: string): Read<Element[]> {
  const found: FoundElement[] = [];
  let at = /^\](?:C1|e0|d2|Q3|J1)/.exec(text)?.[0].length ?? 0;
  if (text.charAt(at) === separator) at += 1;
  while (at < text.length) {
    const ai = aiAt(text, at);
    if (ai === undefined) return refused('element-start', at, { text: text.slice(at, at + 4) });
    const from = at + ai.length;
    const end = endOfValue(text, from, ai);
    found.push({ ai, value: text.slice(from, end), placeOf: (index) => from + index });
    at = text.charAt(end) === separator ? end + 1 : end;
  }
  return found.length === 0 ? refused('element-none', 0) : checkFound(found);
}

/** Reads the form printed beside symbols, `(01)08938505974194(10)L1`; a bracket inside a value is written `\(`. */
export function parseBracketed(text: string): Read<Element[]> {
  const found: FoundElement[] = [];
  let at = 0;
  while (at < text.length) {
    const [head = '', ai = ''] = /^\(([0-9]{2,4})\)/.exec(text.slice(at, at + 6)) ?? [];
    if (head === '') return refused('element-bracket', at);
    if (!definitionOf(ai)) return refused('ai-unknown', at + 1, { ai });
    const from = at + head.length;
    at = nextBracket(text, from);
    const raw = text.slice(from, at);
    const placeOf = (index: number) => from + (raw.match(/\\\(|[^]/g) ?? []).slice(0, index).join('').length;
    found.push({ ai, value: raw.replaceAll('\\(', '('), placeOf });
  }
  return found.length === 0 ? refused('element-none', 0) : checkFound(found);
}

/** Elements for a symbol: behind those of predefined length, and at the end, no separator is needed. */
export function formatElementString(elements: readonly Element[]): string {
  return elements
    .map(({ ai, value }, at) => {
      const isClosed = at === elements.length - 1 || isPredefined(ai);
      return ai + value + (isClosed ? '' : separator);
    })
    .join('');
}

export function formatBracketed(elements: readonly Element[]): string {
  return elements.map(({ ai, value }) => `(${ai})${value.replaceAll('(', '\\(')}`).join('');
}

function endOfValue(text: string, from: number, ai: string): number {
  const stop = text.indexOf(separator, from);
  const limit = stop < 0 ? text.length : stop;
  return isPredefined(ai) ? Math.min(limit, from + (definitionOf(ai)?.max ?? 0)) : limit;
}

function nextBracket(text: string, from: number): number {
  let at = text.indexOf('(', from);
  while (at > from && text.charAt(at - 1) === '\\') at = text.indexOf('(', at + 1);
  return at < 0 ? text.length : at;
}
