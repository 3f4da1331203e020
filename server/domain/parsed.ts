import type { Sentence } from './errors.ts';
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
