import type { StampAct, StampActPage } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import { breadcrumb, pageHead } from '../shared/page-parts.ts';
import { rangeList, stampsRoot, stampTrail } from './stamp-words.ts';
import { send, timeText } from './visit.ts';
import type { Visit } from './visit.ts';

interface StampHistory {
  batch: { id: string; name: string };
  page: StampActPage;
  after: string | undefined;
}

/** Who did what with which stamps of a batch, when and why. */
export function sendStampHistory(visit: Visit, { batch, page: { items, next }, after }: StampHistory): void {
  const { t } = visit;
  const title = t('stamping.history');
  const root = `${stampsRoot(batch.id)}/history`;
  const body = html`${breadcrumb({ t, trail: stampTrail(visit, batch), current: title })}
  ${pageHead({ title, lead: t('stamping.history-lead') })}
  ${dataTable<StampAct>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      { head: t('stamping.what'), cell: ({ action }) => t(`stamping.did-${action}`) },
      { head: t('stamping.when'), kind: 'date', cell: ({ at }) => timeText(at, visit) },
      { head: t('stamping.who'), cell: ({ by }) => by },
      { head: t('stamping.which'), cell: (act) => stampsOf(act, visit) },
    ],
    rows: items,
    empty: { icon: 'stamp', title: t('stamping.history-none') },
    pagination: pagination({
      t,
      previousHref: after === undefined ? undefined : root,
      nextHref: next === undefined ? undefined : `${root}?after=${next}`,
    }),
  })}`;
  send(visit, { title: `${title}: ${batch.name}`, current: 'batch', body });
}

function stampsOf(act: StampAct, visit: Visit): Html {
  const { count, ranges } = act;
  const { t } = visit;
  const more = count - ranges.reduce((sum, range) => sum + range.count, 0);
  return html`${rangeList(ranges, visit)}
  ${more > 0 && html`<p>${t('stamping.more-ranges', { count: more })}</p>`} ${why(act, visit)}`;
}

function why({ reason, note }: StampAct, { t }: Visit): Hole {
  const told = [reason && t(`stamping.reason-${reason}`), note].filter((part) => part !== null);
  return told.length > 0 && html`<p>${t('stamping.why')}: ${told.join('. ')}</p>`;
}
