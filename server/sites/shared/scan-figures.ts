import { formatDate } from '../../domain/vietnamese-format.ts';
import type { BatchScans } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import { dataTable } from './data-table.ts';

type Figures = Pick<BatchScans, 'days' | 'provinces' | 'verdicts' | 'apart'>;

/** Look-ups by day, province and what was told; for those who answer for the goods. */
export function scanFigures(
  { t, lang }: { t: Translate; lang: Language },
  { days, provinces, verdicts, apart }: Figures,
  dayTitle: string,
): Html {
  const sessions = { head: t('scans.sessions'), kind: 'number' as const, cell: countOf };
  const empty = { icon: 'eye' as const, title: t('scans.history-none'), sentence: '' };
  if (days.length === 0 && provinces.length === 0) {
    return html`<p class="soft">${t('scans.history-none')} ${t('scans.apart', apart)}.</p>`;
  }
  return html`<div class="stack">
    ${dataTable({
      caption: dayTitle,
      columns: [{ head: t('scans.day'), cell: ({ day }) => formatDate(day, lang) }, sessions],
      rows: days.slice(-31),
      empty,
    })}
    ${
      provinces.length === 0
        ? html`<p class="soft">${t('scans.provinces-none')}</p>`
        : dataTable({
            caption: t('scans.by-province'),
            columns: [
              { head: t('scans.province'), cell: ({ name }) => name ?? t('scans.province-unknown') },
              sessions,
            ],
            rows: provinces,
            empty,
          })
    }
    ${dataTable({
      caption: t('scans.by-verdict'),
      columns: [
        { head: t('scans.inspect-told'), cell: ({ verdict }) => t(`scans.verdict-${verdict}`) },
        sessions,
      ],
      rows: verdicts,
      empty,
    })}
    <p class="soft small">${t('scans.apart', apart)}.</p>
  </div>`;
}

function countOf({ sessions }: { sessions: number }): number {
  return sessions;
}
