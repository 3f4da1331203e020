import type { RecordKind } from '../../domain/change.ts';
import { may } from '../../domain/roles.ts';
import { roles } from '../../domain/roles.ts';
import type { History } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { contentRows } from '../shared/content-rows.ts';
import { disclosure } from '../shared/page-parts.ts';
import { code, summaryList, timeline } from '../shared/record-parts.ts';
import { roleLine } from '../shared/role-words.ts';
import { stampVerbs } from '../shared/stamp-verbs.ts';
import type { Kind } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import type { Visit } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { markVerbs } from './mark-verbs.ts';
import { readingOf } from './record-reading.ts';

const verbs: Partial<Record<string, { label: MessageKey; kind: Kind }>> = {
  create: { label: 'department.did-create', kind: 'neutral' },
  register: { label: 'department.did-register', kind: 'good' },
  edit: { label: 'department.did-edit', kind: 'neutral' },
  correct: { label: 'department.did-correct', kind: 'good' },
  submit: { label: 'department.did-submit', kind: 'info' },
  withdraw: { label: 'department.did-withdraw', kind: 'neutral' },
  approve: { label: 'department.did-approve', kind: 'good' },
  endorse: { label: 'desk.did-endorse', kind: 'info' },
  return: { label: 'department.did-return', kind: 'warn' },
  refuse: { label: 'department.did-refuse', kind: 'stop' },
  close: { label: 'department.did-close', kind: 'neutral' },
  suspend: { label: 'department.did-suspend', kind: 'warn' },
  restore: { label: 'department.did-restore', kind: 'good' },
  recall: { label: 'department.did-recall', kind: 'stop' },
  'take-down': { label: 'department.did-take-down', kind: 'stop' },
  explain: { label: 'department.did-explain', kind: 'info' },
  'revise-recall': { label: 'department.did-revise-recall', kind: 'neutral' },
  'close-recall': { label: 'department.did-close-recall', kind: 'neutral' },
  expire: { label: 'department.did-expire', kind: 'warn' },
  'expires-soon': { label: 'department.did-expires-soon', kind: 'warn' },
  'record-stage': { label: 'department.did-record-stage', kind: 'neutral' },
  'withdraw-stage': { label: 'department.did-withdraw-stage', kind: 'neutral' },
  grant: { label: 'department.did-grant', kind: 'good' },
  ...stampVerbs,
  revoke: { label: 'department.did-revoke', kind: 'stop' },
};

const mostVersions = 10;

/** Who did what, in which role, when and why, and what was in force; for those who may read it. */
export async function historyPanel(
  services: DepartmentServices,
  visit: Visit,
  subject: { kind: RecordKind; id: string },
): Promise<Hole> {
  if (!may(visit.actor, 'history.read')) return undefined;
  const { entries, versions } = await services.submissions.history(subject, visit.actor);
  const { t } = visit;
  return html`<section class="stack-close">
    <h2>${t('department.history')}</h2>
    ${await versionList(services, visit, { kind: subject.kind, versions: versions.slice(0, mostVersions) })}
    ${entryList(visit, entries)}
  </section>`;
}

function entryList(visit: Visit, entries: History['entries']): Html {
  const { t } = visit;
  return timeline(
    entries.map(({ action, at, by, roles: held, reason }) => {
      const verb = markVerbs[action] ?? verbs[action.slice(action.indexOf('.') + 1)];
      const line = roleLine(
        t,
        roles.filter((role) => held.includes(role)),
      );
      return {
        title: verb ? t(verb.label) : action,
        kind: verb?.kind ?? 'neutral',
        when: { iso: at, text: instantText(at, visit) },
        actor: line === '' ? by : `${by} (${line})`,
        body: reason ?? undefined,
      };
    }),
  );
}

async function versionList(
  services: DepartmentServices,
  visit: Visit,
  { kind, versions }: { kind: RecordKind; versions: History['versions'] },
): Promise<Hole[]> {
  const { t } = visit;
  const reading = await readingOf(
    services,
    visit,
    kind,
    versions.map(({ content }) => content),
  );
  return versions.map(({ number, at, by, digest, content }) =>
    disclosure({
      summary: t('department.version-of', { number, at: instantText(at, visit), by }),
      body: html`${summaryList(
          contentRows(reading, kind, content).filter(({ value }) => value !== undefined),
          t,
        )}
        <p class="soft">${t('department.digest')} ${code(digest)}</p>`,
    }),
  );
}
