import { picturePath } from '../../features/files/media-routes.ts';
import { attributes, html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Origin, OriginMark } from '../../lookup/origin.ts';
import { registerHref } from './mark-register-page.ts';
import type { PublicView } from './public-frame.ts';

/** Marks that may stand on these goods today; where there is none, nothing is said. */
export function markCards(view: PublicView, { marks }: Origin): Html | false {
  if (marks.length === 0) return false;
  return html`<section>${marks.map((mark) => markCard(view, mark))}</section>`;
}

function markCard({ t, lang }: PublicView, mark: OriginMark): Html {
  const { owner, grantNumber: number, controlBody: body, certificateNumber } = mark;
  const since = formatDate(mark.since, lang);
  const until = formatDate(mark.until, lang);
  const inVietnamese = attributes({ lang: lang !== 'vi' && 'vi' });
  return html`<h2>${t(`mark.kind-${mark.kind}`)}</h2>
    <div class="card">
      ${mark.logo !== null && html`<img src="${picturePath(mark.logo, 320)}" alt="" width="96" />`}
      <h3>${lang === 'en' && mark.nameEnglish !== null ? mark.nameEnglish : mark.name}</h3>
      <p>${t('public.mark-facts', { owner, number, since, until })}</p>
      ${certificateNumber !== null && html`<p>${t('public.mark-title', { number: certificateNumber })}</p>`}
      ${body !== null && html`<p>${t('public.mark-control', { body })}</p>`}
      <h4>${t('public.mark-promises')}</h4>
      <p ${inVietnamese}>${mark.promises}</p>
      <h4>${t('public.mark-not-promises')}</h4>
      <p ${inVietnamese}>${mark.doesNotPromise}</p>
      <p>
        <a href="${registerHref('marks', lang, mark.id)}">${t('marks.card-register')}</a> ·
        <a href="${registerHref('rights', lang, mark.grantId)}">${t('marks.card-right')}</a>
      </p>
    </div>`;
}
