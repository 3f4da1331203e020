import type { BatchPage, StampRunPage } from '../../platform/contract-types.ts';
import type { Batch } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { batchTag } from '../shared/state-tags.ts';
import { runTable } from './stamp-run-page.ts';
import { stampsRoot } from './stamp-words.ts';
import { send } from './visit.ts';
import type { Visit } from './visit.ts';

interface StampList {
  runs: StampRunPage;
  batches: BatchPage;
  after: string | undefined;
}

/** Where stamps begin: the latest runs, and every batch that may get some. */
export function sendStampList(visit: Visit, { runs, batches, after }: StampList): void {
  const { t, mayWrite } = visit;
  const title = t('stamping.list-title');
  const add = linkButton({
    href: '/producer/batches/new',
    label: t('producer.batch-new'),
    kind: 'primary',
    icon: 'plus',
  });
  const body = html`${pageHead({ title, lead: t('stamping.list-lead') })}
    <section class="stack-close">
      <h2>${t('stamping.which-batch')}</h2>
      ${dataTable<Batch>({
        caption: t('stamping.which-batch'),
        isCaptionHidden: true,
        columns: [
          {
            head: t('producer.batch'),
            cell: (batch) => html`<a href="${stampsRoot(batch.id)}">${batch.title}</a>`,
          },
          { head: t('producer.state'), kind: 'tight', cell: (batch) => batchTag(t, batch) },
        ],
        rows: batches.items,
        empty: { icon: 'box', title: t('producer.batch-empty'), action: mayWrite && add },
        pagination: pagination({
          t,
          previousHref: after === undefined ? undefined : '/producer/stamps',
          nextHref: batches.next === undefined ? undefined : `/producer/stamps?after=${batches.next}`,
        }),
      })}
    </section>
    ${
      runs.items.length > 0 &&
      after === undefined &&
      html`<section class="stack-close">
        <h2>${t('stamping.recent-runs')}</h2>
        ${runTable(runs.items, visit, { hasBatch: true })}
      </section>`
    }`;
  send(visit, { title, current: 'batch', body });
}
