import type { OfferedStage } from '../../domain/stage-offer.ts';
import type { Balance, Batch, Stage } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { stageName } from '../shared/field-values.ts';
import { actionBar, fieldGroup, formFor } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { taskTile, tiles } from '../shared/panels.ts';
import { everyRecord } from '../shared/every-record.ts';
import { balanceWarning, seenMark } from './balance-warning.ts';
import { describeUploads } from './file-uploads.ts';
import type { ProducerServices } from './producer-services.ts';
import type { FileSlot, Uploads } from './record-kind.ts';
import { unitOptions } from '../shared/unit-options.ts';
import { askedFields } from './stage-fields.ts';
import type { Asked } from './stage-fields.ts';
import { send } from './visit.ts';
import type { Visit } from './visit.ts';

interface StageChoice {
  batch: Batch;
  catalogue: readonly OfferedStage[];
  stages: readonly Stage[];
}

/** First question: what happened? Those told already are ticked; they may be told again. */
export function sendStageChoice(visit: Visit, { batch, catalogue, stages }: StageChoice): void {
  const { t } = visit;
  const told = new Set(
    stages.filter(({ withdrawn }) => withdrawn === null).map(({ content }) => content.stage),
  );
  const title = t('producer.stage-new');
  const body = html`${trail(visit, batch, title)} ${pageHead({ title, lead: t('producer.stage-question') })}
  ${tiles(
    catalogue.map(({ code, name }) =>
      taskTile({
        href: `?stage=${code}`,
        label: t(name),
        icon: told.has(code) ? 'check' : 'plus',
        note: told.has(code) ? t('producer.stage-told') : undefined,
      }),
    ),
  )}`;
  send(visit, { title, current: 'batch', body });
}

interface ShownStageForm {
  batch: Batch;
  stage: OfferedStage;
  slots: readonly FileSlot[];
  values: FieldValues;
  faults?: readonly FieldText[];
  /** What the stage would bring out of balance, to be seen before it is kept. */
  over?: Balance;
}

export async function sendStageForm(
  { files, places, handovers }: Pick<ProducerServices, 'files' | 'places' | 'handovers'>,
  visit: Visit,
  { batch, stage, slots, values, faults = [], over }: ShownStageForm,
): Promise<void> {
  const { t, actor } = visit;
  const form = formFor(t, { values, faults });
  const choices = (await everyRecord((filter) => places.list(actor, filter))).map(({ id, title }) => {
    return { value: id, label: title };
  });
  const uploads = await describeUploads(files, slots, visit, values);
  const asksLots = stage.asks.includes('inputs');
  const lots = asksLots ? (await handovers.heldLots(actor)).items.filter(({ uri }) => uri !== batch.uri) : [];
  const title = t(stage.name);
  const root = `/producer/batches/${batch.id}`;
  const fields = html`${fieldGroup({
    legend: t('producer.stage-when-who'),
    body: html`${form.text('startedAt', { label: t('record.stage-started-at'), hint: t('producer.time-hint'), width: 'medium' })}
    ${form.text('endedAt', { label: t('record.stage-ended-at'), hint: t('producer.ended-hint'), width: 'medium', isOptional: true })}
    ${form.select('place', { label: t('record.stage-place'), options: choices })}
    ${form.text('who', { label: t('record.stage-who'), hint: t('producer.who-hint') })}`,
  })}
  ${particulars(form, stage, { visit, lots })} ${evidence(form, uploads, visit, stage)}`;
  const body = html`${trail(visit, batch, title)} ${pageHead({ title, lead: batch.title })}
  ${over && balanceWarning(over, visit)}
  ${form.enclose({
    action: `${root}/stages/new`,
    isUpload: true,
    hidden: { key: newSecret(), stage: stage.code, seen: over && seenMark(over) },
    body: fields,
    bar: actionBar({
      primary: { label: t(over ? 'balance.save-anyway' : 'producer.stage-save') },
      others: linkButton({ href: root, label: t('common.cancel'), kind: 'quiet' }),
    }),
  })}`;
  send(visit, {
    title: t('producer.stage-title', { stage: title }),
    current: 'batch',
    hasFaults: form.hasFaults,
    body,
  });
}

function particulars(form: Form, stage: OfferedStage, asked: Asked): Html | false {
  const { visit } = asked;
  const { quantity, units, details, asks } = stage;
  const { t } = visit;
  if (quantity === 'none' && details.length === 0 && asks.length === 0) return false;
  return fieldGroup({
    legend: t('record.stage-details'),
    body: html`${
      quantity !== 'none' &&
      form.quantity('quantity', {
        label: t('record.stage-quantity'),
        units: unitOptions(units, t),
        isOptional: quantity === 'optional',
      })
    }
    ${askedFields(form, stage, asked)}
    ${details.map(({ name, key }, index) =>
      form.text(`details.${index}`, { label: key === null ? name : t(key), isOptional: true }),
    )}`,
  });
}

function evidence(form: Form, uploads: Uploads, { t }: Visit, { isExpected }: OfferedStage): Html {
  return fieldGroup({
    legend: t('producer.batch-evidence'),
    body: html`${form.files('images', {
      label: t('record.images'),
      hint: t('producer.pictures-hint', { most: 6 }),
      accept: 'image/jpeg,image/png,image/webp',
      uploaded: uploads['images'],
      isOptional: true,
    })}
    ${form.textarea('note', { label: t('record.note'), limit: 1000, rows: 3, isOptional: true })}
    ${
      isExpected
        ? html`<p>${t('producer.is-public-always')}</p>`
        : form.radios('isPublic', {
            label: t('record.stage-is-public'),
            hint: t('producer.is-public-hint'),
            isInline: true,
            options: [
              { value: 'yes', label: t('common.yes') },
              { value: 'no', label: t('common.no') },
            ],
          })
    }`,
  });
}

export function sendWithdrawalForm(
  visit: Visit,
  { batch, stage }: { batch: Batch; stage: Stage },
  { values, faults }: { values?: FieldValues; faults?: readonly FieldText[] },
): void {
  const { t } = visit;
  const form = formFor(t, { values, faults });
  const title = t('producer.stage-withdraw-title', { stage: stageName(t, stage.content.stage) });
  const root = `/producer/batches/${batch.id}`;
  const body = html`${trail(visit, batch, title)}
  ${pageHead({ title, lead: t('producer.stage-withdraw-lead') })}
  ${form.enclose({
    action: `${root}/stages/${stage.id}/withdrawal`,
    hidden: { key: newSecret() },
    body: form.textarea('reason', {
      label: t('producer.reason'),
      hint: t('producer.stage-withdraw-hint'),
      limit: 1000,
      rows: 3,
    }),
    bar: actionBar({
      primary: { label: t('producer.stage-withdraw'), kind: 'stop' },
      others: linkButton({ href: root, label: t('common.back'), kind: 'quiet' }),
    }),
  })}`;
  send(visit, { title, current: 'batch', hasFaults: form.hasFaults, body });
}

function trail({ t }: Visit, { id, title }: Batch, current: string): Html {
  return breadcrumb({
    t,
    trail: [
      { href: '/producer/batches', label: t('producer.batch-list') },
      { href: `/producer/batches/${id}`, label: title },
    ],
    current,
  });
}
