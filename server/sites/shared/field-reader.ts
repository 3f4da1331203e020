import { parseDate, formatDate, formatNumber, parseNumber } from '../../domain/vietnamese-format.ts';
import type { Fault } from '../../domain/errors.ts';
import { understood, unreadable } from '../../domain/parsed.ts';
import type { Parsed } from '../../domain/parsed.ts';
import type { Language } from '../../locales/catalogue.ts';
import type { Quantity } from '../../platform/contract-types.ts';
import type { FieldValues } from './form-state.ts';

/** What a form's fields say in the terms of a contract: `content` is complete only where `faults` is empty. */
export interface Typed {
  content: object;
  faults: Fault[];
}

export type FieldReader = ReturnType<typeof fieldReader>;

/**
 * Reads fields as people here write them: blank ones are left out, what cannot be understood is a fault at its
 * field. Numbers go by the language of the page, dates are day/month/year in both.
 */
export function fieldReader(values: FieldValues, language: Language) {
  const faults: Fault[] = [];

  function text(name: string): string | undefined {
    const typed = list(name)[0];
    return typed === undefined || typed === '' ? undefined : typed;
  }

  function list(name: string): string[] {
    const value = values[name];
    const all = value === undefined ? [] : typeof value === 'string' ? [value] : [...value];
    return all.map((item) => item.trim()).filter((item) => item !== '');
  }

  function through<T>(name: string, parse: (typed: string) => Parsed<T>): T | undefined {
    const typed = text(name);
    if (typed === undefined) return undefined;
    const parsed = parse(typed);
    if (parsed.ok) return parsed.value;
    faults.push({ pointer: `/${name.replaceAll('.', '/')}`, ...parsed.fault });
    return undefined;
  }

  return {
    faults,
    text,
    list,
    through,
    date: (name: string) => through(name, parseDate),
    time: (name: string) => through(name, parseTime),
    whole: (name: string) => through(name, (typed) => parseWhole(typed, language)),
    /** A field `name.value` with its unit in `name.unit`. */
    quantity(name: string): Quantity | undefined {
      const value = through(`${name}.value`, (typed) => parseAmount(typed, language));
      const unit = text(`${name}.unit`);
      return value === undefined || unit === undefined ? undefined : ({ value, unit } as Quantity);
    },
  };
}

/** The members that have a value: a contract knows no undefined. */
export function given(content: Record<string, unknown>): object {
  return Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined));
}

export function quantityFields(
  name: string,
  quantity: Quantity | undefined,
  language: Language,
): Record<string, string> {
  if (!quantity) return {};
  return { [`${name}.value`]: formatNumber(quantity.value, language), [`${name}.unit`]: quantity.unit };
}

/** A date as it is typed, in either language. */
export function dateField(date: string | undefined): string | undefined {
  return date === undefined ? undefined : formatDate(date, 'vi');
}

/** `2026-09-12T06:30` as `12/09/2026 06:30`. */
export function timeField(time: string | undefined): string | undefined {
  if (time === undefined) return undefined;
  const [date = '', clock] = time.split('T');
  return clock === undefined ? formatDate(date, 'vi') : `${formatDate(date, 'vi')} ${clock}`;
}

/** A day, or a day and the hour as people write it: `12/9/2026 6h30`. */
function parseTime(typed: string): Parsed<string> {
  const written = /^(.*?\d{4})(?:[\s,T]+(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?\s*)?$/iu.exec(typed);
  const day = parseDate(written?.[1] ?? typed.split(/\s/)[0] ?? '');
  if (!day.ok) return day;
  if (!written) return unreadable('producer.fault-time');
  const [, , hour, minute = '00'] = written;
  if (hour === undefined) return day;
  if (Number(hour) > 23 || Number(minute) > 59) return unreadable('producer.fault-time');
  return understood(`${day.value}T${hour.padStart(2, '0')}:${minute}`);
}

function parseAmount(typed: string, language: Language): Parsed<string> {
  const number = parseNumber(typed, language);
  if (!number.ok) return number;
  if (number.value.startsWith('-')) return unreadable('producer.fault-negative');
  return /^\d{1,12}(\.\d{1,6})?$/.test(number.value) ? number : unreadable('producer.fault-size');
}

function parseWhole(typed: string, language: Language): Parsed<number> {
  const number = parseNumber(typed, language);
  if (!number.ok) return number;
  return /^\d{1,9}$/.test(number.value)
    ? understood(Number(number.value))
    : unreadable('producer.fault-whole');
}
