import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Sentence } from '../../domain/errors.ts';
import { say } from '../../platform/i18n.ts';
import { icon } from '../shared/icons.ts';
import { searchForm } from './home-page.ts';
import type { TypedCode } from './home-page.ts';
import { publicPage } from './public-frame.ts';
import type { PublicView } from './public-frame.ts';

interface Missed {
  typed: TypedCode;
  otherHref: string;
}

/** Something is written wrong: what, where, and a second try. Told apart from a code that nobody knows. */
export function malformedPage(view: PublicView, { typed, otherHref }: Missed, fault: Sentence): Html {
  const { t } = view;
  return publicPage(view, {
    title: t('public.malformed-title'),
    otherHref,
    bands: html`<div class="verdict warn">
      <div class="frame">
        ${icon('pencil')}
        <div>
          <h1>${t('public.malformed-title')}</h1>
          <p class="line">${t('public.malformed-line')} <strong>${typed.code}</strong></p>
          <p class="line">${say(t, fault)}</p>
          <p class="next">${t('public.malformed-next')}</p>
        </div>
      </div>
    </div>`,
    body: html`<section>${searchForm(view, typed)}</section>`,
  });
}

/** Rightly written, but nothing is published under it: check the code, check the address, what to do, whom to tell. */
export function unknownPage(view: PublicView, { typed, otherHref }: Missed, product?: string): Html {
  const { t, site, department } = view;
  const line =
    product === undefined
      ? t('public.unknown-line', { code: typed.code })
      : t('public.unknown-lot-line', { name: product, lot: typed.lot });
  return publicPage(view, {
    title: t('public.unknown-title'),
    otherHref,
    bands: html`<div class="verdict warn">
      <div class="frame">
        ${icon('search')}
        <div>
          <h1>${t('public.unknown-title')}</h1>
          <p class="line">${line}</p>
        </div>
      </div>
    </div>`,
    body: html`<section>
        <h2>${t('public.what-to-do')}</h2>
        <ol class="steps">
          <li>${t('public.unknown-check-code')}</li>
          <li>${t('public.unknown-check-domain', { domain: site.domain })}</li>
          <li>${t('public.unknown-what-now')} ${t('public.unknown-report', { department })}</li>
        </ol>
      </section>
      <section>${searchForm(view, typed)}</section>`,
  });
}
