import { formatDate, formatInstant } from '../../domain/vietnamese-format.ts';
import type { PublicRight } from '../../features/marks/public-marks.ts';
import { html, trustedMarkup } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { icon } from '../shared/icons.ts';
import { nameIn, otherLanguage, registerHref } from './mark-register-page.ts';
import { publicPage } from './public-frame.ts';
import type { PublicView } from './public-frame.ts';
import { sampleBand } from './verdict-band.ts';

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
  const facts: [string, Hole][] = [
    [t('record.grant-number'), number],
    [
      t('marks.right-mark'),
      html`<a href="${registerHref('marks', lang, mark.id)}">${name}</a>,
        ${t(`mark.kind-${mark.content.kind}`)}`,
    ],
    [t('marks.owner'), mark.owner],
    [
      t('marks.right-term'),
      t('marks.right-from-to', { from: formatDate(from, lang), to: formatDate(to, lang) }),
    ],
  ];
  return publicPage(view, {
    title: `${t(`mark.grant-state-${shown}`)}: ${name}, ${holder}`,
    otherHref: registerHref('rights', otherLanguage(lang), id),
    bands: html`${sample && sampleBand(t)}
      <div class="verdict ${isLive ? 'good' : 'stop'}">
        <div class="frame">
          ${icon(isLive ? 'check' : 'stop')}
          <div>
            <h1>${t('marks.certificate')}</h1>
            <p class="line" role="status">${leadOf(view, shown)} ${!isLive && reason}</p>
          </div>
        </div>
      </div>`,
    body: html`<section>
        <p>${t(isLive ? 'marks.right-certifies' : 'marks.right-certified', { holder, mark: name })}</p>
      </section>
      <section>
        <dl class="facts">
          ${facts.map(
            ([term, value]) =>
              html`<div>
                <dt>${term}</dt>
                <dd>${value}</dd>
              </div>`,
          )}
        </dl>
      </section>
      <section>
        <div role="img" aria-label="${t('marks.right-qr')}">${trustedMarkup(symbol)}</div>
        <p class="small">${t('marks.right-as-of', { at: formatInstant(now, lang) })}</p>
      </section>`,
  });
}

function leadOf({ t }: PublicView, state: PublicRight['state']): string {
  if (state === 'granted' || state === 'suspended' || state === 'revoked')
    return t(`marks.right-lead-${state}`);
  return t('marks.right-lead-expired');
}
