import { formatDate } from '../../domain/vietnamese-format.ts';
import type { PublicMark } from '../../features/marks/public-marks.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Language } from '../../platform/i18n.ts';
import { publicField, publicPage } from './public-frame.ts';
import type { PublicView } from './public-frame.ts';

const folders = {
  marks: { vi: '/vi/nhan-hieu', en: '/en/marks' },
  rights: { vi: '/vi/quyen-su-dung', en: '/en/right-of-use' },
} as const;

/** Where the public register stands in a language; without an id, its list. */
export function registerHref(kind: keyof typeof folders, lang: Language, id?: string): string {
  return id === undefined ? folders[kind][lang] : `${folders[kind][lang]}/${id}`;
}

export function otherLanguage(lang: Language): Language {
  return lang === 'vi' ? 'en' : 'vi';
}

/** Marks with a title, found by the words of their names, accents or none. */
export function markRegisterPage(
  view: PublicView,
  { q, marks }: { q: string; marks: readonly PublicMark[] },
): Html {
  const { t, lang, department } = view;
  const query = q === '' ? '' : `?${new URLSearchParams({ q }).toString()}`;
  return publicPage(view, {
    title: t('marks.register-title'),
    otherHref: registerHref('marks', otherLanguage(lang)) + query,
    body: html`<section>
        <h1>${t('marks.register-title')}</h1>
        <p>${t('marks.register-lead', { department })}</p>
      </section>
      <section>
        <form method="get" action="${registerHref('marks', lang)}" role="search">
          ${publicField({ name: 'q', label: t('marks.register-search'), value: q })}
          <button class="button">${t('marks.register-find')}</button>
        </form>
      </section>
      <section>
        <p class="small" role="status">
          ${marks.length === 0 ? t('marks.register-none') : t('marks.register-count', { count: marks.length })}
        </p>
        ${marks.map((mark) => entry(view, mark))}
      </section>`,
  });
}

function entry(view: PublicView, mark: PublicMark): Html {
  const { t, lang } = view;
  const { id, content, owner, sample } = mark;
  return html`<article class="card">
    <h2><a href="${registerHref('marks', lang, id)}">${nameIn(lang, mark)}</a></h2>
    <p>${t(`mark.kind-${content.kind}`)}. ${t('marks.owner')}: ${owner}</p>
    <p>${titleLine(view, mark)}</p>
    ${sample && html`<p><strong>${t('common.sample-data')}</strong></p>`}
  </article>`;
}

export function nameIn(lang: Language, { content }: PublicMark): string {
  return lang === 'en' ? (content.nameEn ?? content.name) : content.name;
}

/** Number, day and term of the title; one that has run out is said to. */
export function titleLine({ t, lang }: PublicView, { content, isInForce }: PublicMark): string {
  const { certificateNumber: number = '', grantedOn, expiresOn } = content;
  const date = grantedOn === undefined ? '' : formatDate(grantedOn, lang);
  const until =
    expiresOn === undefined
      ? t('marks.title-endless')
      : t('marks.title-until', { date: formatDate(expiresOn, lang) });
  const line = `${t('marks.title-number', { number, date })}, ${until}.`;
  return isInForce ? line : `${line} ${t('marks.title-ended')}.`;
}
