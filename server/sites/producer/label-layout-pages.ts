import type { Router } from 'express';
import { formatNumber, parseNumber } from '../../domain/vietnamese-format.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { LabelLayout, LabelLayoutContent } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Language, MessageKey } from '../../platform/i18n.ts';
import { newSecret } from '../../platform/ids.ts';
import { dataTable } from '../shared/data-table.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';
import { actionBar, fieldGroup, formFor } from '../shared/form.ts';
import { refusal } from '../shared/form-refusal.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { understoodContent } from '../shared/understood-content.ts';
import { actForm } from './act-form.ts';
import { paperWords } from './print-order.ts';
import type { ProducerServices } from './producer-services.ts';
import { byOf } from './record-acts.ts';
import { idIn, send } from './visit.ts';
import type { Visit, VisitFor } from './visit.ts';

const root = '/producer/label-layouts';
const measures = {
  'page.width': 'labels.measure-page-width',
  'page.height': 'labels.measure-page-height',
  'margin.top': 'labels.measure-margin-top',
  'margin.left': 'labels.measure-margin-left',
  'label.width': 'labels.measure-label-width',
  'label.height': 'labels.measure-label-height',
  'pitch.x': 'labels.measure-pitch-x',
  'pitch.y': 'labels.measure-pitch-y',
} as const satisfies Record<string, MessageKey>;

interface LayoutForm {
  action: string;
  values: FieldValues;
  faults?: readonly FieldText[];
  /** Missing while it is new. */
  layout?: LabelLayout;
}

/** Paper of one's own: measured with a ruler once, kept for good. */
export function addLabelLayoutRoutes(
  router: Router,
  { services, visitFor }: { services: ProducerServices; visitFor: VisitFor },
): void {
  const { layouts } = services.printing;

  router.get(root, async (req, res) => {
    const visit = visitFor(req, res);
    sendList(visit, (await layouts.list(visit.actor)).items);
  });

  router.get(`${root}/new`, (req, res) => {
    const visit = visitFor(req, res);
    sendForm(visit, { action: `${root}/new`, values: { ...firstValues(visit.lang) } });
  });

  router.post(`${root}/new`, async (req, res) => {
    const visit = visitFor(req, res);
    const values = postedValues(req.body);
    try {
      const content = contentOf(values, visit.lang);
      await layouts.create(content, changeBy(req, visit.actor, values['key'], content));
      res.redirect(303, root);
    } catch (error) {
      sendForm(visit, { action: `${root}/new`, values, faults: refusal(error, res, visit.t) });
    }
  });

  router.get(`${root}/:id`, async (req, res) => {
    const visit = visitFor(req, res);
    const layout = await layouts.find(idIn(req), visit.actor);
    sendForm(visit, { action: `${root}/${layout.id}`, values: valuesOf(layout.content, visit.lang), layout });
  });

  router.post(`${root}/:id`, async (req, res) => {
    const visit = visitFor(req, res);
    const layout = await layouts.find(idIn(req), visit.actor);
    const values = postedValues(req.body);
    try {
      const content = contentOf(values, visit.lang);
      const by = changeBy(req, visit.actor, values['key'], content);
      await layouts.edit(layout.id, content, { rev: Number(values['rev']), by });
      res.redirect(303, root);
    } catch (error) {
      sendForm(visit, {
        action: `${root}/${layout.id}`,
        values,
        faults: refusal(error, res, visit.t),
        layout,
      });
    }
  });

  router.post(`${root}/:id/removal`, async (req, res) => {
    const visit = visitFor(req, res);
    await layouts.remove(idIn(req), byOf(visit));
    res.redirect(303, root);
  });
}

function sendList(visit: Visit, items: readonly LabelLayout[]): void {
  const { t, lang } = visit;
  const title = t('labels.layouts');
  const add = linkButton({
    href: `${root}/new`,
    label: t('labels.layout-new'),
    kind: 'primary',
    icon: 'plus',
  });
  const body = html`${pageHead({ title, lead: t('labels.layouts-lead'), actions: items.length > 0 && add })}
  ${dataTable({
    caption: title,
    isCaptionHidden: true,
    rows: items,
    columns: [
      {
        head: t('labels.layout-name'),
        cell: ({ id, content }) => html`<a href="${`${root}/${id}`}">${content.name}</a>`,
      },
      { head: t('labels.paper'), cell: ({ content }) => paperWords(content.paper, t, lang) },
    ],
    empty: {
      icon: 'print',
      title: t('labels.layouts-none'),
      sentence: t('labels.layouts-lead'),
      action: add,
    },
  })}`;
  send(visit, { title, current: 'batch', body });
}

function sendForm(visit: Visit, { action, values, faults = [], layout }: LayoutForm): void {
  const { t } = visit;
  const title = layout ? layout.content.name : t('labels.layout-new');
  const form = formFor(t, { values, faults });
  const millimetres = (name: keyof typeof measures) =>
    form.text(`paper.${name}`, { label: t(measures[name]), width: 'short', inputMode: 'decimal' });
  const whole = (name: 'columns' | 'rows') =>
    form.text(`paper.${name}`, { label: t(`labels.measure-${name}`), width: 'short', inputMode: 'numeric' });
  const shapes = (['rectangle', 'round'] as const).map((value) => ({
    value,
    label: t(`labels.shape-${value}`),
  }));
  const body = html`${breadcrumb({ t, trail: [{ href: root, label: t('labels.layouts') }], current: title })}
  ${pageHead({ title, lead: t('labels.layout-lead') })}
  ${form.enclose({
    action,
    hidden: { key: newSecret(), rev: layout?.rev },
    body: html`${form.text('name', { label: t('labels.layout-name'), limit: 80 })}
    ${fieldGroup({ legend: t('labels.page'), body: html`${millimetres('page.width')} ${millimetres('page.height')}` })}
    ${fieldGroup({
      legend: t('labels.one-label'),
      body: html`${millimetres('label.width')} ${millimetres('label.height')}
      ${form.radios('paper.shape', { label: t('labels.shape'), options: shapes, isInline: true })}`,
    })}
    ${fieldGroup({
      legend: t('labels.on-page'),
      hint: t('labels.on-page-hint'),
      body: html`${whole('columns')} ${whole('rows')} ${millimetres('margin.top')}
      ${millimetres('margin.left')} ${millimetres('pitch.x')} ${millimetres('pitch.y')}`,
    })}`,
    bar: actionBar({ primary: { label: t('labels.layout-save') } }),
  })}
  ${layout && actForm(t, { action: `${root}/${layout.id}/removal`, label: t('labels.layout-remove'), kind: 'stop' })}`;
  send(visit, { title, current: 'batch', hasFaults: faults.length > 0, body });
}

function contentOf(values: FieldValues, lang: Language): LabelLayoutContent {
  return understoodContent('LabelLayoutContent', typedLayout(values, lang)) as LabelLayoutContent;
}

function typedLayout(values: FieldValues, lang: Language): Typed {
  const reader = fieldReader(values, lang);
  const number = (name: string) => {
    const decimal = reader.through(`paper.${name}`, (typed) => parseNumber(typed, lang));
    return decimal === undefined ? undefined : Number(decimal);
  };
  const pair = (name: string, [one, two]: [string, string]) =>
    given({ [one]: number(`${name}.${one}`), [two]: number(`${name}.${two}`) });
  const paper = given({
    page: pair('page', ['width', 'height']),
    margin: pair('margin', ['top', 'left']),
    label: pair('label', ['width', 'height']),
    pitch: pair('pitch', ['x', 'y']),
    columns: reader.whole('paper.columns'),
    rows: reader.whole('paper.rows'),
    shape: reader.text('paper.shape'),
  });
  return { content: given({ name: reader.text('name'), paper }), faults: reader.faults };
}

function valuesOf({ name, paper }: LabelLayoutContent, lang: Language): Record<string, string> {
  const decimal = (value: number) => formatNumber(String(value), lang);
  const { page, margin, label, pitch, columns, rows, shape } = paper;
  return {
    name,
    'paper.page.width': decimal(page.width),
    'paper.page.height': decimal(page.height),
    'paper.margin.top': decimal(margin.top),
    'paper.margin.left': decimal(margin.left),
    'paper.label.width': decimal(label.width),
    'paper.label.height': decimal(label.height),
    'paper.pitch.x': decimal(pitch.x),
    'paper.pitch.y': decimal(pitch.y),
    'paper.columns': `${columns}`,
    'paper.rows': `${rows}`,
    'paper.shape': shape,
  };
}

/** A4 in portrait, as most label paper is. */
function firstValues(lang: Language): Record<string, string> {
  const decimal = (value: number) => formatNumber(String(value), lang);
  return { 'paper.page.width': decimal(210), 'paper.page.height': decimal(297), 'paper.shape': 'rectangle' };
}
