import { attributes, html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { translate } from '../../platform/i18n.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import { assetUrl } from '../shared/asset-files.ts';
import { icon } from '../shared/icons.ts';
import { inlineStyle } from './public-style.ts';

/** What all public pages of this deployment share. */
export interface PublicSite {
  /** The exact domain, the only proof a reader has: `txng.angiang.gov.vn`. */
  domain: string;
  /** `An Giang`. */
  province: string;
}

export interface PublicView {
  lang: Language;
  t: Translate;
  site: PublicSite;
  department: string;
}

export function publicView(lang: Language, site: PublicSite): PublicView {
  const t = translate[lang];
  return { lang, t, site, department: t('common.department', { province: site.province }) };
}

interface PublicPage {
  title: string;
  /** Where the same page stands in the other language. */
  otherHref: string;
  /** Full-width bands above the text. */
  bands?: Hole;
  body: Hole;
  /** A full-width band below the text. */
  closing?: Hole;
  footer?: Hole;
}

export function publicPage(view: PublicView, page: PublicPage): Html {
  const { lang, t } = view;
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${page.title} – ${t('common.service')}</title>
        <link rel="icon" href="${assetUrl('favicon.svg')}" type="image/svg+xml" />
        ${inlineStyle}
      </head>
      <body>
        <a class="skip" href="#main">${t('common.skip-to-content')}</a>
        ${banner(view, page.otherHref)}
        <main id="main">
          ${page.bands}
          <div class="frame">${page.body}</div>
          ${page.closing}
        </main>
        <footer>
          <div class="frame">
            ${page.footer}
            <p>${t('common.service-line', { department: view.department })}</p>
            <a href="${homeHref(lang)}">${t('public.home')}</a>
          </div>
        </footer>
      </body>
    </html>`;
}

export function homeHref(lang: Language): string {
  return lang === 'vi' ? '/' : '/?lang=en';
}

interface Field {
  name: string;
  label: string;
  hint?: string;
  value?: string;
  fault?: string | undefined;
  multiline?: boolean;
  autocomplete?: string;
  required?: boolean;
}

/** A labelled field whose hint and fault are read out with it. */
export function publicField({ name, label, hint, value = '', fault, multiline, ...rest }: Field): Html {
  const described = [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ');
  const shared = attributes({
    id: name,
    name,
    required: rest.required,
    autocomplete: rest.autocomplete ?? 'off',
    'aria-describedby': described === '' ? undefined : described,
    'aria-invalid': fault !== undefined && 'true',
  });
  return html`<div class="field">
    <label for="${name}">${label}</label>
    ${hint && html`<p class="soft small" id="${`${name}-hint`}">${hint}</p>`}
    ${
      multiline
        ? html`<textarea rows="5" maxlength="2000" ${shared}>${value}</textarea>`
        : html`<input type="text" maxlength="200" value="${value}" ${shared} />`
    }
    ${fault && html`<p class="fault" id="${`${name}-fault`}">${icon('alert')} ${fault}</p>`}
  </div>`;
}

function banner({ lang, t, site, department }: PublicView, otherHref: string): Html {
  const other = lang === 'vi' ? 'en' : 'vi';
  return html`<header class="official">
    <div class="frame">
      <details>
        <summary>
          ${icon('certificate')} ${t('public.official', { department })} <strong>${site.domain}</strong>
        </summary>
        <p>
          <strong>${t('public.official-how')}:</strong>
          ${t('public.official-domain', { domain: site.domain })} ${t('public.official-never')}
        </p>
      </details>
      <a class="switch" href="${otherHref}" lang="${other}" hreflang="${other}"
        >${t('common.language-other')}</a
      >
    </div>
  </header>`;
}
