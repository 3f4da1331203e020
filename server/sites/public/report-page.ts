import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Fault } from '../../domain/errors.ts';
import { say } from '../../platform/i18n.ts';
import type { Origin } from '../../lookup/origin.ts';
import { icon } from '../shared/icons.ts';
import { linkOf, nameIn } from './origin-page.ts';
import { originHref, reportHref } from './public-addresses.ts';
import { publicField, publicPage } from './public-frame.ts';
import type { PublicView } from './public-frame.ts';

interface ReportForm {
  typed?: { text: string; contact: string };
  faults?: Fault[];
  /** What stands against the whole form, such as too many reports. */
  refusal?: string;
}

/** A consumer tells the department what is wrong; no account, no script, and nothing typed is lost. */
export function reportPage(view: PublicView, origin: Origin, form: ReportForm = {}): Html {
  const { t, lang } = view;
  const { typed, faults = [], refusal } = form;
  const link = linkOf(origin);
  const faultAt = (pointer: string) => {
    const fault = faults.find((found) => found.pointer === pointer);
    return fault && say(t, fault);
  };
  return publicPage(view, {
    title: t('public.report-title'),
    otherHref: reportHref(link, lang === 'vi' ? 'en' : 'vi'),
    bands: refusal !== undefined && refusalBand(refusal),
    body: html`<section>
      <h1>${t('public.report-title')}</h1>
      <p>${t('public.report-about')}: ${about(view, origin)}</p>
      <form method="post" action="${reportHref(link, lang)}">
        ${publicField({
          name: 'text',
          label: t('public.report-text'),
          hint: t('public.report-text-hint'),
          value: typed?.text ?? '',
          fault: faultAt('/text'),
          multiline: true,
          required: true,
        })}
        ${publicField({
          name: 'contact',
          label: t('public.report-contact'),
          hint: t('public.report-contact-hint'),
          value: typed?.contact ?? '',
          fault: faultAt('/contact'),
        })}
        <button class="button">${t('public.report-send')}</button>
      </form>
    </section>`,
  });
}

export function reportReceivedPage(view: PublicView, origin: Origin, number: string): Html {
  const { t, lang } = view;
  const link = linkOf(origin);
  return publicPage(view, {
    title: t('public.report-received'),
    otherHref: `${reportHref(link, lang === 'vi' ? 'en' : 'vi')}?received=${number}`,
    bands: html`<div class="verdict good">
      <div class="frame">
        ${icon('check')}
        <div>
          <h1>${t('public.report-received')}</h1>
          <p class="line">${t('public.report-number', { number })}</p>
        </div>
      </div>
    </div>`,
    body: html`<section>
      <a class="button quiet" href="${originHref(link, lang)}">${t('public.report-back')}</a>
    </section>`,
  });
}

function about({ t, lang }: PublicView, origin: Origin): string {
  const name = nameIn(lang, origin);
  return origin.lot === null ? name : `${name}, ${t('public.lot', { lot: origin.lot })}`;
}

function refusalBand(sentence: string): Html {
  return html`<div class="verdict warn" role="alert">
    <div class="frame">
      ${icon('clock')}
      <p class="line">${sentence}</p>
    </div>
  </div>`;
}
