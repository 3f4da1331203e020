import { pathHref, recallHref } from './public-addresses.ts';
import { formatDate, formatInstant } from '../../domain/vietnamese-format.ts';
import type { RecallNotice } from '../../platform/contract-types.ts';
import { attributes, html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { icon } from '../shared/icons.ts';
import { publicPage } from './public-frame.ts';
import type { PublicView } from './public-frame.ts';
import { sampleBand } from './verdict-band.ts';

/** In the order of public recall registers: the goods, the risk, what to do, compensation, contact, details. */
export function recallNoticePage(view: PublicView, notice: RecallNotice, above?: Hole): Html {
  const { t, lang } = view;
  return publicPage(view, {
    title: t('recall.page-title', { title: goodsName(view, notice) }),
    otherHref: recallHref(lang === 'vi' ? 'en' : 'vi', notice.number),
    bands: html`${above} ${notice.sample && sampleBand(t)} ${recallBand(view, notice)}`,
    body: recallBody(view, notice),
    footer: html`<p><a href="${recallHref(lang)}">${t('recall.all')}</a></p>`,
  });
}

function recallBand(view: PublicView, { closedOn, number, publishedAt, revisedAt }: RecallNotice): Html {
  const { t, lang } = view;
  const time = (at: string) => formatInstant(new Date(at), lang);
  return html`<div class="verdict stop">
    <div class="frame">
      ${icon('stop')}
      <div>
        <h1>${t(closedOn === null ? 'recall.open' : 'recall.closed')}</h1>
        <p class="line">
          ${closedOn === null ? t('recall.open-line') : t('recall.closed-line', { date: formatDate(closedOn, lang) })}
        </p>
        <p class="next">
          ${t('recall.number', { number })} · ${t('recall.published', { time: time(publishedAt) })}
          ${revisedAt !== null && html` · ${t('recall.revised', { time: time(revisedAt) })}`}
        </p>
      </div>
    </div>
  </div>`;
}

function recallBody(view: PublicView, notice: RecallNotice): Html {
  const { t, lang, department } = view;
  const { picture, producer, lots, risk, remedy, contact, decision } = notice;
  const name = goodsName(view, notice);
  return html`<div class="${picture === null ? 'goods' : 'goods pictured'}">
      <div>
        <h2 ${inVietnamese(view, lang === 'en' && notice.productNameEnglish === null)}>${name}</h2>
        <p ${inVietnamese(view)}>${producer}</p>
        <h3>${t('recall.lots')}</h3>
        <ul class="lots">
          ${lots.map((lot) => html`<li>${lotLines(view, lot)}</li>`)}
        </ul>
      </div>
      ${
        picture !== null &&
        html`<div class="pictures">
          <figure><img src="${picture}" alt="${t('recall.picture-of', { name })}" /></figure>
        </div>`
      }
    </div>
    <section>
      <h2>${t('recall.risk')}</h2>
      <dl class="facts">
        ${row(t('recall.risk-category'), t(`recall.risk-${risk}`))}
        ${row(t('recall.reason'), said(view, notice, 'reason'))}
        ${row(t('recall.danger'), said(view, notice, 'danger'))}
      </dl>
    </section>
    <section>
      <h2>${t('recall.what-to-do')}</h2>
      ${said(view, notice, 'whatToDo')}
    </section>
    <section>
      <h2>${t('recall.remedy')}</h2>
      <p><strong>${t(`recall.remedy-${remedy}`)}</strong></p>
      <h3>${t('recall.how-to-return')}</h3>
      ${said(view, notice, 'howToReturn')}
    </section>
    <section>
      <h2>${t('recall.contact')}</h2>
      <dl class="facts">
        ${row(t('recall.contact-name'), html`<span ${inVietnamese(view)}>${contact.name}</span>`)}
        ${row(t('recall.phone'), html`<a href="${`tel:${contact.phone.replaceAll(/[^+0-9]/g, '')}`}">${contact.phone}</a>`)}
        ${contact.email !== undefined && row(t('recall.email'), html`<a href="${`mailto:${contact.email}`}">${contact.email}</a>`)}
        ${row(t('recall.channels'), said(view, notice, 'channels'))} ${soldRow(view, notice)}
        ${decision !== null && row(t('recall.decision'), decision)} ${row(t('recall.by'), department)}
      </dl>
      <p class="soft small no-print">${t('recall.print-hint')}</p>
    </section>`;
}

function lotLines(
  { t, lang }: PublicView,
  { path, lot, code, producedOn, packedOn, expiresOn }: RecallNotice['lots'][number],
): Html {
  const dates = [
    [t('recall.produced-on'), producedOn],
    [t('recall.packed-on'), packedOn],
    [t('recall.expires-on'), expiresOn],
  ] as const;
  return html`<p>
      <strong>${t('recall.lot')} <a href="${pathHref(path, lang)}">${lot}</a></strong>
    </p>
    <p class="soft">${t('recall.code')}: ${code}</p>
    ${dates.map(([word, date]) => date !== null && html`<p>${word}: <strong>${formatDate(date, lang)}</strong></p>`)}`;
}

function soldRow({ t, lang }: PublicView, { soldFrom, soldTo }: RecallNotice): Hole {
  const from = soldFrom === null ? '' : formatDate(soldFrom, lang);
  const to = soldTo === null ? '' : formatDate(soldTo, lang);
  if (from !== '' && to !== '') return row(t('recall.sold'), t('recall.sold-between', { from, to }));
  if (from !== '') return row(t('recall.sold'), t('recall.sold-from-only', { from }));
  return to !== '' && row(t('recall.sold'), t('recall.sold-to-only', { to }));
}

type Said = 'reason' | 'danger' | 'whatToDo' | 'howToReturn' | 'channels';

/** In English where the officer wrote it, else as it was written. */
function said(view: PublicView, notice: RecallNotice, name: Said): Html {
  const english = view.lang === 'en' ? notice.english?.[name] : undefined;
  return html`<p class="typed" ${inVietnamese(view, english === undefined)}>${english ?? notice[name]}</p>`;
}

function row(term: string, value: Hole): Html {
  return html`<div>
    <dt>${term}</dt>
    <dd>${value}</dd>
  </div>`;
}

export function goodsName({ lang }: Pick<PublicView, 'lang'>, notice: RecallNotice): string {
  return lang === 'en' ? (notice.productNameEnglish ?? notice.productName) : notice.productName;
}

function inVietnamese({ lang }: PublicView, isVietnamese = true) {
  return attributes({ lang: lang !== 'vi' && isVietnamese && 'vi' });
}
