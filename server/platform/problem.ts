import type { Response } from 'express';
import { DomainError } from '../domain/errors.ts';
import type { ErrorKind } from '../domain/errors.ts';
import { say } from './i18n.ts';
import type { Translate } from './i18n.ts';

/** The only place that knows which HTTP status a kind of error has; a kind without one does not compile. */
const statusOf: Record<ErrorKind, number> = {
  malformed: 400,
  'invalid-input': 422,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'not-acceptable': 406,
  conflict: 409,
  'too-large': 413,
  'address-too-long': 414,
  'unsupported-type': 415,
  'too-many': 429,
  unavailable: 503,
  'not-implemented': 501,
};

/** A problem document (RFC 9457), each wrong field with its JSON Pointer and a sentence in the reader's language. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  instance: string;
  faults?: { pointer: string; code: string; message: string }[];
  [member: string]: unknown;
}

/** Anything but a DomainError is a fault of ours: its text is for the log, never for the reader (ASVS 16.5.1). */
export function problemOf(error: unknown, t: Translate, requestId: string): Problem {
  const known = asDomainError(error);
  if (!known)
    return { type: '/problems/internal', title: t('errors.internal'), status: 500, instance: requestId };
  return {
    ...known.details,
    type: `/problems/${known.kind}`,
    title: say(t, known.sentence),
    status: statusOf[known.kind],
    instance: requestId,
    ...(known.faults.length > 0 && {
      faults: known.faults.map((fault) => ({
        pointer: fault.pointer,
        code: fault.key,
        message: say(t, fault),
      })),
    }),
  };
}

export function sendProblem(res: Response, problem: Problem, retryAfter?: number): void {
  if (retryAfter !== undefined) res.set('Retry-After', String(retryAfter));
  if (problem.status === 401) res.set('WWW-Authenticate', 'Bearer');
  res.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** What body parsers and the database throw, in our words; undefined for what nobody foresaw. */
export function asDomainError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  const { type, name, status, limit } = error as {
    type?: string;
    name?: string;
    status?: number;
    limit?: number;
  };
  if (type === 'entity.too.large') {
    return new DomainError('too-large', {
      key: 'errors.too-large',
      params: { limit: `${Math.round((limit ?? 0) / 1024)} KB` },
    });
  }
  if (status === 400 || name === 'URIError') return new DomainError('malformed', { key: 'errors.malformed' });
  if (status === 415) return new DomainError('unsupported-type', { key: 'errors.not-json' });
  if (
    name === 'MongoServerSelectionError' ||
    name === 'MongoNetworkError' ||
    name === 'MongooseServerSelectionError'
  ) {
    return new DomainError('unavailable', { key: 'errors.unavailable' }, { retryAfter: 5 });
  }
  return undefined;
}
