import type { NewStampRun, StampAllowance } from '../../platform/contract-types.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { sameDimension, unitCodes } from '../../domain/quantity.ts';
import type { Language } from '../../locales/catalogue.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';
import { actionBar, formFor, submitButton } from '../shared/form.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, pageHead } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import { unitOptions } from '../shared/unit-options.ts';
import { leftSentence } from './stamp-overview-page.ts';
import { amountOfStamps, amountText, stampsRoot, stampTrail } from './stamp-words.ts';
import { send } from './visit.ts';
import type { Visit } from './visit.ts';

interface RequestForm {
  allowance: StampAllowance;
  values?: FieldValues;
  faults?: readonly FieldText[];
}

/** Asking for stamps: how many; the rest follows from the batch wherever it can. */
export function sendRequestForm(visit: Visit, { allowance, values = {}, faults = [] }: RequestForm): void {
  const { t } = visit;
  const { batch, obstacle, left } = allowance;
  const title = t('stamping.request');
  const isClosed = obstacle !== null || left === 0;
  const body = html`${breadcrumb({ t, trail: stampTrail(visit, batch), current: title })}
  ${pageHead({ title, lead: t('stamping.request-lead') })}
  ${obstacle && notice({ t, kind: 'warn', title: t(`stamps.obstacle-${obstacle}`) })}
  ${obstacle === null && notice({ t, kind: left === 0 ? 'warn' : 'info', title: leftSentence(allowance, visit) })}
  ${!isClosed && requestForm(visit, { allowance, values, faults })}`;
  send(visit, { title: `${title}: ${batch.name}`, current: 'batch', hasFaults: faults.length > 0, body });
}

/** What was asked for, in goods as well as in stamps, before it is so. */
export function sendRequestCheck(
  visit: Visit,
  {
    allowance,
    content,
    values,
    outlook,
  }: {
    allowance: StampAllowance;
    content: NewStampRun;
    values: FieldValues;
    outlook: { perStamp: Quantity; left: number };
  },
): void {
  const { t } = visit;
  const { batch } = allowance;
  const { count, hiddenCode } = content;
  const { perStamp, left } = outlook;
  const title = t('stamping.request-check', { count });
  const { unit } = allowance.quantity;
  const amount = (stamps: number) => amountOfStamps(stamps, { perStamp, unit }, visit);
  const rest = { before: amount(left), after: amount(left - count), left: left - count };
  const form = formFor(t, { values });
  const body = html`${breadcrumb({ t, trail: stampTrail(visit, batch), current: title })}
    ${pageHead({ title })}
    <p class="lead">${t('stamping.sum', { count, each: amountText(perStamp, visit), all: amount(count) })}</p>
    <p>${t('stamping.sum-left', rest)}</p>
    ${summaryList([
      { term: t('stamping.of-batch'), value: batch.name },
      {
        term: t('stamping.hidden-code'),
        value: t(hiddenCode ? 'stamping.hidden-yes' : 'stamping.hidden-no'),
      },
    ])}
    ${form.enclose({
      action: `${stampsRoot(batch.id)}/new`,
      hidden: { key: newSecret() },
      body: fieldNames.map((name) => form.hidden(name)),
      bar: actionBar({
        primary: { label: t('stamping.request-now', { count }), name: 'intent', value: 'request' },
        others: submitButton({ label: t('stamping.change'), name: 'intent', value: 'change', kind: 'quiet' }),
      }),
    })}`;
  send(visit, { title: `${title} ${batch.name}`, current: 'batch', body });
}

const fieldNames = ['count', 'hiddenCode', 'perStamp.value', 'perStamp.unit'] as const;

export function requestFrom(batch: string, values: FieldValues, lang: Language): Typed {
  const reader = fieldReader(values, lang);
  const content = given({
    batch,
    count: reader.whole('count'),
    hiddenCode: reader.text('hiddenCode') === 'yes',
    perStamp: reader.quantity('perStamp'),
  });
  return { content, faults: reader.faults };
}

function requestForm(visit: Visit, { allowance, values = {}, faults = [] }: RequestForm): Html {
  const { t } = visit;
  const { batch, perStamp, quantity } = allowance;
  const form = formFor(t, {
    values: { hiddenCode: 'no', 'perStamp.unit': quantity.unit, ...values },
    faults,
  });
  const yesNo = (['no', 'yes'] as const).map((value) => ({ value, label: t(`stamping.hidden-${value}`) }));
  return form.enclose({
    action: `${stampsRoot(batch.id)}/new`,
    body: html`${form.text('count', {
      label: t('stamping.count'),
      hint: t('stamping.count-hint'),
      width: 'short',
      inputMode: 'numeric',
    })}
    ${
      perStamp === null &&
      form.quantity('perStamp', {
        label: t('stamping.per-stamp'),
        hint: t('stamping.per-stamp-hint'),
        units: unitOptions(
          unitCodes.filter((unit) => sameDimension(unit, quantity.unit)),
          t,
        ),
      })
    }
    ${form.radios('hiddenCode', { label: t('stamping.hidden'), hint: t('stamping.hidden-hint'), options: yesNo, isInline: true })}`,
    bar: actionBar({ primary: { label: t('stamping.continue'), name: 'intent', value: 'check' } }),
  });
}
