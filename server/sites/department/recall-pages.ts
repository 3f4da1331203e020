import { Router } from 'express';
import { formatDate } from '../../domain/vietnamese-format.ts';
import { formatQuantity } from '../../domain/quantity.ts';
import { may } from '../../domain/roles.ts';
import type { Recall, RecallHolders, RecallPage, RecallQuery } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { dataTable, filterBar, pagination } from '../shared/data-table.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import { addFormRoute } from '../shared/form-route.ts';
import { formFor } from '../shared/form.ts';
import { flash } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import { unitOptions } from '../shared/unit-options.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { recallAddress, recallsRoot } from './recall-address.ts';
import { holdersPart } from './recall-holders-panel.ts';
import { recordAddress } from './record-address.ts';

const one = `${recallsRoot}/:number`;
const amounts = ['found', 'returned', 'destroyed'] as const;
const dones = ['published', 'revised', 'closed'] as const;

/** Recalls at the desk: the list, one with whom to call, and its closing report. */
export function recallPages({ recalls }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get(recallsRoot, needs('queue.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const query = filterIn('RecallQuery', req, ['q', 'state', 'after']);
    sendRecalls(visit, await recalls.list(query, visit.actor), query);
  });

  router.get(one, needs('queue.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const number = String(req.params['number']);
    const recall = await recalls.find(number, visit.actor);
    sendRecall(visit, recall, await recalls.holders(number, visit.actor));
  });

  const desk = {
    guards: [needs('batches.hold')],
    visitFor,
    send: (visit: Visit, page: Parameters<typeof send>[1]) => {
      send(visit, { ...page, current: 'recalls' });
    },
  };
  addFormRoute(router, desk, {
    path: `${one}/closing`,
    contract: 'RecallClosing',
    async form(visit, req) {
      const { t, today, lang } = visit;
      const { number, rev, title } = await recalls.find(String(req.params['number']), visit.actor);
      const units = unitOptions(['KGM', 'GRM', 'TNE', 'LTR', 'MLT', 'H87'], t);
      return {
        title: t('recall.close-title', { number }),
        lead: t('recall.close-lead'),
        trail: [
          { href: recallsRoot, label: t('recall.desk-title') },
          { href: recallAddress(number), label: title },
        ],
        start: { rev: String(rev), closedOn: formatDate(today, lang) },
        submit: { label: t('recall.close'), kind: 'stop' },
        fields: (form) =>
          html`${amounts.map((name) => form.quantity(name, { label: t(`recall.${name}`), units }))}
          ${form.textarea('measures', { label: t('recall.measures'), hint: t('recall.measures-hint'), limit: 4000, rows: 5 })}
          ${form.text('responsible', { label: t('recall.responsible') })}
          ${form.date('closedOn', { label: t('recall.closed-on') })}`,
        read(values, language) {
          const fields = fieldReader(values, language);
          const told = Object.fromEntries(amounts.map((name) => [name, fields.quantity(name)]));
          const content = given({
            ...told,
            measures: fields.text('measures'),
            responsible: fields.text('responsible'),
            closedOn: fields.date('closedOn'),
          });
          return { content, faults: fields.faults };
        },
        async save(content, by, values) {
          await recalls.close(number, content, { rev: Number(values['rev']), by });
          return `${recallAddress(number)}?done=closed`;
        },
      };
    },
  });

  return router;
}

function sendRecalls(visit: Visit, page: RecallPage, { q, state, after }: RecallQuery): void {
  const { t } = visit;
  const title = t('recall.desk-title');
  const form = formFor(t, { values: { q, state }, isFilter: true });
  const options = (['open', 'closed'] as const).map((value) => ({ value, label: t(`recall.${value}`) }));
  const isFiltered = q !== undefined || state !== undefined;
  const body = html`${pageHead({ title, lead: t('recall.desk-lead') })}
  ${dataTable<Recall>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      {
        head: t('recall.goods'),
        cell: ({ number, title: goods }) => html`<a href="${recallAddress(number)}">${goods}</a>`,
      },
      { head: t('recall.producer'), cell: ({ organisation }) => organisation.name },
      { head: t('recall.risk'), cell: ({ content }) => t(`recall.risk-${content.risk}`) },
      { head: t('recall.state'), cell: (recall) => recallTag(visit, recall) },
      {
        head: t('department.did-notify-recall'),
        cell: ({ publishedAt }) => instantText(publishedAt, visit),
        kind: 'date',
      },
    ],
    rows: page.items,
    toolbar: filterBar({
      t,
      action: recallsRoot,
      fields: html`${form.text('q', { label: t('recall.search') })}
      ${form.select('state', { label: t('recall.state'), prompt: t('recall.any'), options })}`,
      clearHref: isFiltered ? recallsRoot : undefined,
    }),
    empty: { icon: 'check', title: t('recall.desk-none'), sentence: t('recall.desk-none-next') },
    pagination: pagination({
      t,
      previousHref: after === undefined ? undefined : addressOf(recallsRoot, { q, state }),
      nextHref: page.next === undefined ? undefined : addressOf(recallsRoot, { q, state, after: page.next }),
    }),
  })}`;
  send(visit, { title, current: 'recalls', body });
}

function recallTag({ t }: Visit, { closing }: Recall): Html {
  return closing === null
    ? statusTag({ kind: 'stop', text: t('recall.open') })
    : statusTag({ kind: 'neutral', icon: 'check', text: t('recall.closed') });
}

function sendRecall(visit: Visit, recall: Recall, found: RecallHolders): void {
  const { t, lang, req, actor } = visit;
  const { number, title, content, batches, organisation, notice, closing } = recall;
  const done = dones.find((name) => name === req.query['done']);
  const mayAct = closing === null && may(actor, 'batches.hold');
  const body = html`${breadcrumb({ t, trail: [{ href: recallsRoot, label: t('recall.desk-title') }], current: title })}
  ${pageHead({
    title,
    lead: html`${t('recall.number', { number })} ·
      <a href="${recordAddress('organisation', organisation.id)}">${organisation.name}</a>`,
    tag: recallTag(visit, recall),
    actions: html`${linkButton({ href: new URL(notice).pathname, label: t('recall.open-notice'), icon: 'eye' })}
    ${mayAct && linkButton({ href: `${recallAddress(number)}/revision`, label: t('recall.revise'), icon: 'pencil' })}
    ${mayAct && linkButton({ href: `${recallAddress(number)}/closing`, label: t('recall.close'), icon: 'check' })}`,
  })}
  ${summaryList([
    {
      term: t('recall.lots'),
      value: batches.map(({ id, lot }) => html`<a href="${recordAddress('batch', id)}">${lot}</a> `),
    },
    { term: t('recall.risk'), value: t(`recall.risk-${content.risk}`) },
    { term: t('recall.reason'), value: content.reason },
    { term: t('recall.what-to-do'), value: content.whatToDo },
    { term: t('recall.channels'), value: content.channels },
    { term: t('recall.contact'), value: `${content.contact.name}, ${content.contact.phone}` },
    {
      term: t('department.did-notify-recall'),
      value: `${instantText(recall.publishedAt, visit)}, ${recall.publishedBy}`,
    },
  ])}
  ${closing && closingPart(visit, recall, closing)} ${holdersPart(visit, found)}`;
  send(visit, {
    title: t('recall.page-title', { title }),
    current: 'recalls',
    isSample: recall.sample,
    flash: done && flash({ t, kind: 'good', title: t(`recall.done-${done}`) }),
    body,
  });

  function closingPart(
    to: Visit,
    { closedAt, closedBy }: Recall,
    report: NonNullable<Recall['closing']>,
  ): Html {
    return html`<section class="stack-close">
      <h2>${t('recall.closing')}</h2>
      ${summaryList([
        ...amounts.map((name) => ({
          term: t(`recall.${name}`),
          value: formatQuantity(report[name], lang, t),
        })),
        { term: t('recall.measures'), value: report.measures },
        { term: t('recall.responsible'), value: report.responsible },
        { term: t('recall.closed-on'), value: formatDate(report.closedOn, lang) },
        {
          term: t('department.did-close-recall'),
          value: closedAt === null ? '' : `${instantText(closedAt, to)}, ${closedBy ?? ''}`,
        },
      ])}
    </section>`;
  }
}
