import type { Submission, SubmissionSummary } from '../../platform/contract-types.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Visit } from './desk-visit.ts';
import { instantText } from './desk-words.ts';

type Words = Pick<Visit, 't' | 'lang' | 'today'>;
type Claimed = Pick<Submission | SubmissionSummary, 'id' | 'claim' | 'decidedBy' | 'decidedAt' | 'state'>;

/** What a colleague does with this record at the moment; empty where nobody else does anything. */
export function claimText(words: Words, { claim, decidedBy, decidedAt, state }: Claimed): string {
  const { t } = words;
  const isSettled = state !== 'waiting' && state !== 'endorsed';
  if (isSettled && decidedBy !== undefined && decidedAt !== undefined) {
    return t('desk.handled', { by: decidedBy, time: timeText(words, decidedAt) });
  }
  if (claim === null || claim.isMine) return '';
  return t('desk.claimed', { by: claim.by, time: timeText(words, claim.since) });
}

/** Stands in the page from the start; the desk's script keeps it up to date. */
export function claimMark(words: Words, claimed: Claimed): Html {
  return html`<span class="claim" data-claim="${claimed.id}">${claimText(words, claimed)}</span>`;
}

/** `9:12` where it was today, else with its date. */
function timeText({ lang, today }: Words, instant: string): string {
  const whole = instantText(instant, { lang });
  return dateInVietnam(new Date(instant)) === today ? whole.slice(-5).replace(/^0/, '') : whole;
}
