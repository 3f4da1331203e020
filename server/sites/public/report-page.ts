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

export interface TypedReport {
  text: string;
  contact: string;
  /** Of the stamp whose page led here; not typed. */
  serial: string;
}

export const nothingTyped: TypedReport = { text: '', contact: '', serial: '' };

interface ReportForm {
  typed?: TypedReport;
  faults?: Fault[];
  /** What stands against the whole form, such as too many reports. */
  refusal?: string;
}

/** A consumer tells the department what is wrong; no account, no script, and nothing typed is lost. */
export function reportPage(view: PublicView, origin: Origin, form: ReportForm = {}): Html {
  const { t, lang } = view;
  const { typed = nothingTyped, faults = [], refusal } = form;
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
      <form method="post" action="${reportHref(link, lang)}" enctype="multipart/form-data">
        ${typed.serial !== '' && html`<input type="hidden" name="serial" value="${typed.serial}" />`}
        ${publicField({
          name: 'text',
          label: t('public.report-text'),
          hint: t('public.report-text-hint'),
          value: typed.text,
          fault: faultAt('/text'),
          multiline: true,
          required: true,
        })}
        ${pictureField(view, faultAt('/picture'))}
        ${publicField({
          name: 'contact',
          label: t('public.report-contact'),
          hint: t('public.report-contact-hint'),
          value: typed.contact,
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

/** The telephone offers its camera; a picture has to be chosen again after an error, and the fault says so. */
function pictureField({ t }: PublicView, fault: string | undefined): Html {
  const described = fault === undefined ? 'picture-hint' : 'picture-hint picture-fault';
  const kinds = 'image/jpeg,image/png,image/webp';
  return html`<div class="field">
    <label for="picture">${t('public.report-picture')}</label>
    <p class="soft small" id="picture-hint">${t('public.report-picture-hint')}</p>
    <input type="file" id="picture" name="picture" accept="${kinds}" aria-describedby="${described}" />
    ${fault !== undefined && html`<p class="fault" id="picture-fault">${icon('alert')} ${fault}</p>`}
  </div>`;
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
