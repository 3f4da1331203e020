import type { SyncMessage } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { mendWords } from '../shared/mend-words.ts';
import type { Fix } from '../shared/mend-words.ts';
import { statusTag } from '../shared/status-tag.ts';
import { timeText } from './visit.ts';
import type { Visit } from './visit.ts';

/**
 * Where the record stands at the national portal, in one line; what it refuses, in its own words, with the way to the
 * field where it is mended. `need`: the message of the record whose refusal holds this one up.
 */
export function syncLine(latest: SyncMessage | undefined, need: SyncMessage | undefined, visit: Visit): Html {
  const { t } = visit;
  if (!latest) return html`<span class="soft">${t('producer.sync-none')}</span>`;
  const { state, settledAt, createdAt } = latest;
  switch (state) {
    case 'accepted':
      return statusTag({
        kind: 'good',
        text: t('producer.sync-accepted', { time: timeText(settledAt ?? createdAt, visit) }),
      });
    case 'refused':
      return refusalLine(latest, need, visit);
    case 'queued':
    case 'sending':
    case 'handed':
      return statusTag({
        kind: 'info',
        text: t('producer.sync-waiting', { time: timeText(createdAt, visit) }),
      });
    case 'skipped':
      return html`<span class="soft">${t('producer.sync-skipped')}</span>`;
  }
}

function refusalLine(latest: SyncMessage, need: SyncMessage | undefined, visit: Visit): Html {
  const { t } = visit;
  const fix = need?.fix ?? latest.fix;
  return html`${statusTag({ kind: 'stop', text: t('producer.sync-refused') })} ${saidOf(latest, t)}
  ${need && saidOf(need, t)} ${fix ? mendLink(fix, visit) : t('producer.sync-refused-next')}`;
}

/** Of the last message to each gateway the refused one, else what the national portal says. */
export function mostTelling(messages: readonly SyncMessage[]): SyncMessage | undefined {
  const latest = new Map(messages.toReversed().map((message) => [message.gateway, message]));
  const all = [...latest.values()];
  return all.find(({ state }) => state === 'refused') ?? latest.get('national') ?? all[0];
}

/** Our own word for what went wrong, else the portal's. */
function saidOf({ attempts }: SyncMessage, t: Translate): Hole {
  const last = attempts.at(-1);
  if (last?.trouble) return t(`gateway.trouble-${last.trouble}`);
  return last && last.words !== '' && html`<q lang="vi">${last.words}</q>`;
}

function mendLink(fix: Fix, { t }: Visit): Html {
  return html`<a href="${mendAddress(fix)}">${t('producer.sync-mend', { what: mendWords(t, fix) })}</a>`;
}

/** Stages are told on the batch's own page; everything else stands in the record's form. */
function mendAddress({ kind, id, field }: Fix): string {
  const record = kind === 'organisation' ? '/producer/organisation' : `/producer/${roots[kind]}/${id}`;
  if (field === 'stages') return `${record}#stages`;
  return field === null ? record : `${record}/edit#f-${field}`;
}

const roots = { product: 'products', batch: 'batches' } as const;
