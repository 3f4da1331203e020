import type { Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Mark, Visit as ControlVisit } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { fieldReader, given } from '../shared/field-reader.ts';
import { fieldGroup } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { Option } from '../shared/form-inputs.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { emptyState } from '../shared/notices.ts';
import { linkButton } from '../shared/page-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { Kind } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import { idIn, needs } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { addForm, filledRows, rowsToShow } from './form-route.ts';
import { markHref } from './mark-desk.ts';
import type { MarkDesk } from './mark-desk.ts';
import { sampleFields, samplesFrom, teamFrom } from './mark-check-fields.ts';
import { sendMarkPart, trailTo } from './mark-tabs.ts';

const severities = ['note', 'minor', 'major'] as const;
const severityKinds: Record<(typeof severities)[number], Kind> = {
  note: 'neutral',
  minor: 'warn',
  major: 'stop',
};

/** Control under a mark: visits with findings, each open until it is put right. */
export function addVisitPages(
  router: Router,
  services: DepartmentServices,
  { visitFor, desk }: { visitFor: VisitFor; desk: MarkDesk },
): void {
  const { marks, visits, grants } = services;
  const list = `${desk.marks}/:id/visits`;

  router.get(list, needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const mark = await marks.find(idIn(req));
    sendVisits(visit, mark, (await visits.list(mark.id, visit.actor)).items);
  });

  addForm(router, visitFor, {
    path: `${list}/new`,
    right: 'marks.write',
    contract: 'VisitContent',
    async form(visit, req) {
      const { t } = visit;
      const mark = await marks.find(idIn(req));
      const { items } = await grants.list(visit.actor, { mark: mark.id, limit: 100 });
      const holders = items.map(({ id, organisation, content }) => ({
        value: id,
        label: `${organisation.name} (${content.number ?? t('mark.no-number')})`,
      }));
      return {
        title: t('marks.visit-new'),
        trail: trailTo(visit, mark, 'visits'),
        start: {},
        fields: (form, values) => visitFields(visit, form, { values, holders }),
        submit: { label: t('common.save') },
        read(values, language) {
          const fields = fieldReader(values, language);
          const content = given({
            grant: fields.text('grant'),
            on: fields.date('on'),
            team: teamFrom(fields.text('team')),
            summary: fields.text('summary'),
            findings: filledRows(values, 'findings').map((at) =>
              given({
                text: fields.text(`findings.${at}.text`),
                severity: fields.text(`findings.${at}.severity`),
                deadline: fields.date(`findings.${at}.deadline`),
              }),
            ),
            samples: samplesFrom(fields, values),
          });
          return { content, faults: fields.faults };
        },
        async save(content, by) {
          await visits.add(mark.id, content, by);
          return `${markHref(visit, mark.id, 'visits')}?done=saved`;
        },
      };
    },
  });

  addForm(router, visitFor, {
    path: `${list}/:visit/findings/:number/close`,
    right: 'marks.write',
    contract: 'FindingClosing',
    async form(visit, req) {
      const { t } = visit;
      const mark = await marks.find(idIn(req));
      const { items } = await visits.list(mark.id, visit.actor);
      const found = items.find(({ id }) => id === idIn(req, 'visit'));
      const finding = found?.findings.find(({ number }) => String(number) === req.params['number']);
      if (!found || !finding) throw notFound();
      return {
        title: t('marks.finding-close'),
        lead: finding.text,
        trail: trailTo(visit, mark, 'visits'),
        start: {},
        fields: (form) =>
          html`${form.date('on', { label: t('marks.closed-on') })}
          ${form.textarea('how', { label: t('marks.closed-how'), limit: 1000, rows: 3 })}`,
        submit: { label: t('marks.finding-close') },
        read(values, language) {
          const fields = fieldReader(values, language);
          const content = given({ on: fields.date('on'), how: fields.text('how') });
          return { content, faults: fields.faults };
        },
        async save(content, by) {
          await visits.close(found.id, finding.number, content, by);
          return `${markHref(visit, mark.id, 'visits')}?done=saved`;
        },
      };
    },
  });
}

function visitFields(
  { t }: Visit,
  form: Form,
  { values, holders }: { values: FieldValues; holders: readonly Option[] },
): Html {
  const options = severities.map((value) => ({ value, label: t(`marks.severity-${value}`) }));
  return html`${form.select('grant', { label: t('marks.visit-holder'), isOptional: true, options: holders })}
  ${form.date('on', { label: t('marks.visit-on') })}
  ${form.textarea('team', { label: t('marks.team'), hint: t('marks.team-hint'), rows: 2 })}
  ${form.textarea('summary', { label: t('marks.visit-summary'), isOptional: true, limit: 2000, rows: 3 })}
  ${rowsToShow(values, 'findings', 2).map((at) =>
    fieldGroup({
      legend: t('marks.finding-numbered', { number: at + 1 }),
      body: html`${form.textarea(`findings.${at}.text`, { label: t('marks.finding'), isOptional: true, limit: 1000, rows: 2 })}
      ${form.radios(`findings.${at}.severity`, { label: t('marks.severity'), isOptional: true, isInline: true, options })}
      ${form.date(`findings.${at}.deadline`, { label: t('marks.deadline'), isOptional: true })}`,
    }),
  )}
  ${sampleFields(t, form, values)}`;
}

function sendVisits(visit: Visit, mark: Mark, visits: readonly ControlVisit[]): void {
  const { t, actor } = visit;
  const add =
    may(actor, 'marks.write') &&
    linkButton({
      href: markHref(visit, mark.id, 'visits/new'),
      label: t('marks.visit-new'),
      kind: 'primary',
      icon: 'plus',
    });
  sendMarkPart(visit, {
    mark,
    part: 'visits',
    actions: visits.length > 0 && add,
    body:
      visits.length > 0
        ? html`${visits.map((one) => visitPanel(visit, mark, one))}`
        : emptyState({
            icon: 'eye',
            title: t('marks.visits-none'),
            sentence: t('marks.visits-none-next'),
            action: add,
          }),
  });
}

function visitPanel(
  visit: Visit,
  mark: Mark,
  { id, on, team, holder, summary, samples, findings }: ControlVisit,
): Html {
  const { t, lang } = visit;
  return html`<section class="stack-close">
    <h2>${holder ? `${formatDate(on, lang)}, ${holder.name}` : formatDate(on, lang)}</h2>
    <p class="soft">${t('marks.team')}: ${team.join(', ')}</p>
    ${summary !== null && html`<p>${summary}</p>`}
    ${
      findings.length > 0 &&
      html`<ul>
        ${findings.map((finding) => html`<li>${findingLine(visit, finding)} ${closing(visit, mark, { id, finding })}</li>`)}
      </ul>`
    }
    ${
      samples.length > 0 &&
      html`<p>
        ${t('marks.samples')}:
        ${samples.map(({ code, test, result }) => [code, test, result].filter(Boolean).join(', ')).join('; ')}
      </p>`
    }
  </section>`;
}

type Finding = ControlVisit['findings'][number];

function findingLine({ t, lang }: Visit, finding: Finding): Html {
  const { text, severity, deadline, closedOn, how, isOverdue } = finding;
  const state = closedOn
    ? statusTag({ kind: 'good', text: t('marks.closed', { date: formatDate(closedOn, lang) }) })
    : statusTag({ kind: severityKinds[severity], text: t(`marks.severity-${severity}`) });
  const due =
    deadline !== null &&
    closedOn === null &&
    html`<span class="soft"
      >${t(isOverdue ? 'marks.was-due' : 'marks.is-due', { date: formatDate(deadline, lang) })}</span
    >`;
  return html`${state} ${text} ${due} ${how !== null && html`<span class="soft">${how}</span>`}`;
}

function closing(visit: Visit, mark: Mark, { id, finding }: { id: string; finding: Finding }): Hole {
  if (finding.closedOn !== null || !may(visit.actor, 'marks.write')) return undefined;
  const href = markHref(visit, mark.id, `visits/${id}/findings/${finding.number}/close`);
  return html`<a href="${href}"
    >${visit.t('marks.finding-close')}<span class="unseen"> ${finding.text}</span></a
  >`;
}
