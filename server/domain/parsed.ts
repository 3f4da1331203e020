import type { Fault, Sentence } from './errors.ts';
import type { MessageKey } from '../locales/catalogue.ts';

/** What became of a text somebody typed or scanned; the caller knows which field it came from and adds the pointer. */
export type Parsed<T> = { ok: true; value: T } | Unreadable;

export interface Unreadable {
  ok: false;
  fault: Sentence;
}

export function understood<T>(value: T): Parsed<T> {
  return { ok: true, value };
}

export function unreadable(key: MessageKey, params?: Sentence['params']): Unreadable {
  return { ok: false, fault: params ? { key, params } : { key } };
}

/** The normal form where the text could be read, otherwise the text as typed, for the fault to be shown beside it. */
export function orAsTyped(parse: (text: string) => Parsed<string>, typed: string): string {
  const parsed = parse(typed);
  return parsed.ok ? parsed.value : typed;
}

/** What is wrong with one field, addressed; a field left out has no fault. */
export function faultsAt<T>(
  pointer: string,
  text: string | undefined,
  parse: (text: string) => Parsed<T>,
): Fault[] {
  const parsed = text === undefined ? undefined : parse(text);
  return parsed && !parsed.ok ? [{ pointer, ...parsed.fault }] : [];
}
