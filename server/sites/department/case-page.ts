import { inGroups } from '../../domain/identifiers/crockford.ts';
import type { Case } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { actionBar, formFor } from '../shared/form.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { flash } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { code, summaryList, timeline } from '../shared/record-parts.ts';
import { caseTag, signalList } from '../shared/scan-tags.ts';
import type { Kind } from '../shared/status-tag.ts';
import { caseAddress, casesRoot } from './case-address.ts';
import { send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { inspectionAddress } from './inspection-pages.ts';
import { recordAddress } from './record-address.ts';

/** What a form of this page was given, and what was wrong with it. */
export interface CaseForm {
  form?: 'decision' | 'note';
  values?: FieldValues;
  faults?: FieldText[];
}

const doneKeys = {
  decided: 'cases.done-decided',
  noted: 'cases.done-noted',
  opened: 'cases.done-opened',
} as const;

export function sendCase(visit: Visit, matter: Case, typed: CaseForm = {}): void {
  const { t, req } = visit;
  const title = t('cases.page-title', { number: matter.number });
  const done = Object.entries(doneKeys).find(([name]) => name === req.query['done'])?.[1];
  const { productKey, serial } = matter;
  const body = html`${breadcrumb({ t, trail: [{ href: casesRoot, label: t('cases.title') }], current: matter.number })}
    ${pageHead({
      title,
      lead: matter.batch.name,
      tag: caseTag(t, matter),
      actions:
        serial !== null &&
        linkButton({
          href: inspectionAddress({ productKey, serial }),
          label: t('cases.inspect-link'),
          icon: 'eye',
        }),
    })}
    ${summaryList(factsOf(visit, matter), t)}
    ${matter.actions.length > 0 && decisionForm(visit, matter, typed)}
    <section class="stack-close">
      <h2>${t('cases.events')}</h2>
      ${timeline(matter.events.map((event) => entryOf(visit, event)).reverse())}
    </section>
    ${matter.actions.includes('note') && noteForm(visit, matter, typed)}`;
  send(visit, {
    title,
    current: 'cases',
    flash: done && flash({ t, kind: 'good', title: t(done) }),
    hasFaults: (typed.faults ?? []).length > 0,
    body,
  });
}

function factsOf(visit: Visit, matter: Case) {
  const { t } = visit;
  const { serial, path, batch, organisation, signals, openedBy } = matter;
  const page = path !== null && html` <a href="${path}">${t('scans.public-page')}</a>`;
  return [
    {
      term: t('cases.about'),
      value: serial === null ? t('cases.about-batch') : html`${code(inGroups(serial))}<br />${page}`,
    },
    { term: t('scans.batch'), value: html`<a href="${recordAddress('batch', batch.id)}">${batch.name}</a>` },
    {
      term: t('scans.producer'),
      value: html`<a href="${recordAddress('organisation', organisation.id)}">${organisation.name}</a>`,
    },
    { term: t('cases.opened-by'), value: t(`cases.opened-by-${openedBy}`) },
    { term: t('cases.opened-at'), value: instantText(matter.openedAt, visit) },
    { term: t('scans.signals'), value: signalList(t, signals) || t('common.none') },
  ];
}

function decisionForm({ t }: Visit, { id, rev, serial, actions }: Case, typed: CaseForm): Hole {
  const isTyped = typed.form === 'decision';
  const form = formFor(t, isTyped ? typed : { values: { reach: 'unit' } });
  const possible = (['hold', 'void', 'clear'] as const).filter((one) => actions.includes(one));
  const reaches = (['unit', 'neighbours', 'batch'] as const).map((value) => ({
    value,
    label: t(`cases.reach-${value}`),
  }));
  return html`<section class="stack">
    <h2>${t('cases.decide-title')}</h2>
    ${form.enclose({
      action: `${caseAddress(id)}/decision`,
      hidden: { key: newSecret(), rev },
      body: html`${form.radios('decision', {
        label: t('cases.decision'),
        options: possible.map((value) => ({ value, label: t(`cases.decision-${value}`) })),
      })}
      ${serial !== null && form.radios('reach', { label: t('cases.reach'), options: reaches })}
      ${form.textarea('reason', { label: t('cases.reason'), hint: t('cases.reason-hint'), limit: 1000, rows: 3 })}`,
      bar: actionBar({ primary: { label: t('cases.decide-button') } }),
    })}
  </section>`;
}

function noteForm({ t }: Visit, { id, rev }: Case, typed: CaseForm): Hole {
  const form = formFor(t, typed.form === 'note' ? typed : {});
  return html`<section class="stack">
    <h2>${t('cases.note-title')}</h2>
    ${form.enclose({
      action: `${caseAddress(id)}/note`,
      hidden: { key: newSecret(), rev },
      body: form.textarea('text', { label: t('cases.note'), limit: 1000, rows: 3 }),
      bar: actionBar({ primary: { label: t('cases.note-button') } }),
    })}
  </section>`;
}

const eventKinds: Partial<Record<Case['events'][number]['action'], Kind>> = {
  hold: 'warn',
  void: 'stop',
  clear: 'good',
  signal: 'info',
  report: 'info',
};

function entryOf(visit: Visit, { at, by, action, text, signals, report, units }: Case['events'][number]) {
  const { t } = visit;
  const lines = [text, signalList(t, signals)].filter((line) => line !== '').join(' ');
  return {
    title: html`${t(`cases.event-${action}`)}${units > 0 && ` · ${t('cases.event-units', { count: units })}`}`,
    when: { iso: at, text: instantText(at, visit) },
    actor: action === 'signal' ? t('cases.system') : by,
    kind: eventKinds[action],
    body: html`<p>${lines}</p>
      ${report !== null && html`<p><a href="/department/reports/${report}">${t('cases.event-see-report')}</a></p>`}`,
  };
}
