import { formatQuantity } from '../../domain/quantity.ts';
import { formatDate, formatNumber } from '../../domain/vietnamese-format.ts';
import type {
  Mark,
  MarkOverview,
  MarkOverviewRow,
  MarkReminder,
  Quantity,
} from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { grantTag } from '../shared/grant-panels.ts';
import { dataTable } from '../shared/data-table.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { Kind } from '../shared/status-tag.ts';
import type { Visit } from './desk-visit.ts';
import { grantHref, markHref } from './mark-desk.ts';
import { sendMarkPart } from './mark-tabs.ts';

type Flag = MarkOverviewRow['flags'][number];

const flagKinds: Record<Flag, Kind> = {
  'over-ceiling': 'stop',
  'open-violation': 'stop',
  'not-a-member': 'stop',
  'overdue-findings': 'warn',
  'near-ceiling': 'warn',
  'ends-soon': 'warn',
  'few-stamps': 'neutral',
  'nothing-declared': 'neutral',
};

/** What does not add up under a mark is seen first. */
export function sendOverview(visit: Visit, mark: Mark, overview: MarkOverview): void {
  const { t } = visit;
  sendMarkPart(visit, {
    mark,
    part: 'overview',
    body: html`<p>
        ${t('marks.findings-line', { open: overview.openFindings, overdue: overview.overdueFindings })}
      </p>
      ${overview.reminders.length > 0 && reminderList(visit, overview.reminders)}
      <section class="stack-close">
        <h2>${t('marks.figures')}</h2>
        <p class="soft">${t('marks.figures-lead')}</p>
        ${table(visit, overview.rows)}
      </section>
      ${overview.scans !== null && scansTable(visit, overview.scans)}`,
  });
}

function table(visit: Visit, rows: readonly MarkOverviewRow[]): Html {
  const { t } = visit;
  return dataTable<MarkOverviewRow>({
    caption: t('marks.figures'),
    isCaptionHidden: true,
    columns: [
      {
        head: t('record.grant-organisation'),
        cell: ({ grant, holder }) => html`<a href="${grantHref(visit, grant)}">${holder.name}</a>`,
      },
      { head: t('department.state'), cell: ({ state }) => grantTag(t, state), kind: 'tight' },
      { head: t('marks.season'), cell: ({ season }) => season ?? undefined },
      {
        head: t('marks.claimed-of'),
        cell: (row) => partOf(visit, row.claimed, row.limit, row.claimedPercent),
      },
      {
        head: t('marks.stamped-of'),
        cell: (row) => partOf(visit, row.stamped, row.claimed, row.stampedPercent),
      },
      {
        head: t('marks.findings'),
        cell: ({ openFindings }) => (openFindings === 0 ? undefined : String(openFindings)),
        kind: 'number',
      },
      {
        head: t('marks.look-at'),
        cell: ({ flags }) =>
          flags.map((flag) => html`${statusTag({ kind: flagKinds[flag], text: t(`marks.flag-${flag}`) })} `),
      },
    ],
    rows,
    empty: { icon: 'stamp', title: t('department.grants-none'), sentence: t('department.grants-none-next') },
  });
}

function partOf(
  { t, lang }: Visit,
  part: Quantity | null,
  whole: Quantity | null,
  percent: string | null,
): Hole {
  if (!part || !whole) return undefined;
  const share = percent === null ? '' : ` (${formatNumber(percent, lang)} %)`;
  return `${formatQuantity(part, lang, t)} / ${formatQuantity(whole, lang, t)}${share}`;
}

function scansTable({ t }: Visit, scans: NonNullable<MarkOverview['scans']>): Html {
  return html`<section class="stack-close">
    <h2>${t('marks.scans')}</h2>
    ${dataTable<(typeof scans)[number]>({
      caption: t('marks.scans'),
      isCaptionHidden: true,
      columns: [
        { head: t('marks.province'), cell: ({ province }) => province ?? t('marks.scans-unknown') },
        { head: t('marks.scan-count'), cell: ({ scans: count }) => String(count), kind: 'number' },
      ],
      rows: scans,
      empty: { icon: 'search', title: t('marks.scans-none') },
    })}
  </section>`;
}

/** What falls due, the most urgent first; also at the head of the register. */
export function reminderList(visit: Visit, reminders: readonly MarkReminder[]): Html {
  const { t, lang } = visit;
  return html`<section class="stack-close">
    <h2>${t('marks.due')}</h2>
    <ul>
      ${reminders.map(({ kind, mark, on, days, what, grant }) => {
        const href = grant === null ? markHref(visit, mark.id) : grantHref(visit, grant);
        const tag = { kind: days < 0 ? 'stop' : 'warn', text: t('marks.due-in', { days }) } as const;
        return html`<li>
          ${statusTag(tag)} ${t(`marks.reminder-${kind}`)}:
          <a href="${href}">${what === '' ? mark.name : what}</a>, ${formatDate(on, lang)}
          <span class="soft">(${mark.name})</span>
        </li>`;
      })}
    </ul>
  </section>`;
}
