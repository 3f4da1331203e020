import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { formatDate, formatInstant } from '../../domain/vietnamese-format.ts';
import type { Origin, Verdict } from '../../lookup/origin.ts';
import { icon } from '../shared/icons.ts';
import type { IconName } from '../shared/icons.ts';
import { recallHref } from './public-addresses.ts';
import type { PublicView } from './public-frame.ts';

const looks: Record<Verdict['kind'], { kind: 'good' | 'warn' | 'stop'; icon: IconName }> = {
  approved: { kind: 'good', icon: 'check' },
  suspended: { kind: 'warn', icon: 'alert' },
  expired: { kind: 'warn', icon: 'clock' },
  withdrawn: { kind: 'stop', icon: 'stop' },
  recalled: { kind: 'stop', icon: 'stop' },
};

/** Goods that nothing speaks against; every other verdict is a warning that must never come out of a cache. */
export function isWarning({ verdict }: Pick<Origin, 'verdict'>): boolean {
  return verdict.kind !== 'approved';
}

/** The answer to a scan: a word, one sentence, what to do next. */
export function verdictBand({ t, lang, department }: PublicView, { verdict, lot }: Origin): Html {
  const look = looks[verdict.kind];
  const isProduct = verdict.kind === 'approved' && lot === null;
  const params = { date: formatDate(verdict.on, lang), department };
  const line = isProduct
    ? 'public.verdict-approved-product-line'
    : (`public.verdict-${verdict.kind}-line` as const);
  const next = isProduct
    ? 'public.verdict-approved-product-next'
    : (`public.verdict-${verdict.kind}-next` as const);
  return html`<div class="verdict ${look.kind}">
    <div class="frame">
      ${icon(look.icon)}
      <div>
        <h1>${t(`public.verdict-${verdict.kind}`)}</h1>
        <p class="line">${t(line, params)}</p>
        ${
          'reason' in verdict &&
          verdict.reason !== '' &&
          html`<p class="line">${t('public.verdict-reason', { reason: verdict.reason })}</p>`
        }
        ${afterwardsLines({ t, lang }, verdict)}
        <p class="next">${t(next)}</p>
      </div>
    </div>
  </div>`;
}

/** What became of the decision since: the producer's word on a suspension, the notice of a recall. */
export function afterwardsLines(
  { t, lang }: Pick<PublicView, 't' | 'lang'>,
  verdict: Origin['verdict'],
): Hole {
  if (verdict.kind === 'suspended') return suspensionLine({ t, lang }, verdict);
  if (verdict.kind !== 'recalled' || !verdict.notice) return undefined;
  const { number, closedOn } = verdict.notice;
  return html`<p class="line">
      <a href="${recallHref(lang, number)}">${t('public.verdict-notice', { number })}</a>
    </p>
    ${closedOn !== null && html`<p class="line">${t('public.verdict-recall-closed', { date: formatDate(closedOn, lang) })}</p>`}`;
}

function suspensionLine(
  { t, lang }: Pick<PublicView, 't' | 'lang'>,
  { answerBy, answeredAt }: Suspended,
): Hole {
  if (answerBy === undefined) return undefined;
  const time = formatInstant(new Date(answeredAt ?? answerBy), lang);
  const line = answeredAt === undefined ? 'public.verdict-answer-by' : 'public.verdict-answered';
  return html`<p class="line">${t(line, { time })}</p>`;
}

type Suspended = Pick<Extract<Verdict, { reason: string }>, 'answerBy' | 'answeredAt'>;

export function sampleBand(t: Translate): Html {
  return html`<div class="sample"><p class="frame">${icon('flag')} ${t('public.sample-line')}</p></div>`;
}
