import { Router } from 'express';
import { unitCodes, unitWord } from '../../domain/quantity.ts';
import { recoveryStages } from '../../domain/recovery-rate.ts';
import { productGroups } from '../../domain/stage-catalogue.ts';
import { formatDate, formatNumber, parseNumber } from '../../domain/vietnamese-format.ts';
import type { RecoveryRate } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { amount, recoveryStageName } from '../shared/balance-words.ts';
import { dataTable } from '../shared/data-table.ts';
import { everyRecord } from '../shared/every-record.ts';
import { dateField, fieldReader, given } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';
import type { Option } from '../shared/form-inputs.ts';
import { addFormRoute } from '../shared/form-route.ts';
import type { PageForm } from '../shared/form-route.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { fieldGroup } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import { flash } from '../shared/notices.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import { unitOptions } from '../shared/unit-options.ts';
import type { DepartmentServices } from './department-services.ts';
import { needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';

const root = '/department/recovery-rates';
const right = 'recovery-rates.write';

/** How much at most comes of what: read and set by those who answer for the figures. */
export function recoveryRatePages(services: DepartmentServices, visitFor: VisitFor): Router {
  const { recoveryRates } = services;
  const router = Router();

  router.get(root, needs(right), async (req, res) => {
    const visit = visitFor(req, res);
    const { t } = visit;
    const { items } = await recoveryRates.list(visit.actor);
    const title = t('balance.rates-title');
    const action = linkButton({
      href: `${root}/new`,
      label: t('balance.rate-new'),
      kind: 'primary',
      icon: 'plus',
    });
    const body = html`${pageHead({ title, lead: t('balance.rates-lead'), actions: action })}
    ${rateTable(items, visit)}`;
    const isSaved = req.query['done'] === 'saved';
    const done = isSaved && flash({ t, kind: 'good', title: t('balance.rate-saved') });
    send(visit, { title, current: 'recovery-rates', flash: done, body });
  });

  addFormRoute(
    router,
    {
      guards: [needs(right)],
      visitFor,
      send: (visit, page) => {
        send(visit, { ...page, current: 'recovery-rates' });
      },
    },
    { path: `${root}/new`, contract: 'RecoveryRateContent', form: (visit) => rateForm(services, visit) },
  );

  return router;
}

function rateTable(items: readonly RecoveryRate[], visit: Visit) {
  const { t, lang } = visit;
  return dataTable<RecoveryRate>({
    caption: t('balance.rates-title'),
    isCaptionHidden: true,
    columns: [
      { head: t('balance.rate-output'), cell: (rate) => outputOf(rate, visit) },
      { head: t('balance.rate-stage'), cell: ({ content }) => recoveryStageName(t, content.stage) },
      { head: t('balance.rate-input'), cell: (rate) => inputOf(rate, visit) },
      {
        head: t('balance.rate-most'),
        cell: ({ content: { most, per } }) =>
          t('balance.rate-most-cell', { most: amount(most, visit), per: t(unitWord(per)) }),
      },
      {
        head: t('balance.rate-tolerance'),
        kind: 'number',
        cell: ({ content }) => formatNumber(content.tolerance, lang),
      },
      { head: t('balance.rate-source'), cell: (rate) => sourceOf(rate, visit) },
      { head: t('balance.rate-state'), cell: (rate) => stateOf(rate, visit) },
    ],
    rows: items,
    empty: { icon: 'info', title: t('balance.rates-empty') },
  });
}

function outputOf({ outputName, content: { group } }: RecoveryRate, { t }: Visit): string {
  if (outputName !== null) return outputName;
  return group === undefined
    ? t('balance.rate-any')
    : t('balance.rate-group', { group: t(`record.product-group-${group}`) });
}

function inputOf({ inputName, content: { inputGroup } }: RecoveryRate, { t }: Visit): string {
  if (inputName !== null) return inputName;
  return inputGroup === undefined
    ? t('balance.rate-any-input')
    : t('balance.rate-group', { group: t(`record.product-group-${inputGroup}`) });
}

function sourceOf({ isDefault, content, by, at }: RecoveryRate, visit: Visit): Hole {
  const { t } = visit;
  if (isDefault) return t('balance.rate-default-source');
  if (by === null || at === null) return content.source;
  return html`${content.source}
    <p class="soft">${t('balance.rate-set-by', { by, at: instantText(at, visit) })}</p>`;
}

function stateOf({ isCurrent, isDefault, content: { validFrom } }: RecoveryRate, { t, lang }: Visit): Hole {
  const tag = isCurrent
    ? statusTag({ kind: 'good', text: t('balance.rate-current') })
    : statusTag({ kind: 'neutral', text: t('balance.rate-not-current') });
  return html`${tag} ${!isDefault && html`<span class="soft">${formatDate(validFrom, lang)}</span>`}`;
}

async function rateForm(
  { products, recoveryRates }: DepartmentServices,
  visit: Visit,
): Promise<PageForm<'RecoveryRateContent'>> {
  const { t, actor, today } = visit;
  const all = await everyRecord((filter) => products.list(actor, filter));
  const choices = all.map(({ id, title, organisation }) => ({
    value: id,
    label: `${title} (${organisation.name})`,
  }));
  return {
    title: t('balance.rate-new'),
    lead: t('balance.rates-lead'),
    trail: [{ href: root, label: t('balance.rates-title') }],
    start: { validFrom: dateField(today), 'most.unit': 'KGM', per: 'KGM', stage: 'processing' },
    fields: (form) =>
      html`${form.select('stage', {
        label: t('balance.rate-stage'),
        options: recoveryStages.map((stage) => ({ value: stage, label: recoveryStageName(t, stage) })),
      })}
      ${scope(form, visit, { legend: t('balance.rate-output'), product: 'product', group: 'group', choices })}
      ${scope(form, visit, { legend: t('balance.rate-input'), product: 'inputProduct', group: 'inputGroup', choices })}
      ${form.quantity('most', { label: t('balance.rate-most'), units: unitOptions(unitCodes, t) })}
      ${form.select('per', { label: t('balance.rate-per'), prompt: false, options: unitOptions(unitCodes, t) })}
      ${form.text('tolerance', {
        label: t('balance.rate-tolerance'),
        hint: t('balance.rate-tolerance-hint'),
        width: 'short',
        inputMode: 'decimal',
      })}
      ${form.date('validFrom', { label: t('balance.rate-valid-from') })}
      ${form.textarea('source', { label: t('balance.rate-source'), hint: t('balance.rate-source-hint'), limit: 500, rows: 2 })}`,
    submit: { label: t('balance.rate-new') },
    read: rateFrom,
    save: async (content, by) => {
      await recoveryRates.add(content, by);
      return `${root}?done=saved`;
    },
  };
}

interface Scope {
  legend: string;
  product: string;
  group: string;
  choices: readonly Option[];
}

function scope(form: Form, { t }: Visit, { legend, product, group, choices }: Scope) {
  return fieldGroup({
    legend,
    hint: t('balance.rate-scope-hint'),
    body: html`${form.select(product, { label: t('balance.rate-product'), options: choices, isOptional: true })}
    ${form.select(group, {
      label: t('balance.rate-group-label'),
      options: productGroups.map((one) => ({ value: one, label: t(`record.product-group-${one}`) })),
      isOptional: true,
    })}`,
  });
}

function rateFrom(values: FieldValues, language: Visit['lang']): Typed {
  const fields = fieldReader(values, language);
  const content = given({
    stage: fields.text('stage'),
    product: fields.text('product'),
    group: fields.text('group'),
    inputProduct: fields.text('inputProduct'),
    inputGroup: fields.text('inputGroup'),
    most: fields.quantity('most'),
    per: fields.text('per'),
    tolerance: fields.through('tolerance', (typed) => parseNumber(typed, language)),
    validFrom: fields.date('validFrom'),
    source: fields.text('source'),
  });
  return { content, faults: fields.faults };
}
