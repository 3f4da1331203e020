import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { HiddenCodeAnswer } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { icon } from '../shared/icons.ts';
import { searchForm } from './home-page.ts';
import { publicPage } from './public-frame.ts';
import type { PublicView } from './public-frame.ts';
import { unitBand } from './unit-page.ts';

interface Typed {
  code: string;
  otherHref: string;
}

/** A serial that names no stamp: told apart are those nobody can have printed so, and those we never issued. */
export function noUnitPage(view: PublicView, kind: 'mistyped' | 'unknown', { code, otherHref }: Typed): Html {
  const { t } = view;
  return publicPage(view, {
    title: t(`scans.verdict-${kind}`),
    otherHref,
    bands: unitBand(view, { kind }, null),
    body: html`<section>
        <p>${t('public.unit-typed')} <strong>${code}</strong></p>
      </section>
      <section>${searchForm(view, { code, lot: '' })}</section>`,
  });
}

/** Too many codes that name no stamp came from one network; those that name one are still answered. */
export function slowedPage(
  view: PublicView,
  { otherHref, seconds }: { otherHref: string; seconds: number },
): Html {
  const { t } = view;
  return publicPage(view, {
    title: t('public.slowed-title'),
    otherHref,
    bands: html`<div class="verdict warn" role="alert">
      <div class="frame">
        ${icon('clock')}
        <div>
          <h1>${t('public.slowed-title')}</h1>
          <p class="line">${t('public.slowed-line', { minutes: Math.ceil(seconds / 60) })}</p>
          <p class="next">${t('public.slowed-next')}</p>
        </div>
      </div>
    </div>`,
    body: searchForm(view),
  });
}

interface Opened {
  answer: HiddenCodeAnswer | { refusal: string };
  backHref: string;
  otherHref: string;
}

/** What the code under the scratch layer says: opened first just now, opened before and when, or not this stamp's. */
export function hiddenAnswerPage(view: PublicView, { answer, backHref, otherHref }: Opened): Html {
  const { t, lang } = view;
  const look =
    'refusal' in answer ? 'warn' : ({ first: 'good', again: 'warn', wrong: 'stop' } as const)[answer.result];
  const title = 'refusal' in answer ? t('public.hidden-heading') : t(`public.hidden-${answer.result}`);
  const line =
    'refusal' in answer
      ? answer.refusal
      : t(`public.hidden-${answer.result}-line`, {
          time: answer.openedAt === null ? '' : formatInstant(new Date(answer.openedAt), lang),
          province: answer.province ?? 'none',
          left: answer.triesLeft,
        });
  return publicPage(view, {
    title,
    otherHref,
    bands: html`<div class="verdict ${look}">
      <div class="frame">
        ${icon(look === 'good' ? 'check' : look === 'warn' ? 'alert' : 'stop')}
        <div>
          <h1>${title}</h1>
          <p class="line">${line}</p>
        </div>
      </div>
    </div>`,
    body: html`<section><a class="button quiet" href="${backHref}">${t('public.unit-back')}</a></section>`,
  });
}
