import type { SyncMessage } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { statusTag } from '../shared/status-tag.ts';
import { timeText } from './visit.ts';
import type { Visit } from './visit.ts';

/** Where the record stands at the national portal, in one line; what it refuses, in its own words. */
export function syncLine([latest]: readonly SyncMessage[], visit: Visit): Html {
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
      return html`${statusTag({ kind: 'stop', text: t('producer.sync-refused') })} ${saidBy(latest, t)}
      ${t('producer.sync-refused-next')}`;
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

/** Our own word for what went wrong, else the portal's. */
function saidBy({ attempts }: SyncMessage, t: Translate): string {
  const last = attempts.at(-1);
  return last?.trouble ? t(`gateway.trouble-${last.trouble}`) : `“${last?.words ?? ''}”`;
}
