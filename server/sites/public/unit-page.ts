import { inGroups } from '../../domain/identifiers/crockford.ts';
import type { ScanVerdict } from '../../domain/scan-verdict.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Origin } from '../../lookup/origin.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { icon } from '../shared/icons.ts';
import { verdictWords } from '../shared/verdict-words.ts';
import { searchForm } from './home-page.ts';
import { asOfLine, linkOf, nameIn, originBody, wrongSection } from './origin-page.ts';
import { unitHref, unitReportHref } from './public-addresses.ts';
import { publicField, publicPage } from './public-frame.ts';
import type { PublicView } from './public-frame.ts';
import { afterwardsLines, sampleBand } from './verdict-band.ts';

/** What is of the stamp alone; the rest of the page is its batch's. */
export interface UnitGaps {
  title: string;
  serial: string;
  band: string;
}

interface Drawn {
  origin: Origin | null;
  productKey: string;
  hasHiddenCode: boolean;
  gap: (name: keyof UnitGaps) => string;
}

/** The page of a stamp with gaps: the verdict on the stamp in place of the batch's, below it the batch as it is. */
export function unitPage(view: PublicView, { origin, productKey, hasHiddenCode, gap }: Drawn): Html {
  const { lang } = view;
  const unit = { productKey, serial: gap('serial') };
  return publicPage(view, {
    title: gap('title'),
    otherHref: unitHref(unit, lang === 'vi' ? 'en' : 'vi'),
    bands: html`${origin?.sample && sampleBand(view.t)} ${gap('band')}`,
    body: html`${hasHiddenCode && hiddenForm(view, unitHref(unit, lang))}
    ${origin ? html`${approvalLine(view, origin)} ${originBody(view, origin)}` : searchForm(view)}`,
    closing: origin && wrongSection(view, unitReportHref(linkOf(origin), gap('serial'), lang)),
    footer: origin && asOfLine(view, origin),
  });
}

/** What fills the gaps, as markup. */
export function unitGaps(
  view: PublicView,
  verdict: ScanVerdict,
  { origin, serial }: { origin: Origin | null; serial: string },
): Record<keyof UnitGaps, string> {
  const { t, lang } = view;
  const word = t(`scans.verdict-${verdict.kind}`);
  const name = origin && nameIn(lang, origin);
  const title =
    name === null ? word : t('public.page-title', { verdict: word, name, lot: origin?.lot ?? 'none' });
  const shown = origin?.sample ? `${t('public.sample-title')} – ${title}` : title;
  return { title: html`${shown}`.markup, serial, band: unitBand(view, verdict, serial).markup };
}

/** Icon, one sentence, what to do next; then the stamp's own code as it is printed, and what a count means. */
export function unitBand(view: PublicView, verdict: ScanVerdict, serial: string | null): Html {
  const { t, lang } = view;
  const words = verdictWords(t, lang, verdict);
  return html`<div class="verdict ${words.tone}">
    <div class="frame">
      ${icon(words.icon)}
      <div>
        <h1>${words.title}</h1>
        <p class="line">${words.line}</p>
        ${words.reason !== undefined && html`<p class="line">${words.reason}</p>`}
        <p class="next">${words.next}</p>
        ${
          serial !== null &&
          html`<p class="unit">${t('public.unit-serial')} <strong>${inGroups(serial)}</strong></p>`
        }
        ${'sessions' in verdict && html`<p class="small">${t('public.unit-count-note')}</p>`}
      </div>
    </div>
  </div>`;
}

/** The department's word on the batch stays on the page, under the word on the stamp. */
function approvalLine(view: PublicView, { verdict }: Origin): Html | false {
  const { t, lang, department } = view;
  if (verdict.kind !== 'approved') return html`<section>${afterwardsLines(view, verdict)}</section>`;
  const date = formatDate(verdict.on, lang);
  return html`<section>
    <p>${icon('certificate')} ${t('public.verdict-approved-line', { department, date })}</p>
  </section>`;
}

function hiddenForm({ t }: PublicView, action: string): Html {
  return html`<section>
    <h2>${t('public.hidden-heading')}</h2>
    <form method="post" action="${action}">
      ${publicField({ name: 'code', label: t('public.hidden-label'), hint: t('public.hidden-hint'), required: true })}
      <button class="button">${t('public.hidden-button')}</button>
    </form>
  </section>`;
}
