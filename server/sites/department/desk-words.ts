import { formatInstant } from '../../domain/vietnamese-format.ts';
import { say } from '../../platform/i18n.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { DomainError } from '../../domain/errors.ts';
import type { Visit } from './desk-visit.ts';

/** How long something has waited, in the largest unit that says something: "3 ngày". */
export function ageOf(since: string, { t, now }: Pick<Visit, 't' | 'now'>): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(since).getTime()) / 60_000));
  if (minutes < 60) return t('department.age-minutes', { count: minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 48) return t('department.age-hours', { count: hours });
  return t('department.age-days', { count: Math.floor(hours / 24) });
}

export function instantText(instant: string, { lang }: Pick<Visit, 'lang'>): string {
  return formatInstant(new Date(instant), lang);
}

/** What people quote on the telephone. */
export function reference(prefix: 'HS' | 'DB', id: string): string {
  return `${prefix}-${id.slice(-8).toUpperCase()}`;
}

export function sentenceOf(error: DomainError, t: Translate): string {
  return say(t, error.sentence);
}
