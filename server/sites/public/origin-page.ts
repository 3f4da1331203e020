import { attributes, html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { TraceLink } from '../../domain/identifiers/digital-link.ts';
import type { Origin } from '../../lookup/origin.ts';
import { icon } from '../shared/icons.ts';
import { certificateList } from './certificate-list.ts';
import { fieldList } from './field-list.ts';
import { journey } from './journey.ts';
import { markCards } from './mark-card.ts';
import { originHref, reportHref } from './public-addresses.ts';
import { publicField, publicPage } from './public-frame.ts';
import type { PublicView } from './public-frame.ts';
import { sampleBand, verdictBand } from './verdict-band.ts';

/** What a shopper sees after scanning: the verdict first, then who says what, then the journey. */
export function originPage(view: PublicView, origin: Origin): Html {
  const { t, lang } = view;
  const link = linkOf(origin);
  return publicPage(view, {
    title: titleOf(view, origin),
    otherHref: originHref(link, lang === 'vi' ? 'en' : 'vi'),
    bands: html`${origin.sample && sampleBand(t)} ${verdictBand(view, origin)}`,
    body: originBody(view, origin),
    closing: wrongSection(view, reportHref(link, lang)),
    footer: asOfLine(view, origin),
  });
}

/** Everything below the verdict: of a batch, and of each of its stamps. */
export function originBody(view: PublicView, origin: Origin): Html {
  if (origin.verdict.kind === 'withdrawn') return goods(view, origin);
  return html`${goods(view, origin)} ${origin.lot === null && lotForm(view, origin)}
  ${fieldList(view, origin)} ${origin.lot !== null && journey(view, origin)} ${certificateList(view, origin)}
  ${markCards(view, origin)}`;
}

export function wrongSection({ t }: PublicView, href: string): Html {
  return html`<section class="wrong">
    <div class="frame">
      <h2>${t('public.wrong-heading')}</h2>
      <p>${t('public.wrong-line')}</p>
      <a class="button quiet" href="${href}">${icon('flag')}${t('public.wrong-button')}</a>
    </div>
  </section>`;
}

export function asOfLine({ t, lang }: PublicView, { asOf }: Origin): Html {
  return html`<p>${t('public.as-of', { time: formatInstant(new Date(asOf), lang) })}</p>`;
}

export function linkOf({ code, isGs1, lot }: Pick<Origin, 'code' | 'isGs1' | 'lot'>): TraceLink {
  const qualifiers = lot === null ? [] : [{ ai: '10', value: lot }];
  return { key: { ai: isGs1 ? '01' : 't', value: code }, qualifiers };
}

/** The goods as people speak of them in the reader's language. */
export function nameIn(lang: PublicView['lang'], { name, nameEnglish }: Origin): string {
  return lang === 'en' && nameEnglish !== null ? nameEnglish : name;
}

function titleOf({ t, lang }: PublicView, origin: Origin): string {
  const verdict = t(`public.verdict-${origin.verdict.kind}`);
  const title = t('public.page-title', { verdict, name: nameIn(lang, origin), lot: origin.lot ?? 'none' });
  return origin.sample ? `${t('public.sample-title')} – ${title}` : title;
}

function goods(view: PublicView, origin: Origin): Html {
  const { t, lang } = view;
  const { pictures, lot, code, warning, description } = origin;
  const inVietnamese = attributes({ lang: lang !== 'vi' && 'vi' });
  return html`<div ${attributes({ class: pictures.length > 0 ? 'goods pictured' : 'goods' })}>
    <div>
      <h2 ${attributes({ lang: lang !== 'vi' && origin.nameEnglish === null && 'vi' })}>
        ${nameIn(lang, origin)}
      </h2>
      <p ${inVietnamese}>${origin.producer}</p>
      <p class="soft">${lot !== null && html`${t('public.lot', { lot })} · `}${t('public.code', { code })}</p>
      ${
        warning !== null &&
        html`<p class="warn chip">
          ${icon('alert')}<span>${t('public.warning')}: <span ${inVietnamese}>${warning}</span></span>
        </p>`
      }
      ${description !== null && html`<p ${inVietnamese}>${description}</p>`}
    </div>
    ${pictures.length > 0 && html`<div class="pictures">${pictureList(view, origin)}</div>`}
  </div>`;
}

/** Size is set, so that nothing jumps; all but the first wait until they come into view. */
function pictureList({ t, lang }: PublicView, origin: Origin): Html[] {
  return origin.pictures.map(({ width, height, sources }, at) => {
    const largest = sources.at(-1)?.src ?? '';
    const image = attributes({
      src: sources.find((source) => source.width >= 600)?.src ?? largest,
      srcset: sources.map((source) => `${source.src} ${source.width}w`).join(', '),
      sizes: at === 0 ? '(min-width: 40rem) 21rem, 100vw' : '10rem',
      width,
      height,
      loading: at === 0 ? undefined : 'lazy',
      decoding: 'async',
      alt: t('public.picture-alt', { number: at + 1, name: nameIn(lang, origin) }),
    });
    return html`<figure><img ${image} /></figure>`;
  });
}

/** Only the lot leads to a journey; the form is an ordinary search and needs no script. */
function lotForm({ t, lang }: PublicView, { code }: Origin): Html {
  return html`<section>
    <h2>${t('public.lot-heading')}</h2>
    <form action="/tra-cuu" method="get">
      <input type="hidden" name="code" value="${code}" />
      <input type="hidden" name="lang" value="${lang}" />
      ${publicField({ name: 'lot', label: t('public.lot-label'), hint: t('public.lot-hint'), required: true })}
      <button class="button">${t('public.lot-button')}</button>
    </form>
  </section>`;
}
