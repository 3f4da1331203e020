import type { MessageKey } from '../locales/catalogue.ts';

/** What went wrong, in words of the trade; platform/problem.ts alone turns a kind into an HTTP status. */
export type ErrorKind =
  | 'malformed'
  | 'invalid-input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not-found'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'conflict'
  | 'too-large'
  | 'address-too-long'
  | 'unsupported-type'
  | 'too-many'
  | 'unavailable'
  | 'not-implemented';

/** A sentence for people, by its key in the catalogues; rendered in the reader's language at the edge. */
export interface Sentence {
  key: MessageKey;
  params?: Record<string, string | number>;
}

/** One wrong field: where it stands in the input (JSON Pointer, RFC 6901) and what would be right. */
export interface Fault extends Sentence {
  pointer: string;
}

interface Circumstances {
  faults?: Fault[];
  /** Members added to the problem document, such as both versions of a stale edit. */
  details?: Record<string, unknown>;
  /** Seconds after which another try makes sense. */
  retryAfter?: number;
}

export class DomainError extends Error {
  override readonly name = 'DomainError';
  readonly kind: ErrorKind;
  readonly sentence: Sentence;
  readonly faults: Fault[];
  readonly details: Record<string, unknown>;
  readonly retryAfter: number | undefined;

  constructor(
    kind: ErrorKind,
    sentence: Sentence,
    { faults = [], details = {}, retryAfter }: Circumstances = {},
  ) {
    super(`${kind}: ${sentence.key}${faults.map(({ pointer, key }) => ` ${pointer} ${key}`).join()}`);
    this.kind = kind;
    this.sentence = sentence;
    this.faults = faults;
    this.details = details;
    this.retryAfter = retryAfter;
  }
}

export function invalid(faults: Fault[]): DomainError {
  return new DomainError(
    'invalid-input',
    { key: 'errors.check-fields', params: { count: faults.length } },
    { faults },
  );
}

/** Also the answer to another producer's record: its existence is nobody else's business. */
export function notFound(): DomainError {
  return new DomainError('not-found', { key: 'errors.not-found' });
}

export function forbidden(key: MessageKey = 'errors.forbidden'): DomainError {
  return new DomainError('forbidden', { key });
}

export function conflict(sentence: Sentence, details: Record<string, unknown> = {}): DomainError {
  return new DomainError('conflict', sentence, { details });
}
