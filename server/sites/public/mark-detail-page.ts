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
import { sampleBand } from './verdict-band.ts';

/** A registered mark: what it stands for and what not, where it comes from, its rules, who may use it. */
export function markDetailPage(view: PublicView, mark: PublicMarkDetail): Html {
  const { t, lang } = view;
  const { id, content, owner, sample } = mark;
  const { kind, logo, promises, doesNotPromise, goods, controlBody, note } = content;
  return publicPage(view, {
    title: nameIn(lang, mark),
    otherHref: registerHref('marks', otherLanguage(lang), id),
    bands: sample && sampleBand(t),
    body: html`<section>
        <p><a href="${registerHref('marks', lang)}">${t('marks.register-back')}</a></p>
        <h1>${nameIn(lang, mark)}</h1>
        <p>${t(`mark.kind-${kind}`)}. ${titleLine(view, mark)}</p>
        ${sample && note !== undefined && inVietnamese(view, note)}
        ${logo !== undefined && html`<img src="${picturePath(logo, 320)}" alt="${t('record.mark-logo')}" width="160" />`}
      </section>
      ${part(t('public.mark-promises'), inVietnamese(view, promises))}
      ${part(t('public.mark-not-promises'), inVietnamese(view, doesNotPromise))}
      ${part(t('marks.goods'), inVietnamese(view, goods))} ${part(t('marks.owner'), html`<p>${owner}</p>`)}
      ${controlBody !== undefined && part(t('marks.controls'), html`<p>${controlBody}</p>`)}
      ${area(view, mark)} ${part(t('marks.users'), users(view, mark))}
      ${part(t('marks.rules'), rules(view, mark))}`,
  });
}

function part(heading: string, body: Hole): Html {
  return html`<section>
    <h2>${heading}</h2>
    ${body}
  </section>`;
}

/** What officers and owners wrote is Vietnamese, whatever the language of the page. */
function inVietnamese({ lang }: PublicView, text: string): Html {
  return html`<p ${attributes({ lang: lang !== 'vi' && 'vi' })}>${text}</p>`;
}

function area(view: PublicView, { content, communes }: PublicMarkDetail): Hole {
  const { t } = view;
  const { areaText, formerUnits = [] } = content;
  if (areaText === undefined && communes.length === 0) return undefined;
  return part(
    t('marks.area'),
    html`${areaText !== undefined && inVietnamese(view, areaText)}
      <ul class="links">
        ${communes.map((commune) => html`<li>${commune}</li>`)}
      </ul>
      ${
        formerUnits.length > 0 &&
        html`<p>${t('record.mark-former-units')}: ${formerUnits.map(({ name }) => name).join('; ')}</p>`
      }`,
  );
}

function users({ t, lang }: PublicView, { rights }: PublicMarkDetail): Html {
  if (rights.length === 0) return html`<p>${t('marks.users-none')}</p>`;
  return html`<ul class="links">
    ${rights.map(
      ({ id, holder, number, from, to, state }) =>
        html`<li>
          <a href="${registerHref('rights', lang, id)}">${holder}</a>:
          ${t('marks.user-line', { number, from: formatDate(from, lang), to: formatDate(to, lang) })}
          ${state !== 'granted' && html`<strong>(${t(`mark.grant-state-${state}`)})</strong>`}
        </li>`,
    )}
  </ul>`;
}

function rules(view: PublicView, { content: { kind }, regulation }: PublicMarkDetail): Html {
  const { t, lang } = view;
  if (!regulation) return html`<p>${t('marks.rules-none')}</p>`;
  const { content, number } = regulation;
  const items = regulationItems[kind] as readonly RegulationItem[];
  return html`<p>
      ${t('marks.rules-from', { number, date: formatDate(content.from, lang) })} ${content.decision}
    </p>
    <dl class="facts">
      ${items.map(
        (item) =>
          html`<div>
            <dt>${t(`marks.item-${item}`)}</dt>
            <dd>${inVietnamese(view, content.items[item] ?? '')}</dd>
          </div>`,
      )}
    </dl>`;
}
