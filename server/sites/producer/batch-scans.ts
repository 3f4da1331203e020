import { inGroups } from '../../domain/identifiers/crockford.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { Batch, CaseNotices } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { notice } from '../shared/notices.ts';
import { disclosure } from '../shared/page-parts.ts';
import { scanFigures } from '../shared/scan-figures.ts';
import type { ProducerServices } from './producer-services.ts';
import type { Visit } from './visit.ts';

const kinds = { hold: 'warn', void: 'stop', clear: 'info' } as const;

/** What the department decided about stamps of this batch, in its own words. */
export async function caseNotices({ cases }: ProducerServices, visit: Visit, { id }: Batch): Promise<Hole> {
  const { items } = await cases.noticesOf(id, visit.actor);
  return items.length > 0 && html`<div class="stack-close">${items.map((item) => told(visit, item))}</div>`;
}

/** How often the stamps of this batch were looked up. */
export async function lookUps({ scans }: ProducerServices, visit: Visit, { id }: Batch): Promise<Html> {
  const { t } = visit;
  const figures = await scans.history.ofBatch(id);
  return disclosure({
    summary: `${t('scans.sessions')}: ${figures.sessions}`,
    body: scanFigures(visit, figures, t('scans.by-day-all')),
  });
}

function told(
  { t, lang }: Visit,
  { number, decision, serial, units, reason, at }: CaseNotices['items'][number],
): Html {
  const around = serial === null ? 'none' : inGroups(serial);
  return notice({
    t,
    kind: kinds[decision],
    title: `${t(`cases.event-${decision}`)} · ${formatInstant(new Date(at), lang)} · ${number}`,
    body: t('cases.notice-line', { units, serial: around, reason }),
  });
}
