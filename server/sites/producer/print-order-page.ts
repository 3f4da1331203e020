import { pagesFor } from '../../domain/labels/paper.ts';
import type { LabelDesign } from '../../features/stamps/labels/label-design.ts';
import type { LabelPlan } from '../../domain/labels/label-plan.ts';
import { formatNumber } from '../../domain/vietnamese-format.ts';
import type { LabelLayout, PrintJob, PrintJobContent, StampRun } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { actionBar, fieldGroup, formFor, submitButton } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, disclosure, pageHead } from '../shared/page-parts.ts';
import { labelFields, orderValues, paperOptions, printRoot, trailOf } from './print-order.ts';
import { jobTable } from './print-job-page.ts';
import { send } from './visit.ts';
import type { Visit } from './visit.ts';

export interface OrderPage {
  run: StampRun;
  own: readonly LabelLayout[];
  jobs: readonly PrintJob[];
  values: FieldValues;
  faults?: readonly FieldText[] | undefined;
  /** How it would come out; missing where something is wrong, or where a list is asked for. */
  preview?: Preview | undefined;
}

export interface Preview {
  content: PrintJobContent;
  design: LabelDesign;
  plan: LabelPlan;
}

/** Choosing paper and printing: what it will look like stands above the button. */
export function sendOrderPage(visit: Visit, page: OrderPage): void {
  const { t } = visit;
  const { run, values, faults = [], preview } = page;
  const form = formFor(t, { values, faults });
  const title = t('labels.title', { run: run.number });
  const body = html`${breadcrumb({ t, trail: trailOf(visit, run), current: title })}
  ${pageHead({ title, lead: t('labels.lead', { batch: run.batch.name, count: run.count }) })}
  ${form.enclose({
    action: printRoot(run.id),
    hidden: { key: newSecret() },
    body: html`${whichStamps(form, page, visit)} ${whichPaper(form, page, visit)} ${whatOnIt(form, visit)}
    ${correction(form, visit)} ${lookAgain(visit)} ${preview && previewSection(preview, page, visit)}`,
    bar: actionBar({
      primary: { label: t('labels.print') },
      others: submitButton({ label: t('labels.test-print'), name: 'intent', value: 'test' }),
    }),
  })}
  ${page.jobs.length > 0 && jobTable(page.jobs, visit)}`;
  send(visit, { title, current: 'batch', hasFaults: faults.length > 0, body });
}

function whichStamps(form: Form, { run }: OrderPage, { t }: Visit): Html {
  return fieldGroup({
    legend: t('labels.which-stamps'),
    hint: t('labels.which-stamps-hint', { count: run.count }),
    body: html`${form.text('from', { label: t('labels.from'), width: 'short', inputMode: 'numeric' })}
    ${form.text('to', { label: t('labels.to'), width: 'short', inputMode: 'numeric' })}`,
  });
}

function whichPaper(form: Form, { own }: OrderPage, { t, lang }: Visit): Html {
  const formats = (['pdf', 'zpl', 'csv', 'svg', 'png', 'eps'] as const).map((value) => ({
    value,
    label: t(`labels.format-${value}`),
  }));
  return fieldGroup({
    legend: t('labels.which-paper'),
    body: html`${form.select('paper', {
      label: t('labels.paper'),
      hint: html`<a href="/producer/label-layouts">${t('labels.layouts-link')}</a>`,
      options: paperOptions(own, t, lang),
      prompt: false,
    })}
    ${form.text('startAt', { label: t('labels.start-at'), hint: t('labels.start-at-hint'), width: 'short', inputMode: 'numeric' })}
    ${form.select('format', { label: t('labels.format'), options: formats, prompt: false })}
    ${form.select('dpi', {
      label: t('labels.dpi'),
      hint: t('labels.dpi-hint'),
      options: ['203', '300', '600'].map((value) => ({ value, label: `${value} dpi` })),
      prompt: false,
      width: 'short',
    })}`,
  });
}

function whatOnIt(form: Form, { t }: Visit): Html {
  const options = labelFields.map((value) => ({ value, label: t(`labels.field-${value}`) }));
  return form.checkboxes('fields', {
    label: t('labels.fields'),
    hint: t('labels.fields-hint'),
    options,
    isOptional: true,
  });
}

function correction(form: Form, { t }: Visit): Html {
  const fields = html`${form.text('offset.x', { label: t('labels.offset-x'), hint: t('labels.offset-hint'), width: 'short' })}
  ${form.text('offset.y', { label: t('labels.offset-y'), width: 'short' })}
  ${form.agree('cutMarks', { label: t('labels.cut-marks'), isOptional: true })}`;
  return disclosure({ summary: t('labels.correction'), body: fields, isOpen: form.hasFaults });
}

function lookAgain({ t }: Visit): Html {
  return html`<p class="buttons" id="preview">
    <button class="button button-plain" name="intent" value="look">${t('labels.look')}</button>
  </p>`;
}

function previewSection({ content, design, plan }: Preview, { run }: OrderPage, visit: Visit): Html {
  const { t, lang } = visit;
  const query = new URLSearchParams(flat(orderValues(content, lang))).toString();
  const count = content.to - content.from + 1;
  const millimetres = (value: number) => formatNumber(value.toFixed(2), lang);
  const { paper, startAt } = design;
  const pages = pagesFor(paper, { count, startAt });
  const { width, height } = paper.label;
  return html`<section class="stack-close" aria-labelledby="preview-title">
    <h2 id="preview-title">${t('labels.preview')}</h2>
    ${sizeNotice(plan, visit)} ${leftOutNotice(plan, visit)}
    <p>${t('labels.pages', { count, pages })}</p>
    <div class="label-preview">
      <figure>
        <img src="${`${printRoot(run.id)}/label.svg?${query}`}" alt="${t('labels.label-alt')}" />
        <figcaption>
          ${t('labels.true-size', { width: millimetres(width), height: millimetres(height) })}
        </figcaption>
      </figure>
      <figure class="label-sheet">
        <img src="${`${printRoot(run.id)}/sheet.svg?${query}`}" alt="${t('labels.sheet-alt')}" />
        <figcaption>${t('labels.first-sheet')}</figcaption>
      </figure>
    </div>
  </section>`;
}

function sizeNotice({ symbol }: LabelPlan, { t, lang }: Visit): Html {
  const millimetres = (value: number) => formatNumber(value.toFixed(2), lang);
  const isSmall = symbol.verdict === 'small';
  const sizes = { side: millimetres(symbol.side), module: millimetres(symbol.module) };
  return notice({
    t,
    kind: isSmall ? 'warn' : 'good',
    title: t('labels.size', sizes),
    body: t(isSmall ? 'labels.size-small' : 'labels.size-good'),
  });
}

function leftOutNotice({ leftOut }: LabelPlan, { t }: Visit): Hole {
  if (leftOut.length === 0) return undefined;
  const fields = leftOut.map((field) => t(`labels.field-${field}`).toLocaleLowerCase('vi')).join(', ');
  return notice({ t, kind: 'info', title: t('labels.left-out'), body: fields });
}

function flat(values: Record<string, string | string[]>): [string, string][] {
  return Object.entries(values).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, one]),
  );
}
