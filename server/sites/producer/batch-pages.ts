import type { Batch, BatchContent } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Form } from '../shared/form.ts';
import { fieldGroup } from '../shared/form.ts';
import { emptyState } from '../shared/notices.ts';
import { linkButton } from '../shared/page-parts.ts';
import { balanceWarning, seenMark } from './balance-warning.ts';
import { batchChoices } from './batch-choices.ts';
import type { BatchChoices } from './batch-choices.ts';
import { batchDetail } from './batch-detail.ts';
import { batchContentFrom, batchFormOf } from './batch-form.ts';
import { everyRecord } from '../shared/every-record.ts';
import { suggestLot } from './lot-suggestion.ts';
import type { ProducerServices } from './producer-services.ts';
import { askButton } from '../shared/form-buttons.ts';
import type { About, RecordKind } from './record-kind.ts';
import { namesOf } from './record-names.ts';
import { batchTag } from '../shared/state-tags.ts';
import { unitOptions } from '../shared/unit-options.ts';
import type { Visit } from './visit.ts';

export type BatchKind = RecordKind<BatchContent, Batch, BatchChoices> & { kind: 'batch' };

/** Lots of goods: the form is filled in from the last one, the page carries stages, code and what stands against it. */
export function batchPages(services: ProducerServices): BatchKind {
  const { batches, products, places, certificates, grants } = services;
  return {
    kind: 'batch',
    root: '/producer/batches',
    icon: 'box',
    contract: 'BatchContent',
    records: batches,
    slots: [{ name: 'images', kind: 'picture', most: 8 }],
    formOf: batchFormOf,
    contentFrom: batchContentFrom,
    blank,
    choices: batchChoices(services),
    can: (view, act, { mayWrite }) => mayWrite && view.actions.includes(act),
    tag: ({ t }, view) => batchTag(t, view),
    detail: batchDetail(services),
    warning: async (visit, id, { quantity }) => {
      const foreseen = await services.massBalances.foreseen(id, { quantity }, visit.actor);
      if (foreseen.verdict !== 'breach') return undefined;
      return { mark: seenMark(foreseen), above: balanceWarning(foreseen, visit) };
    },

    names: async ({ actor, organisation }) =>
      new Map([
        ...namesOf('/producer/products', await everyRecord((filter) => products.list(actor, filter))),
        ...namesOf('/producer/places', await everyRecord((filter) => places.list(actor, filter))),
        ...namesOf('/producer/certificates', await everyRecord((filter) => certificates.list(actor, filter))),
        ...(await grants.list(actor, { organisation, limit: 100 })).items.map(
          ({ id, mark, content }) => [id, { title: mark.name, about: content.number ?? '' }] as const,
        ),
      ]),

    lacks: (about) =>
      about.choices.products.length === 0 || about.choices.places.length === 0
        ? firstThings(about)
        : undefined,

    fields: (form, _values, about) =>
      html`${goods(form, about)} ${amount(form, about)} ${papers(form, about)} ${evidence(form, about)}`,

    columns: ({ t }) => [
      { head: t('record.batch-place'), cell: ({ place }) => place.name },
      { head: t('producer.state'), kind: 'tight', cell: (batch) => batchTag(t, batch) },
    ],
  };

  async function blank({ actor, lang, today }: Visit) {
    const template = await batches.template(actor);
    const others = await everyRecord((filter) => batches.list(actor, filter));
    const taken = others.filter(({ content }) => content.product === template.product);
    const lot = suggestLot(
      taken[0]?.product.name,
      today,
      taken.map(({ content }) => content.lot),
    );
    return batchFormOf({ ...template, lot, producedOn: today }, lang);
  }
}

function firstThings({ visit: { t }, choices }: About<BatchChoices>): Html {
  const isPlace = choices.places.length === 0;
  return emptyState({
    icon: isPlace ? 'map-pin' : 'leaf',
    title: t(isPlace ? 'producer.place-empty' : 'producer.product-empty'),
    sentence: t('producer.batch-needs'),
    action: linkButton({
      href: isPlace ? '/producer/places/new' : '/producer/products/new',
      label: t(isPlace ? 'producer.place-new' : 'producer.product-new'),
      kind: 'primary',
      icon: 'plus',
    }),
  });
}

function goods(form: Form, { visit: { t }, choices }: About<BatchChoices>): Html {
  return fieldGroup({
    legend: t('producer.batch-goods'),
    body: html`${form.select('product', { label: t('record.batch-product'), options: choices.products })}
    ${form.select('place', { label: t('record.batch-place'), hint: t('producer.batch-place-hint'), options: choices.places })}
    ${form.text('lot', { label: t('record.batch-lot'), hint: t('producer.lot-hint'), width: 'medium', limit: 20 })}`,
  });
}

function amount(form: Form, { visit: { t } }: About<BatchChoices>): Html {
  return fieldGroup({
    legend: t('producer.batch-amount'),
    body: html`${form.quantity('quantity', {
      label: t('record.batch-quantity'),
      units: unitOptions(['KGM', 'TNE', 'GRM', 'LTR', 'MLT', 'H87'], t),
    })}
    ${form.date('producedOn', { label: t('record.batch-produced-on') })}
    ${form.date('packedOn', { label: t('record.batch-packed-on'), isOptional: true })}
    ${form.date('expiresOn', { label: t('record.batch-expires-on'), hint: t('producer.expiry-hint'), isOptional: true })}`,
  });
}

function papers(form: Form, { visit: { t }, choices }: About<BatchChoices>): Html {
  const { certificates, grants } = choices;
  return fieldGroup({
    legend: t('producer.batch-papers'),
    // Nothing to choose from is still a place for what the department remarks on it.
    body: html`${form.checkboxes('certificates', {
        label: t('record.batch-certificates'),
        hint: certificates.length > 0 ? undefined : t('producer.no-certificates'),
        options: certificates,
        isOptional: true,
      })}
      ${form.checkboxes('grants', {
        label: t('producer.marks'),
        hint: t(grants.length > 0 ? 'producer.marks-hint' : 'producer.no-marks'),
        options: grants,
        isOptional: true,
      })}
      <p>${askButton({ label: t('producer.look-again'), intent: 'look-again', at: 'certificates' })}</p>`,
  });
}

function evidence(form: Form, { visit: { t }, uploads }: About<BatchChoices>): Html {
  return fieldGroup({
    legend: t('producer.batch-evidence'),
    body: html`${form.files('images', {
      label: t('record.images'),
      hint: t('producer.batch-pictures-hint'),
      accept: 'image/jpeg,image/png,image/webp',
      uploaded: uploads['images'],
      isOptional: true,
    })}
    ${form.textarea('note', { label: t('record.note'), limit: 1000, rows: 3, isOptional: true })}`,
  });
}
