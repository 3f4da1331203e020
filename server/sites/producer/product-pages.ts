import { wholeFields } from '../../domain/mending-field.ts';
import { canReview } from '../../domain/review-state.ts';
import type { LinkList, Product, ProductContent } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Form } from '../shared/form.ts';
import { fieldGroup } from '../shared/form.ts';
import { linkButton } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import { linksHref } from './link-form.ts';
import { obstacle } from './link-pages.ts';
import { mostStandards, productContentFrom, productFormOf, rowsShown, withoutGaps } from './product-form.ts';
import type { ProducerServices } from './producer-services.ts';
import { askButton } from '../shared/form-buttons.ts';
import type { About, RecordKind } from './record-kind.ts';
import { stateTag } from '../shared/state-tags.ts';
import type { Visit } from './visit.ts';
import { unitOptions } from '../shared/unit-options.ts';

const groups = ['crops', 'livestock', 'aquaculture', 'processing'] as const;
const standardKinds = ['TCVN', 'QCVN', 'TCCS', 'international', 'regional'] as const;

/** What is said of a standard as a whole stands at its first field. */

/** Product types, each with its code. */
export function productPages({
  products,
  declarations,
}: ProducerServices): RecordKind<ProductContent, Product, null> & { kind: 'product' } {
  return {
    kind: 'product',
    root: '/producer/products',
    icon: 'leaf',
    contract: 'ProductContent',
    records: products,
    slots: [{ name: 'images', kind: 'picture', most: 8 }],
    formOf: productFormOf,
    contentFrom: productContentFrom,
    standsAt: wholeFields.product,
    blank: () => Promise.resolve({ code: 'own' }),
    tidy: (values) => {
      const closed = withoutGaps(values);
      const asked = rowsShown(closed, Number(values['rows'])) + (values['intent'] === 'add-row' ? 1 : 0);
      return { ...closed, rows: String(Math.min(mostStandards, asked)) };
    },
    choices: () => Promise.resolve(null),
    can: (view, act, { mayWrite }) => mayWrite && canReview(view.state, act),

    fields: (form, values, about) =>
      html`${basics(form, about)} ${codes(form, about)} ${showing(form, about)}
      ${standards(form, rowsShown(values, Number(values['rows'] ?? 0)), about)}`,

    columns: ({ t }) => [
      { head: t('record.product-group'), cell: ({ content }) => t(`record.product-group-${content.group}`) },
      { head: t('producer.trace-key'), kind: 'tight', cell: ({ traceKey }) => code(traceKey) },
      { head: t('producer.state'), kind: 'tight', cell: ({ state }) => stateTag(t, state) },
    ],

    detail: async (visit, view) => ({
      before:
        view.content.gtin === undefined &&
        html`<p class="soft">${visit.t('producer.internal-code')} ${code(view.traceKey)}</p>`,
      after: linkSection(visit, view, await declarations.list(view.id, visit.actor)),
    }),
  };
}

/** What people who scan the code can open besides the page of origin. */
function linkSection({ t }: Visit, product: Product, { items }: LinkList): Html {
  const why = obstacle(product);
  const count = items.filter(({ by }) => by === 'producer').length;
  return html`<section class="stack-close">
    <h2>${t('link.title')}</h2>
    ${
      why === undefined
        ? html`<p>${t('link.section-note', { count })}</p>
            <p>${linkButton({ href: linksHref(product.id), label: t('link.manage') })}</p>`
        : html`<p class="soft">${t(why)}</p>`
    }
  </section>`;
}

function basics(form: Form, { visit: { t } }: About<null>): Html {
  return fieldGroup({
    legend: t('producer.product'),
    body: html`${form.text('name', { label: t('record.product-name'), hint: t('producer.product-name-hint') })}
    ${form.radios('group', {
      label: t('record.product-group'),
      hint: t('producer.group-hint'),
      options: groups.map((value) => ({ value, label: t(`record.product-group-${value}`) })),
    })}
    ${form.quantity('netContent', {
      label: t('record.product-net-content'),
      hint: t('producer.net-content-hint'),
      units: unitOptions(['KGM', 'GRM', 'LTR', 'MLT', 'H87', 'TNE'], t),
    })}
    ${form.text('originStatement', { label: t('record.product-origin'), hint: t('producer.origin-hint') })}
    ${form.text('brand', { label: t('record.product-brand'), isOptional: true })}
    ${form.text('shelfLifeDays', { label: t('producer.shelf-life'), hint: t('producer.shelf-life-hint'), width: 'short', inputMode: 'numeric', isOptional: true })}`,
  });
}

function codes(form: Form, { visit: { t } }: About<null>): Html {
  return fieldGroup({
    legend: t('producer.code'),
    body: html`${form.radios('code', {
      label: t('producer.code-question'),
      options: [
        { value: 'own', label: t('producer.code-own'), hint: t('producer.code-own-hint') },
        { value: 'gtin', label: t('producer.code-gtin') },
      ],
    })}
    ${form.text('gtin', { label: t('record.product-gtin'), hint: t('producer.gtin-hint'), width: 'medium', inputMode: 'numeric', isOptional: true })}`,
  });
}

function showing(form: Form, { visit: { t }, uploads }: About<null>): Html {
  return fieldGroup({
    legend: t('producer.for-buyers'),
    hint: t('producer.for-buyers-hint'),
    body: html`${form.files('images', {
      label: t('record.images'),
      hint: t('producer.pictures-hint', { most: 8 }),
      accept: 'image/jpeg,image/png,image/webp',
      uploaded: uploads['images'],
    })}
    ${form.textarea('description', { label: t('record.product-description'), limit: 2000, isOptional: true })}
    ${form.textarea('warning', { label: t('record.product-warning'), hint: t('producer.warning-hint'), limit: 500, rows: 2, isOptional: true })}
    ${form.text('nameEn', { label: t('record.product-name-en'), isOptional: true })}`,
  });
}

function standards(form: Form, rows: number, { visit: { t } }: About<null>): Html {
  const options = standardKinds.map((value) => ({
    value,
    label: t(`record.product-standard-kind-${value}`),
  }));
  const row = (index: number) => {
    const label = (part: 'kind' | 'number' | 'title') => t(`producer.standard-${part}`, { row: index + 1 });
    const name = `standards.${index}`;
    const isOptional = index > 0;
    return html`<div class="stack-close">
      ${form.select(`${name}.kind`, { label: label('kind'), options, width: 'medium', isOptional })}
      ${form.text(`${name}.number`, { label: label('number'), hint: index === 0 && t('producer.standard-number-hint'), isOptional })}
      ${form.text(`${name}.title`, { label: label('title'), isOptional: true })}
    </div>`;
  };
  const last = `standards.${rows - 1}.kind`;
  return fieldGroup({
    legend: t('record.product-standards'),
    hint: t('producer.standards-hint'),
    body: html`${Array.from({ length: rows }, (_, index) => row(index))} ${form.hidden('rows', String(rows))}
    ${rows < mostStandards && html`<p>${askButton({ label: t('producer.add-row'), intent: 'add-row', at: last })}</p>`}`,
  });
}
