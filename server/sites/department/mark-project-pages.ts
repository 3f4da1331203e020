import type { Router } from 'express';
import { markStages } from '../../domain/mark-right.ts';
import { formatDate, formatNumber } from '../../domain/vietnamese-format.ts';
import type { Language } from '../../locales/catalogue.ts';
import type { Mark, MarkProject, MarkProjectContent } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import { markStageWords } from '../shared/field-catalogue.ts';
import { dateField, fieldReader, given } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';
import { fieldGroup } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { linkButton } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import { idIn, needs } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { addForm, filledRows, rowsToShow } from './form-route.ts';
import { markHref } from './mark-desk.ts';
import type { MarkDesk } from './mark-desk.ts';
import { sendMarkPart, trailTo } from './mark-tabs.ts';

/** How a mark is brought to its title. */
export function addProjectPages(
  router: Router,
  services: DepartmentServices,
  { visitFor, desk }: { visitFor: VisitFor; desk: MarkDesk },
): void {
  const { marks, projects } = services;
  const one = `${desk.marks}/:id/project`;

  router.get(one, needs('marks.write'), async (req, res) => {
    const visit = visitFor(req, res);
    const mark = await marks.find(idIn(req));
    sendProject(visit, mark, await projects.find(mark.id, visit.actor));
  });

  addForm(router, visitFor, {
    path: `${one}/edit`,
    right: 'marks.write',
    contract: 'MarkProjectContent',
    async form(visit, req) {
      const { t } = visit;
      const mark = await marks.find(idIn(req));
      const project = await projects.find(mark.id, visit.actor);
      return {
        title: t('marks.project-edit'),
        lead: t('marks.project-lead'),
        trail: trailTo(visit, mark, 'project'),
        start: { ...formOf(project.content, visit.lang), rev: String(project.rev) },
        fields: (form, values) => projectFields(visit, form, values),
        submit: { label: t('common.save') },
        read: contentFrom,
        async save(content, by, values) {
          await projects.edit(mark.id, content, { rev: Number(values['rev']), by });
          return `${markHref(visit, mark.id, 'project')}?done=saved`;
        },
      };
    },
  });
}

function projectFields({ t }: Visit, form: Form, values: FieldValues): Html {
  const secured = [
    { value: 'yes', label: t('marks.funding-secured') },
    { value: 'no', label: t('marks.funding-expected') },
  ];
  return html`${markStages.map((stage, at) =>
    fieldGroup({
      legend: t(markStageWords[stage]),
      body: html`${form.date(`stages.${at}.planned`, { label: t('marks.planned'), isOptional: true })}
      ${form.date(`stages.${at}.reached`, { label: t('marks.reached'), isOptional: true })}
      ${form.text(`stages.${at}.note`, { label: t('record.note'), isOptional: true, limit: 500 })}`,
    }),
  )}
  ${rowsToShow(values, 'tasks', 2).map((at) =>
    fieldGroup({
      legend: t('marks.task-numbered', { number: at + 1 }),
      body: html`${form.text(`tasks.${at}.title`, { label: t('marks.task'), isOptional: true, limit: 300 })}
      ${form.text(`tasks.${at}.who`, { label: t('marks.task-who'), isOptional: true, limit: 120 })}
      ${form.date(`tasks.${at}.due`, { label: t('marks.deadline'), isOptional: true })}
      ${form.date(`tasks.${at}.done`, { label: t('marks.task-done'), isOptional: true })}`,
    }),
  )}
  ${rowsToShow(values, 'costs', 2).map((at) =>
    fieldGroup({
      legend: t('marks.cost-numbered', { number: at + 1 }),
      body: html`${form.text(`costs.${at}.what`, { label: t('marks.cost'), isOptional: true, limit: 300 })}
      ${form.text(`costs.${at}.amount`, { label: t('marks.amount'), isOptional: true, width: 'medium' })}`,
    }),
  )}
  ${rowsToShow(values, 'funding', 2).map((at) =>
    fieldGroup({
      legend: t('marks.funding-numbered', { number: at + 1 }),
      body: html`${form.text(`funding.${at}.source`, { label: t('marks.funding'), isOptional: true, limit: 300 })}
      ${form.text(`funding.${at}.amount`, { label: t('marks.amount'), isOptional: true, width: 'medium' })}
      ${form.radios(`funding.${at}.isSecured`, { label: t('marks.funding-state'), isOptional: true, isInline: true, options: secured })}`,
    }),
  )}`;
}

function contentFrom(values: FieldValues, language: Language): Typed {
  const fields = fieldReader(values, language);
  const amount = (name: string) => fields.whole(name)?.toString();
  const content = {
    stages: filledRows(values, 'stages').map((at) =>
      given({
        stage: markStages[at],
        planned: fields.date(`stages.${at}.planned`),
        reached: fields.date(`stages.${at}.reached`),
        note: fields.text(`stages.${at}.note`),
      }),
    ),
    tasks: filledRows(values, 'tasks').map((at) =>
      given({
        title: fields.text(`tasks.${at}.title`),
        who: fields.text(`tasks.${at}.who`),
        due: fields.date(`tasks.${at}.due`),
        done: fields.date(`tasks.${at}.done`),
      }),
    ),
    costs: filledRows(values, 'costs').map((at) =>
      given({ what: fields.text(`costs.${at}.what`), amount: amount(`costs.${at}.amount`) }),
    ),
    funding: filledRows(values, 'funding').map((at) =>
      given({
        source: fields.text(`funding.${at}.source`),
        amount: amount(`funding.${at}.amount`),
        isSecured: fields.text(`funding.${at}.isSecured`) === 'yes',
      }),
    ),
  };
  return { content, faults: fields.faults };
}

function formOf({ stages, tasks, costs, funding }: MarkProjectContent, lang: Language): FieldValues {
  const values: Record<string, string | undefined> = {};
  for (const { stage, planned, reached, note } of stages) {
    const row = `stages.${markStages.indexOf(stage)}`;
    Object.assign(values, {
      [`${row}.planned`]: dateField(planned),
      [`${row}.reached`]: dateField(reached),
      [`${row}.note`]: note,
    });
  }
  for (const [at, { title, who, due, done }] of tasks.entries()) {
    const row = `tasks.${at}`;
    Object.assign(values, {
      [`${row}.title`]: title,
      [`${row}.who`]: who,
      [`${row}.due`]: dateField(due),
      [`${row}.done`]: dateField(done),
    });
  }
  for (const [at, { what, amount }] of costs.entries()) {
    Object.assign(values, { [`costs.${at}.what`]: what, [`costs.${at}.amount`]: formatNumber(amount, lang) });
  }
  for (const [at, { source, amount, isSecured }] of funding.entries()) {
    Object.assign(values, {
      [`funding.${at}.source`]: source,
      [`funding.${at}.amount`]: formatNumber(amount, lang),
      [`funding.${at}.isSecured`]: isSecured ? 'yes' : 'no',
    });
  }
  return values;
}

function sendProject(visit: Visit, mark: Mark, project: MarkProject): void {
  const { t } = visit;
  const { tasks, costs, funding } = project.content;
  sendMarkPart(visit, {
    mark,
    part: 'project',
    actions: linkButton({
      href: markHref(visit, mark.id, 'project/edit'),
      label: t('marks.project-edit'),
      icon: 'pencil',
    }),
    body: html`${stageTable(visit, mark, project)} ${tasks.length > 0 && taskTable(visit, tasks)}
    ${(costs.length > 0 || funding.length > 0) && sums(visit, project)}`,
  });
}

function stageTable({ t, lang }: Visit, mark: Mark, { content }: MarkProject): Html {
  return dataTable<(typeof markStages)[number]>({
    caption: t('marks.stages'),
    columns: [
      { head: t('record.mark-stage'), cell: (stage) => t(markStageWords[stage]) },
      { head: t('marks.planned'), cell: (stage) => dateOf(stage, 'planned'), kind: 'date' },
      { head: t('marks.reached'), cell: (stage) => dateOf(stage, 'reached'), kind: 'date' },
      {
        head: t('record.note'),
        cell: (stage) =>
          html`${stage === mark.content.stage && statusTag({ kind: 'info', text: t('marks.stage-now') })}
          ${content.stages.find((entry) => entry.stage === stage)?.note}`,
      },
    ],
    rows: markStages,
    empty: { icon: 'flag', title: '' },
  });

  function dateOf(stage: (typeof markStages)[number], which: 'planned' | 'reached'): Hole {
    const date = content.stages.find((entry) => entry.stage === stage)?.[which];
    return date === undefined ? undefined : formatDate(date, lang);
  }
}

function taskTable({ t, lang, today }: Visit, tasks: MarkProjectContent['tasks']): Html {
  return dataTable<MarkProjectContent['tasks'][number]>({
    caption: t('marks.tasks'),
    columns: [
      { head: t('marks.task'), cell: ({ title }) => title },
      { head: t('marks.task-who'), cell: ({ who }) => who },
      {
        head: t('marks.deadline'),
        cell: ({ due, done }) =>
          done !== undefined
            ? statusTag({ kind: 'good', text: formatDate(done, lang) })
            : due !== undefined &&
              statusTag({ kind: due < today ? 'stop' : 'info', text: formatDate(due, lang) }),
        kind: 'tight',
      },
    ],
    rows: tasks,
    empty: { icon: 'flag', title: '' },
  });
}

function sums({ t, lang }: Visit, { content, cost, secured, expected, missing }: MarkProject): Html {
  const money = (amount: string) => t('marks.money', { amount: formatNumber(amount, lang) });
  return html`<section class="stack-close">
    <h2>${t('marks.money-title')}</h2>
    ${summaryList([
      ...content.costs.map(({ what, amount }) => ({ term: what, value: money(amount) })),
      { term: t('marks.cost-sum'), value: html`<strong>${money(cost)}</strong>` },
      ...content.funding.map(({ source, amount, isSecured }) => ({
        term: source,
        value: `${money(amount)}, ${t(isSecured ? 'marks.funding-secured' : 'marks.funding-expected')}`,
      })),
      { term: t('marks.funding-secured'), value: money(secured) },
      { term: t('marks.funding-expected'), value: money(expected) },
      { term: t('marks.funding-missing'), value: html`<strong>${money(missing)}</strong>` },
    ])}
  </section>`;
}
