import type { StageAsk, StageShape } from '../../domain/stage-definition.ts';
import type { HeldLot } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { fieldGroup } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import { heldLotText } from '../shared/handover-words.ts';
import { unitOptions } from '../shared/unit-options.ts';
import { inputRows } from './stage-form.ts';
import type { Visit } from './visit.ts';

/** What the fields of a stage are drawn from. */
export interface Asked {
  visit: Visit;
  /** Lots that can be used, with what is left of each. */
  lots: readonly HeldLot[];
}

type Draw = (form: Form, asked: Visit & Pick<Asked, 'lots'>, stage: StageShape) => Html;

/** The fields that only some stages have; none has to be filled in but the paper of a sale. */
export function askedFields(form: Form, stage: StageShape, { visit, lots }: Asked): Html[] {
  return stage.asks.map((ask) => fields[ask](form, { ...visit, lots }, stage));
}

const fields: Record<StageAsk, Draw> = {
  sourceLot: (form, { t }) =>
    form.text('sourceLot', {
      label: t('producer.stage-source-lot'),
      hint: t('producer.stage-source-lot-hint'),
      width: 'medium',
      isOptional: true,
    }),
  inputs: (form, { t, lang, lots }, { units }) =>
    fieldGroup({
      legend: t('producer.stage-inputs'),
      body: html`${inputRows.map(
        (at) =>
          html`${form.text(`inputs.${at}.code`, {
            label: t('producer.stage-input', { number: at + 1 }),
            hint: at === 0 ? t('producer.stage-input-hint') : undefined,
            isOptional: true,
          })}
          ${
            lots.length > 0 &&
            form.select(`inputs.${at}.lot`, {
              label: t('handover.input-lot'),
              prompt: t('handover.input-lot-prompt'),
              options: lots.map((lot) => ({ value: lot.uri, label: heldLotText(lot, { t, lang }) })),
              isOptional: true,
            })
          }
          ${form.quantity(`inputs.${at}.quantity`, {
            label: t('producer.stage-input-quantity'),
            units: unitOptions(units, t),
            isOptional: true,
          })}`,
      )}`,
    }),
  document: (form, { t }, { type }) =>
    form.text('document', {
      label: t('producer.stage-document'),
      hint: t('producer.stage-document-hint'),
      isOptional: type !== 'TransactionEvent',
    }),
  container: (form, { t }) =>
    form.text('container', {
      label: t('producer.stage-container'),
      hint: t('producer.stage-container-hint'),
      width: 'medium',
      inputMode: 'numeric',
      isOptional: true,
    }),
  temperature: (form, { t }) =>
    html`${form.text('temperature.lowest', {
      label: t('producer.stage-lowest'),
      width: 'short',
      isOptional: true,
    })}
    ${form.text('temperature.highest', {
      label: t('producer.stage-highest'),
      width: 'short',
      isOptional: true,
    })}`,
  partner: (form, { t }) => gln(form, 'partner', t('producer.stage-partner'), t('producer.stage-gln-hint')),
  partnerPlace: (form, { t }) =>
    gln(form, 'partnerPlace', t('producer.stage-partner-place'), t('producer.stage-gln-hint')),
  run: (form, { t }) =>
    form.text('run', {
      label: t('producer.stage-run'),
      hint: t('producer.stage-run-hint'),
      width: 'medium',
      isOptional: true,
    }),
  result: (form, { t }) =>
    form.radios('result', {
      label: t('producer.stage-result'),
      isInline: true,
      options: [
        { value: 'conformant', label: t('producer.stage-conformant') },
        { value: 'non_conformant', label: t('producer.stage-non-conformant') },
      ],
    }),
  certificate: (form, { t }) =>
    form.text('certificate', { label: t('producer.stage-certificate'), isOptional: true }),
};

function gln(form: Form, name: string, label: string, hint: string): Html {
  return form.text(name, { label, hint, width: 'medium', inputMode: 'numeric', isOptional: true });
}
