import { attributes, html, trustedMarkup } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import { assetUrl } from './asset-files.ts';
import { icon } from './icons.ts';

/** What every page of one visit shares; a site makes it once a request. */
export interface Frame {
  lang: Language;
  t: Translate;
  /** The department's full name, as on its seal. */
  department: string;
  version: string;
  /** Where the service's name leads. */
  home: string;
  who?: { name: string; roleLine: string } | undefined;
  /** Where the reader's notices are, and how many are unread. */
  notices?: { href: string; count: number } | undefined;
  nav?: readonly NavItem[] | undefined;
  /** The same page in the other language; without it, this address with `?lang=`. */
  languageHref?: string | undefined;
  signOutAction?: string | undefined;
  /** What stands in the search box; without it there is none. */
  search?: string | undefined;
}

export interface NavItem {
  key: string;
  href: string;
  label: string;
  count?: number | undefined;
}

export interface Page {
  /** Stands alone in a browser tab: "Lô mới", "Duyệt hồ sơ LO-2026-09". */
  title: string;
  body: Hole;
  /** The key of the navigation item this page belongs to. */
  current?: string | undefined;
  /** What the last action did, from `flash()`. */
  flash?: Hole;
  /** The page shows sample records and says so. */
  isSample?: boolean | undefined;
  /** A form came back with faults: the tab says it first. */
  hasFaults?: boolean | undefined;
  /** Queue beside record: use the whole width. */
  isWide?: boolean | undefined;
  /** Names of ES modules in assets/. */
  scripts?: readonly string[] | undefined;
}

export function layout(frame: Frame, page: Page): Html {
  const inner = html`${header(frame, page.current)}
    <main id="main" class="frame stack" tabindex="-1">
      ${page.isSample && sampleRibbon(frame.t)} ${page.flash} ${page.body}
    </main>`;
  return wholePage(frame, page, inner);
}

/** One column of 30 rem without navigation: sign-in, change of password, errors before sign-in. */
export function narrowLayout(frame: Frame, page: Page): Html {
  const bare = { ...frame, nav: undefined, search: undefined };
  const inner = html`${header(bare, undefined)}
    <main id="main" class="frame frame-narrow" tabindex="-1">
      <div class="narrow-panel stack">
        ${page.isSample && sampleRibbon(frame.t)} ${page.flash} ${page.body}
      </div>
    </main>`;
  return wholePage(bare, page, inner);
}

export function sampleRibbon(t: Translate): Html {
  return html`<div class="notice sample kind-warn">
    ${icon('flag')}
    <p class="notice-text"><strong>${t('common.sample-data')}.</strong> ${t('ui.sample-notice')}</p>
  </div>`;
}

function wholePage(frame: Frame, page: Page, inner: Html): Html {
  const { lang, t, department, version } = frame;
  const title = page.hasFaults ? t('ui.wrong-title', { title: page.title }) : page.title;
  return html`<!doctype html>
    <html lang="${lang}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} – ${t('common.service')}</title>
        <link rel="icon" href="${assetUrl('favicon.svg')}" type="image/svg+xml" />
        ${firstFonts.map((font) => html`<link rel="preload" href="${assetUrl(font)}" as="font" type="font/woff2" crossorigin />`)}
        <link rel="stylesheet" href="${assetUrl('site.css')}" />
        ${[...(frame.search === undefined ? [] : ['search-box.js']), ...(page.scripts ?? [])].map(moduleScript)}
      </head>
      <body ${attributes({ class: page.isWide && 'wide' })}>
        <a class="skip" href="#main">${t('common.skip-to-content')}</a>
        ${inner}
        <footer class="footer">
          <div class="frame">
            <p>${t('common.service-line', { department })}</p>
            <p>${t('ui.data-notice')} ${t('ui.version', { version })}</p>
          </div>
        </footer>
      </body>
    </html>`;
}

/** Names an asset of ours, which the template cannot know: it lets no value into a script's tag. */
function moduleScript(name: string): Html {
  return trustedMarkup(`<script type="module" src="${assetUrl(name)}"></script>`);
}

const firstFonts = ['latin', 'vietnamese'].map((subset) => `fonts/be-vietnam-pro-${subset}-400-normal.woff2`);

function header(frame: Frame, current: string | undefined): Html {
  const { t, department, home, who, nav } = frame;
  return html`<header>
    <div class="official">
      <div class="frame">
        <p>${icon('certificate')}<span>${department}</span></p>
      </div>
    </div>
    <div class="masthead">
      <div class="frame">
        <div class="masthead-line">
          <a class="wordmark" href="${home}">
            <img src="${assetUrl('favicon.svg')}" alt="" width="32" height="32" />${t('common.service')}
          </a>
          ${frame.search !== undefined && searchBox(t, frame.search)} ${languageSwitch(frame)}
          ${who && whoAndSignOut(frame, who)}
        </div>
        ${nav && nav.length > 0 && navigation(t, nav, current)}
      </div>
    </div>
  </header>`;
}

/** Works as any form does; a slash goes to it where scripts run. */
function searchBox(t: Translate, value: string): Html {
  return html`<form
    class="search-box"
    role="search"
    method="get"
    action="/search"
    aria-label="${t('search.box')}"
  >
    <label class="unseen" for="search-box">${t('search.box')}</label>
    <input
      id="search-box"
      type="search"
      name="q"
      value="${value}"
      maxlength="200"
      autocomplete="off"
      aria-keyshortcuts="/"
    />
    <button class="button">${icon('search')}<span class="unseen">${t('search.submit')}</span></button>
  </form>`;
}

function languageSwitch({ t, lang, languageHref }: Frame): Html {
  const other: Language = lang === 'vi' ? 'en' : 'vi';
  const href = languageHref ?? `?lang=${other}`;
  return html`<a class="language" href="${href}" lang="${other}" hreflang="${other}"
    >${t('common.language-other')}</a
  >`;
}

function whoAndSignOut(
  { t, notices, signOutAction = '/sign-out' }: Frame,
  who: { name: string; roleLine: string },
): Html {
  return html`<div class="who">
    <p>
      <span class="unseen">${t('ui.signed-in-as')}</span> <strong>${who.name}</strong>
      <span class="soft">${who.roleLine}</span>
    </p>
    ${notices && noticesLink(t, notices)}
    <form method="post" action="${signOutAction}">
      <button class="button button-quiet">${t('common.sign-out')}</button>
    </form>
  </div>`;
}

/** The number is part of the link's name, for those who hear it. */
function noticesLink(t: Translate, { href, count }: NonNullable<Frame['notices']>): Html {
  return html`<a class="notices-link" href="${href}" title="${t('notice.header', { count })}"
    >${t('notice.title')}${count > 0 && html` <span class="count">${count > 99 ? '99+' : count}</span>`}</a
  >`;
}

function navigation(t: Translate, nav: readonly NavItem[], current: string | undefined): Html {
  return html`<nav class="main-nav" aria-label="${t('ui.main-menu')}">
    <ul>
      ${nav.map(
        ({ key, href, label, count }) =>
          html`<li>
            <a href="${href}" ${attributes({ 'aria-current': key === current && 'page' })}
              >${label}${count !== undefined && count > 0 && html` <span class="count">${count}</span>`}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;
}
