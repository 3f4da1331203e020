import type { ServiceLevel } from '../../platform/contract-types.ts';
import { formatNumber } from '../../domain/vietnamese-format.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import { disclosure } from '../shared/page-parts.ts';
import { addressOf } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';

type Words = Pick<Visit, 't' | 'lang'>;

/** What is overdue, and how long decisions take: first in one sentence, then by kind. */
export function levelSection(words: Words, level: ServiceLevel, queueRoot: string): Html {
  const { t } = words;
  const sentence = t('desk.level-sentence', { overdue: level.overdue, today: level.dueToday });
  return html`<div class="stack-close">
    <p>
      ${sentence}
      ${
        level.overdue > 0 &&
        html`<a href="${addressOf(queueRoot, { due: 'overdue' })}">${t('desk.see-overdue')}</a>`
      }
    </p>
    ${disclosure({
      summary: html`${t('desk.level-median')}: ${durationText(words, level.medianHours)}`,
      body: html`<p class="soft">${t('desk.level-median-hint')}</p>
        ${dataTable<ServiceLevel['kinds'][number]>({
          caption: t('desk.level'),
          isCaptionHidden: true,
          columns: [
            { head: t('department.kind'), cell: ({ kind }) => t(`submission.kind-${kind}`) },
            { head: t('desk.level-days'), cell: ({ workingDays }) => workingDays, kind: 'number' },
            { head: t('desk.level-waiting'), cell: ({ waiting }) => waiting, kind: 'number' },
            { head: t('desk.level-overdue'), cell: ({ overdue }) => overdue, kind: 'number' },
            { head: t('desk.level-decided'), cell: ({ decided }) => decided, kind: 'number' },
            {
              head: t('desk.level-median'),
              cell: ({ medianHours }) => durationText(words, medianHours),
              kind: 'number',
            },
          ],
          rows: level.kinds,
          empty: { icon: 'clock', title: t('desk.level-none') },
        })}`,
    })}
  </div>`;
}

/** `5,5 giờ`, from two days on `2 ngày 3 giờ`. */
function durationText({ t, lang }: Words, hours: number | null): string {
  if (hours === null) return t('desk.level-none');
  if (hours < 48) return t('desk.level-hours', { hours: formatNumber(String(hours), lang) });
  return t('desk.level-days-hours', { days: Math.floor(hours / 24), hours: Math.round(hours % 24) });
}
