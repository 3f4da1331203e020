import type { RecordKind } from '../../domain/change.ts';
import { isOfDepartment, may } from '../../domain/roles.ts';
import type { History } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { contentRows } from '../shared/content-rows.ts';
import { historyAddress } from '../shared/history-address.ts';
import { entryTimeline, historyDoor } from '../shared/history-parts.ts';
import { disclosure } from '../shared/page-parts.ts';
import { code, summaryList } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import type { Visit } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { readingOf } from './record-reading.ts';

const mostVersions = 10;
const mostEntries = 25;

/** What was done last and what was in force, for those who may read it, and the way to the whole of it. */
export async function historyPanel(
  services: DepartmentServices,
  visit: Visit,
  subject: { kind: RecordKind; id: string },
): Promise<Hole> {
  const { t, actor } = visit;
  const isOwners = subject.kind === 'mark' && !isOfDepartment(actor);
  if (!isOwners && !may(actor, 'history.read')) return undefined;
  const { entries, versions } = await services.histories.read({ ...subject, limit: mostEntries }, actor);
  const root = isOwners ? '/producer' : '/department';
  return html`<section class="stack-close">
    <h2>${t('department.history')}</h2>
    ${historyDoor(t, historyAddress(root, subject))}
    ${await versionList(services, visit, { kind: subject.kind, versions: versions.slice(0, mostVersions) })}
    ${entryTimeline(entries, visit)}
  </section>`;
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
