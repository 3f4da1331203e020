import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Sentence } from '../../domain/errors.ts';
import { say } from '../../platform/i18n.ts';
import { recallHref } from './public-addresses.ts';
import { homeHref, publicField, publicPage } from './public-frame.ts';
import type { PublicView } from './public-frame.ts';

export interface TypedCode {
  code: string;
  lot: string;
}

/** Where a visitor without a scanner begins: what this is, whose, and one box for the code. */
export function homePage(view: PublicView): Html {
  const { t, lang, site } = view;
  return publicPage(view, {
    title: t('public.home-title'),
    otherHref: homeHref(lang === 'vi' ? 'en' : 'vi'),
    body: html`<section>
        <h1>${t('public.home-title')}</h1>
        <p>${t('public.home-line')}</p>
      </section>
      <section>${searchForm(view)}</section>
      <section>
        <h2>${t('public.home-scan-heading')}</h2>
        <ol class="steps">
          <li>${t('public.home-scan-1')}</li>
          <li>${t('public.home-scan-2', { domain: site.domain })}</li>
          <li>${t('public.home-scan-3')}</li>
        </ol>
      </section>
      <section>
        <h2>${t('public.home-what-heading')}</h2>
        <p>${t('public.home-what')}</p>
        <p><a href="${recallHref(lang)}">${t('recall.public-link')}</a></p>
      </section>`,
    footer: html`<p>${t('public.home-sign-in')}: <a href="/sign-in">${t('common.sign-in')}</a></p>`,
  });
}

interface Faults {
  code?: Sentence | undefined;
  lot?: Sentence | undefined;
}

export function searchForm({ t, lang }: PublicView, typed?: TypedCode, faults: Faults = {}): Html {
  return html`<form action="/tra-cuu" method="get" role="search">
    <input type="hidden" name="lang" value="${lang}" />
    ${publicField({
      name: 'code',
      label: t('public.search-code'),
      hint: t('public.search-code-hint'),
      value: typed?.code ?? '',
      fault: faults.code && say(t, faults.code),
    })}
    ${publicField({
      name: 'lot',
      label: t('public.search-lot'),
      hint: t('public.lot-hint'),
      value: typed?.lot ?? '',
      fault: faults.lot && say(t, faults.lot),
    })}
    <button class="button">${t('public.search-button')}</button>
  </form>`;
}
