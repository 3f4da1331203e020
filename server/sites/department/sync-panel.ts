import type { SyncAttempt, SyncMessage } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { TimelineEntry } from '../shared/record-parts.ts';
import { code, summaryList, timeline } from '../shared/record-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { Kind } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import type { Visit } from './desk-visit.ts';
import { instantText } from './desk-words.ts';

const kinds: Record<SyncMessage['state'], Kind> = {
  queued: 'info',
  sending: 'info',
  accepted: 'good',
  refused: 'stop',
  skipped: 'neutral',
};

export function syncStateTag(t: Translate, state: SyncMessage['state']): Html {
  return statusTag({ kind: kinds[state], text: t(`gateway.state-${state}`) });
}

/** Where a record stands at the national gateway. */
export async function syncPanel(
  { sync }: Pick<DepartmentServices, 'sync'>,
  visit: Visit,
  record: { kind: SyncMessage['kind']; id: string },
): Promise<Html> {
  const { t } = visit;
  const [latest] = await sync.ofRecord(record.kind, record.id);
  return html`<section class="stack-close">
    <h2>${t('gateway.title')}</h2>
    ${
      latest
        ? summaryList([
            { term: t('department.state'), value: syncStateTag(t, latest.state) },
            {
              term: t('department.sync-number'),
              value: latest.foreignId === null ? t('common.none') : code(latest.foreignId),
            },
            { term: t('department.sync-last'), value: lastWords(visit, latest) },
            {
              term: t('department.sync-message'),
              value: html`<a href="/department/sync/${latest.id}">${t('department.sync-see')}</a>`,
            },
          ])
        : html`<p class="soft">${t('department.sync-never')}</p>`
    }
  </section>`;
}

function lastWords(visit: Visit, { attempts, createdAt }: SyncMessage): string {
  const last = attempts.at(-1);
  return last
    ? `${attemptText(visit.t, last)} ${instantText(last.at, visit)}`
    : visit.t('department.sync-queued', { at: instantText(createdAt, visit) });
}

/** What the gateway itself said comes word for word, in quotes. */
function attemptText(t: Translate, { outcome, trouble }: SyncAttempt): string {
  return trouble === null ? t(`gateway.attempt-${outcome}`) : t(`gateway.trouble-${trouble}`);
}

const attemptKinds: Record<SyncAttempt['outcome'], Kind> = {
  accepted: 'good',
  refused: 'stop',
  later: 'warn',
  unknown: 'warn',
};

export function attemptTimeline(visit: Visit, attempts: readonly SyncAttempt[]): Hole {
  const { t } = visit;
  if (attempts.length === 0) return html`<p class="soft">${t('department.sync-no-attempt')}</p>`;
  const entries: TimelineEntry[] = attempts.map((attempt) => ({
    title: attemptText(t, attempt),
    kind: attemptKinds[attempt.outcome],
    when: { iso: attempt.at, text: instantText(attempt.at, visit) },
    body: html`${attempt.words !== '' && html`<p>${t('department.gateway-says')} <q lang="vi">${attempt.words}</q></p>`}
    ${attempt.code !== null && html`<p class="soft">${t('department.gateway-code')} ${code(attempt.code)}</p>`}
    ${attempt.field !== null && html`<p class="soft">${t('department.gateway-field')} ${code(attempt.field)}</p>`}`,
  }));
  return timeline(entries.reverse());
}
