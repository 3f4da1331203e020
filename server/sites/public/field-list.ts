import { attributes, html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { FieldValue, Origin, OriginField, Says } from '../../lookup/origin.ts';
import { icon } from '../shared/icons.ts';
import type { PublicView } from './public-frame.ts';

/** The nine facts of the law, each with who stands for it; a missing one is named, not left out. */
export function fieldList(view: PublicView, { fields }: Origin): Html {
  const { t } = view;
  return html`<section>
    <h2>${t('public.fields-heading')}</h2>
    <p class="soft small">${t('public.fields-legend')}</p>
    <dl class="facts">${fields.map((field) => fieldRow(view, field))}</dl>
  </section>`;
}

/** Checked and declared differ in word, icon and outline, not only in colour. */
export function saysChip({ t, lang }: Pick<PublicView, 't' | 'lang'>, { says, on }: Says): Html {
  const date = formatDate(on, lang);
  return html`<span class="chip ${says}"
    >${icon(says === 'checked' ? 'check' : 'user')}<span>${t(`public.chip-${says}`, { date })}</span></span
  >`;
}

function fieldRow(view: PublicView, field: OriginField): Html {
  const { t } = view;
  const term = html`<dt>${t(`public.field-${field.key}`)}</dt>`;
  if (field.missing !== false) {
    return html`<div>
      ${term}
      <dd class="missing">${t(`public.missing-${field.missing}`)}</dd>
    </div>`;
  }
  return html`<div>
    ${term}
    <dd>
      ${field.values.map((value) => html`<p ${attributes({ lang: languageOf(view, value) })}>${valueText(view, value)}</p>`)}
      ${saysChip(view, field)}
    </dd>
  </div>`;
}

/** What producers typed is Vietnamese, whatever the language of the page. */
function languageOf({ lang }: PublicView, { kind }: FieldValue): string | undefined {
  const written = kind === 'english' ? 'en' : 'vi';
  const isTyped = kind === 'text' || kind === 'english';
  return isTyped && written !== lang ? written : undefined;
}

function valueText({ t, lang }: PublicView, value: FieldValue): string {
  if ('text' in value) return t(`public.value-${value.kind}`, { text: value.text });
  if ('date' in value) return t(`public.value-${value.kind}`, { date: formatDate(value.date, lang) });
  if ('days' in value) return t('public.value-shelf-life', { days: value.days });
  if (value.kind === 'pictures') return t('public.value-pictures', { count: value.count });
  const { count, from, to } = value;
  return t('public.value-events', { count, from: formatDate(from, lang), to: formatDate(to, lang) });
}
