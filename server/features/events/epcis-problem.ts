import type { ErrorRequestHandler } from 'express';
import type { ErrorKind } from '../../domain/errors.ts';
import { say } from '../../platform/i18n.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { Logger } from '../../platform/logger.ts';
import { asDomainError, problemOf, sendProblem } from '../../platform/problem.ts';
import type { Problem } from '../../platform/problem.ts';
import { wordsOf } from '../../platform/request-context.ts';
import { requestIdOf } from '../../platform/request-log.ts';
import type { CaptureError } from './capture-job-model.ts';

const exceptions: Record<ErrorKind, string> = {
  malformed: 'QueryParameterException',
  'invalid-input': 'ValidationException',
  unauthenticated: 'SecurityException',
  forbidden: 'SecurityException',
  'not-found': 'NoSuchResourceException',
  'method-not-allowed': 'NotImplementedException',
  'not-acceptable': 'NotAcceptableException',
  conflict: 'ResourceAlreadyExistsException',
  'too-large': 'CaptureLimitExceededException',
  'address-too-long': 'URITooLongException',
  'unsupported-type': 'UnsupportedMediaTypeException',
  'too-many': 'TooManyRequestsException',
  unavailable: 'ImplementationException',
  'not-implemented': 'ImplementationException',
};

/** Problems as EPCIS 2.0 §12 tells them: an exception of its vocabulary, and 400 for whatever is wrong with the input. */
export function epcisProblems(log: Logger): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    if (res.headersSent) {
      next(error);
      return;
    }
    const known = asDomainError(error);
    if (!known) log.error({ err: error, requestId: requestIdOf(req) }, 'unexpected error');
    const problem = problemOf(error, wordsOf(req), requestIdOf(req));
    const exception =
      known?.kind === 'malformed' && req.method === 'POST' ? 'ValidationException' : exceptionOf(known?.kind);
    sendProblem(res, inTheirWords(problem, exception, req.method === 'GET'), known?.retryAfter);
  };
}

export function captureErrorView({ kind, fault }: CaptureError, t: Translate) {
  return {
    type: `epcisException:${exceptions[kind]}`,
    title: t(`epcis.refused-${kind}`),
    status: kind === 'invalid-input' ? 400 : kind === 'forbidden' ? 403 : 409,
    detail: say(t, fault),
    instance: fault.pointer,
  };
}

export const versionHeaders = {
  'GS1-EPCIS-Version': '2.0',
  'GS1-EPCIS-Min': '2.0',
  'GS1-EPCIS-Max': '2.0',
  'GS1-CBV-Version': '2.0',
  'GS1-CBV-Min': '2.0',
  'GS1-CBV-Max': '2.0',
  'GS1-EPC-Format': 'Always_GS1_Digital_Link',
  'GS1-Vendor-Version': '1.0',
};

function exceptionOf(kind: ErrorKind | undefined): string {
  return kind === undefined ? 'ImplementationException' : exceptions[kind];
}

function inTheirWords(problem: Problem, exception: string, isQuery: boolean): Problem {
  const faults = (problem.faults ?? []).map(({ pointer, message }) => `${pointer}: ${message}`);
  const name = isQuery && problem.status === 413 ? 'QueryTooLargeException' : exception;
  return {
    ...problem,
    type: `epcisException:${name}`,
    status: problem.status === 422 ? 400 : problem.status,
    ...(faults.length > 0 && { detail: faults.join('\n') }),
  };
}
