import type { Definition } from './ai-definition.ts';
import { definitionOf } from './application-identifiers.ts';
import { rules } from './ai-rules.ts';
import { characterAt, firstOutside } from './character-sets.ts';
import { refused } from './syntax-fault.ts';
import type { Read, Refused, ValueFault } from './syntax-fault.ts';

/** An application identifier with its value: `{ ai: '10', value: 'L1' }`. */
export interface Element {
  ai: string;
  value: string;
}

/** An element as it was found; a place in its value is told as a place in the input. */
export interface FoundElement extends Element {
  placeOf: (index: number) => number;
}

/** The elements, each once, where every value is right and they go together. */
export function checkFound(found: readonly FoundElement[]): Read<Element[]> {
  for (const { ai, value, placeOf } of found) {
    const definition = definitionOf(ai);
    if (!definition) return refused('ai-unknown', placeOf(0), { ai });
    const fault = checkValue(definition, value);
    if (fault) return refused(fault.code, placeOf(fault.at), { ai, ...fault.params });
  }
  const company = checkCompany(found);
  if (company) return company;
  const elements = found.filter(({ ai }, index) => found.findIndex((other) => other.ai === ai) === index);
  return { ok: true, value: elements.map(({ ai, value }) => ({ ai, value })) };
}

/** What is wrong with a value, part by part: length, characters, then the tests of its content. */
export function checkValue(definition: Definition, value: string): ValueFault | undefined {
  if (value === '') return { code: 'value-empty', at: 0 };
  if (value.length < definition.min) return wrongLength('value-short', definition.min, value);
  if (value.length > definition.max) return wrongLength('value-long', definition.max, value);
  let from = 0;
  for (const component of definition.components) {
    const text = value.slice(from, from + component.max);
    if (text === '' && component.optional) continue;
    if (text.length < component.min) return wrongLength('value-short', from + component.min, value);
    const outside = firstOutside(component.set, text);
    if (outside >= 0) {
      const code = component.set === 'N' ? 'value-digit' : 'value-character';
      return { code, at: from + outside, params: characterAt(value, from + outside) };
    }
    for (const name of component.rules) {
      const fault = rules[name](text);
      if (fault) return { ...fault, at: from + fault.at };
    }
    from += text.length;
  }
  return undefined;
}

/** No contradiction, no forbidden pair, and the company each of them needs. */
function checkCompany(found: readonly FoundElement[]): Refused | undefined {
  for (const { ai, value, placeOf } of found) {
    const { bars = [], needs = [] } = definitionOf(ai) ?? {};
    if (found.some((other) => other.ai === ai && other.value !== value)) {
      return refused('ai-contradicts', placeOf(0), { ai });
    }
    const barred = found.find((other) => bars.some((pattern) => isCompanion(ai, other.ai, pattern)));
    if (barred) return refused('ai-excludes', placeOf(0), { ai, other: barred.ai });
    const isThere = (pattern: string) => found.some((other) => isCompanion(ai, other.ai, pattern));
    if (needs.length > 0 && !needs.some((group) => group.every(isThere))) {
      const groups = needs.map((group) => group.map((other) => `(${other})`).join(' + '));
      return refused('ai-requires', placeOf(0), { ai, needs: groups.join(' / ') });
    }
  }
  return unsigned(found);
}

/** A digital signature (8030) signs one thing, so a document, coupon or asset then tells its serial number. */
function unsigned(found: readonly FoundElement[]): Refused | undefined {
  if (!found.some(({ ai }) => ai === '8030')) return undefined;
  const serialless = found.find(
    ({ ai, value }) => ['253', '255', '8003'].includes(ai) && value.length === definitionOf(ai)?.min,
  );
  return serialless && refused('ai-serial', serialless.placeOf(0), { ai: serialless.ai });
}

/** Whether another AI fits the pattern, such as `31nn`; an AI is never its own company. */
function isCompanion(ai: string, other: string, pattern: string): boolean {
  if (other === ai || other.length !== pattern.length) return false;
  const wild = pattern.indexOf('n');
  return wild < 0 ? other === pattern : other.startsWith(pattern.slice(0, wild));
}

function wrongLength(code: 'value-short' | 'value-long', limit: number, value: string): ValueFault {
  return { code, at: Math.min(limit, value.length), params: { limit, count: value.length } };
}
