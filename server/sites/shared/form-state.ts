import type { Fault } from '../../domain/errors.ts';
import { say } from '../../platform/i18n.ts';
import type { Translate } from '../../platform/i18n.ts';

/** A sentence about one field, found by JSON Pointer: a fault, or an officer's note. */
export interface FieldText {
  pointer: string;
  text: string;
}

export type FieldValues = Record<string, string | readonly string[] | undefined>;

/** What a form shows besides its labels: as typed, never as understood, so that nothing is lost on a fault. */
export interface FormState {
  values?: FieldValues | undefined;
  faults?: readonly FieldText[] | undefined;
  notes?: readonly FieldText[] | undefined;
  /** Filters of a list: no field is required, and none says so. */
  isFilter?: boolean | undefined;
}

/** '/quantity/value' ↔ 'quantity.value' (RFC 6901). */
export function nameOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.');
}

/** The faults of a DomainError in the reader's language. */
export function fieldTexts(faults: readonly Fault[], t: Translate): FieldText[] {
  return faults.map((fault) => ({ pointer: fault.pointer, text: say(t, fault) }));
}

/** What a browser sent, as a form shows it again: texts and lists of texts, nothing else. */
export function postedValues(body: unknown): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  if (typeof body !== 'object' || body === null) return values;
  for (const [name, value] of Object.entries(body)) {
    if (isReserved(name)) continue;
    if (typeof value === 'string') values[name] = value;
    else if (Array.isArray(value)) values[name] = value.filter((item) => typeof item === 'string');
  }
  return values;
}

/** A stored record as field values: `{ quantity: { value: '5' } }` becomes `'quantity.value': '5'`. */
export function recordValues(record: object, prefix = ''): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = {};
  for (const [key, value] of Object.entries(record) as [string, unknown][]) {
    const name = prefix + key;
    if (isScalar(value)) values[name] = String(value);
    else if (Array.isArray(value) && value.every(isScalar)) values[name] = value.map(String);
    else if (typeof value === 'object' && value !== null)
      Object.assign(values, recordValues(value, `${name}.`));
  }
  return values;
}

/**
 * The other way: field values as the record a contract reads. Texts are trimmed and blank ones left out;
 * numbered names (`stages.0.place`) become lists, whose blank tail is dropped while a gap stays a gap, so that a
 * fault's pointer still names the row that was typed.
 */
export function recordOf(values: FieldValues): Record<string, unknown> {
  const record: Node = {};
  for (const [name, value] of Object.entries(values)) {
    const path = name.split('.');
    if (path.some(isReserved)) continue;
    const filled = filledValue(value);
    if (filled !== undefined) put(record, path, filled);
  }
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, withLists(value)]));
}

interface Node {
  [key: string]: Node | string | string[];
}

function filledValue(value: FieldValues[string]): string | string[] | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'string') return value.trim() === '' ? undefined : value.trim();
  const filled = value.map((item) => item.trim()).filter((item) => item !== '');
  return filled.length === 0 ? undefined : filled;
}

function put(node: Node, [key = '', ...rest]: string[], value: string | string[]): void {
  if (rest.length === 0) {
    node[key] = value;
    return;
  }
  const child = node[key];
  const inner = typeof child === 'object' && !Array.isArray(child) ? child : {};
  node[key] = inner;
  put(inner, rest, value);
}

function withLists(value: Node | string | string[]): unknown {
  if (typeof value === 'string' || Array.isArray(value)) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, withLists(inner)] as const);
  if (!entries.every(([key]) => /^\d{1,3}$/.test(key))) return Object.fromEntries(entries);
  const length = Math.max(...entries.map(([key]) => Number(key))) + 1;
  const filled = new Map(entries.map(([key, inner]) => [Number(key), inner]));
  return Array.from({ length }, (_, index) => filled.get(index) ?? {});
}

function isScalar(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

function isReserved(name: string): boolean {
  return name === '__proto__' || name === 'constructor' || name === 'prototype';
}
