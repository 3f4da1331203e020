import { formatDate, formatInstant } from '../../domain/vietnamese-format.ts';
import type { PublicRight } from '../../features/marks/public-marks.ts';
import { html, trustedMarkup } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { icon } from '../shared/icons.ts';
import { nameIn, otherLanguage, registerHref } from './mark-register-page.ts';
import { publicPage } from './public-frame.ts';
import type { PublicView } from './public-frame.ts';

interface Certificate {
  right: PublicRight;
  now: Date;
  /** The symbol that leads here, as SVG. */
  symbol: string;
}

/** The certificate of a right of use: for print, with a code that leads to what it says today. */
export function markRightPage(view: PublicView, { right, now, symbol }: Certificate): Html {
  const { t, lang } = view;
  const { id, mark, holder, number, state, reason, from, to, sample } = right;
  const isLive = state === 'granted' && mark.isInForce;
  const name = nameIn(lang, mark);
  const shown = state === 'granted' && !mark.isInForce ? 'expired' : state;
  return publicPage(view, {
    title: `${t(`mark.grant-state-${shown}`)}: ${name}, ${holder}`,
    otherHref: registerHref('rights', otherLanguage(lang), id),
    body: html`<h1>${t('marks.certificate')}</h1>
      ${sample && html`<p><strong>${t('common.sample-data')}</strong></p>`}
      <p role="status">
        <strong>${icon(isLive ? 'check' : 'stop')} ${leadOf(view, shown)}</strong> ${!isLive && reason}
      </p>
      <p>${t(isLive ? 'marks.right-certifies' : 'marks.right-certified', { holder, mark: name })}</p>
      <dl>
        <dt>${t('record.grant-number')}</dt>
        <dd>${number}</dd>
        <dt>${t('marks.right-mark')}</dt>
        <dd>
          <a href="${registerHref('marks', lang, mark.id)}">${name}</a>,
          ${t(`mark.kind-${mark.content.kind}`)}
        </dd>
        <dt>${t('marks.owner')}</dt>
        <dd>${mark.owner}</dd>
        <dt>${t('marks.right-term')}</dt>
        <dd>${t('marks.right-from-to', { from: formatDate(from, lang), to: formatDate(to, lang) })}</dd>
      </dl>
      <div role="img" aria-label="${t('marks.right-qr')}">${trustedMarkup(symbol)}</div>
      <p>${t('marks.right-as-of', { at: formatInstant(now, lang) })}</p>`,
  });
}

function leadOf({ t }: PublicView, state: PublicRight['state']): string {
  if (state === 'granted' || state === 'suspended' || state === 'revoked')
    return t(`marks.right-lead-${state}`);
  return t('marks.right-lead-expired');
}
