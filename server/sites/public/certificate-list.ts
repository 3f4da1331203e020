import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Origin, OriginCertificate } from '../../lookup/origin.ts';
import { icon } from '../shared/icons.ts';
import { saysChip } from './field-list.ts';
import type { PublicView } from './public-frame.ts';

export function certificateList(view: PublicView, { certificates }: Origin): Html {
  const { t } = view;
  return html`<section>
    <h2>${t('public.certificates-heading')}</h2>
    ${
      certificates.length === 0
        ? html`<p class="missing">${t('public.certificates-empty')}</p>`
        : certificates.map((certificate) => certificateCard(view, certificate))
    }
  </section>`;
}

function certificateCard(view: PublicView, certificate: OriginCertificate): Html {
  const { t } = view;
  const { type, stars, number, issuer, scope, isExpired, file } = certificate;
  return html`<div class="card">
    <h3>
      ${t(`record.certificate-type-${type}`)}${stars !== null && html` · ${t('public.certificate-stars', { stars })}`}
    </h3>
    <p>${t('public.certificate-number', { number, issuer })}</p>
    <p>${scope}</p>
    <p>
      <span class="chip ${isExpired ? 'warn' : 'good'}"
        >${icon(isExpired ? 'clock' : 'check')}<span>${validity(view, certificate)}</span></span
      >
      ${saysChip(view, certificate)}
    </p>
    ${file !== undefined && html`<p><a href="/media/${file}">${t('public.certificate-file')}</a></p>`}
  </div>`;
}

function validity({ t, lang }: PublicView, { issuedOn, expiresOn, isExpired }: OriginCertificate): string {
  if (expiresOn === null) return t('public.certificate-valid-from', { date: formatDate(issuedOn, lang) });
  const key = isExpired ? 'public.certificate-expired' : 'public.certificate-valid';
  return t(key, { date: formatDate(expiresOn, lang) });
}
