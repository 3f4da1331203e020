import type { SyncAttempt, SyncDecision, SyncMessage } from '../../platform/contract-types.ts';
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
import { messageAddress } from './sync-addresses.ts';

const kinds: Record<SyncMessage['state'], Kind> = {
  queued: 'info',
  sending: 'info',
  handed: 'info',
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
              value: html`<a href="${messageAddress(latest.id)}">${t('department.sync-see')}</a>`,
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
export function attemptText(t: Translate, { outcome, trouble }: SyncAttempt): string {
  return trouble === null ? t(`gateway.attempt-${outcome}`) : t(`gateway.trouble-${trouble}`);
}

const attemptKinds: Record<SyncAttempt['outcome'], Kind> = {
  accepted: 'good',
  refused: 'stop',
  handed: 'info',
  later: 'warn',
  unknown: 'warn',
};

/** Every attempt and every decision, the latest first. */
export function messageTimeline(visit: Visit, { attempts, decisions }: SyncMessage): Hole {
  const entries = [
    ...attempts.map((attempt) => attemptEntry(visit, attempt)),
    ...decisions.map((decision) => decisionEntry(visit, decision)),
  ].sort((a, b) => (a.when.iso < b.when.iso ? 1 : -1));
  if (entries.length === 0) return html`<p class="soft">${visit.t('department.sync-no-attempt')}</p>`;
  return timeline(entries);
}

type Entry = TimelineEntry & { when: { iso: string; text: string } };

function attemptEntry(visit: Visit, attempt: SyncAttempt): Entry {
  const { t } = visit;
  const { at, words, code: errorCode, field, outcome, trouble } = attempt;
  const quoted = words !== '' && trouble === null;
  return {
    title: attemptText(t, attempt),
    kind: attemptKinds[outcome],
    when: { iso: at, text: instantText(at, visit) },
    body: html`${quoted && html`<p>${t('department.gateway-says')} <q lang="vi">${words}</q></p>`}
    ${errorCode !== null && html`<p class="soft">${t('department.gateway-code')} ${code(errorCode)}</p>`}
    ${field !== null && html`<p class="soft">${t('department.gateway-field')} ${code(field)}</p>`}`,
  };
}

function decisionEntry(visit: Visit, { at, by, action, reason }: SyncDecision): Entry {
  const { t } = visit;
  return {
    title: t(`sync.decision-${action}`, { by }),
    kind: 'neutral',
    when: { iso: at, text: instantText(at, visit) },
    body: action !== 'resend' && html`<p>${reason}</p>`,
  };
}
