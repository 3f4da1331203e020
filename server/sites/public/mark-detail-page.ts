import { regulationItems } from '../../domain/mark-regulation.ts';
import type { RegulationItem } from '../../domain/mark-regulation.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { PublicMarkDetail } from '../../features/marks/public-marks.ts';
import { picturePath } from '../../features/files/media-routes.ts';
import { attributes, html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { nameIn, otherLanguage, registerHref, titleLine } from './mark-register-page.ts';
import { publicPage } from './public-frame.ts';
import type { PublicView } from './public-frame.ts';

/** A registered mark: what it stands for and what not, where it comes from, its rules, who may use it. */
export function markDetailPage(view: PublicView, mark: PublicMarkDetail): Html {
  const { t, lang } = view;
  const { id, content, owner, sample } = mark;
  const inVietnamese = attributes({ lang: lang !== 'vi' && 'vi' });
  return publicPage(view, {
    title: nameIn(lang, mark),
    otherHref: registerHref('marks', otherLanguage(lang), id),
    body: html`<p><a href="${registerHref('marks', lang)}">${t('marks.register-back')}</a></p>
      <h1>${nameIn(lang, mark)}</h1>
      ${sample && html`<p><strong>${t('common.sample-data')}</strong> ${content.note}</p>`}
      <p>${t(`mark.kind-${content.kind}`)}. ${titleLine(view, mark)}</p>
      ${
        content.logo !== undefined &&
        html`<img src="${picturePath(content.logo, 320)}" alt="${t('record.mark-logo')}" width="160" />`
      }
      <h2>${t('public.mark-promises')}</h2>
      <p ${inVietnamese}>${content.promises}</p>
      <h2>${t('public.mark-not-promises')}</h2>
      <p ${inVietnamese}>${content.doesNotPromise}</p>
      <h2>${t('marks.goods')}</h2>
      <p ${inVietnamese}>${content.goods}</p>
      <h2>${t('marks.owner')}</h2>
      <p>${owner}</p>
      ${
        content.controlBody !== undefined &&
        html`<h2>${t('marks.controls')}</h2>
          <p>${content.controlBody}</p>`
      }
      ${area(view, mark)} ${users(view, mark)} ${rules(view, mark)}`,
  });
}

function area({ t, lang }: PublicView, { content, communes }: PublicMarkDetail): Html {
  const former = content.formerUnits ?? [];
  return html`<h2>${t('marks.area')}</h2>
    ${content.areaText !== undefined && html`<p ${attributes({ lang: lang !== 'vi' && 'vi' })}>${content.areaText}</p>`}
    <ul>
      ${communes.map((commune) => html`<li>${commune}</li>`)}
    </ul>
    ${
      former.length > 0 &&
      html`<p>${t('record.mark-former-units')}: ${former.map(({ name }) => name).join('; ')}</p>`
    }`;
}

function users({ t, lang }: PublicView, { rights }: PublicMarkDetail): Html {
  return html`<h2>${t('marks.users')}</h2>
    ${
      rights.length === 0
        ? html`<p>${t('marks.users-none')}</p>`
        : html`<ul>
            ${rights.map(
              ({ id, holder, number, from, to, state }) =>
                html`<li>
                  <a href="${registerHref('rights', lang, id)}">${holder}</a>:
                  ${t('marks.user-line', { number, from: formatDate(from, lang), to: formatDate(to, lang) })}
                  ${state !== 'granted' && html`<strong>(${t(`mark.grant-state-${state}`)})</strong>`}
                </li>`,
            )}
          </ul>`
    }`;
}

function rules({ t, lang }: PublicView, { content: { kind }, regulation }: PublicMarkDetail): Hole {
  if (!regulation)
    return html`<h2>${t('marks.rules')}</h2>
      <p>${t('marks.rules-none')}</p>`;
  const { content, number } = regulation;
  const items = regulationItems[kind] as readonly RegulationItem[];
  return html`<h2>${t('marks.rules')}</h2>
    <p>${t('marks.rules-from', { number, date: formatDate(content.from, lang) })} ${content.decision}</p>
    ${items.map(
      (item) =>
        html`<h3>${t(`marks.item-${item}`)}</h3>
          <p ${attributes({ lang: lang !== 'vi' && 'vi' })}>${content.items[item]}</p>`,
    )}`;
}
