import type { Response } from 'express';
import { DomainError } from '../../domain/errors.ts';
import { say } from '../../platform/i18n.ts';
import type { Translate } from '../../platform/i18n.ts';
import { problemOf } from '../../platform/problem.ts';
import { fieldTexts } from './form-state.ts';
import type { FieldText } from './form-state.ts';

/**
 * What a form shows when it comes back: each fault at its field, or else the refusal as a whole. Sets the status.
 * Whatever is no refusal of ours goes on to the error page.
 */
export function refusal(error: unknown, res: Response, t: Translate): FieldText[] {
  if (!(error instanceof DomainError)) throw error;
  if (error.retryAfter !== undefined) res.set('Retry-After', String(error.retryAfter));
  res.status(problemOf(error, t, '').status);
  if (error.faults.length > 0) return fieldTexts(error.faults, t);
  return [{ pointer: '', text: say(t, error.sentence) }];
}
