import type { StampRun } from '../../platform/contract-types.ts';
import { formatInstant, formatNumber } from '../../domain/vietnamese-format.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import { flash } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import { countsPanel } from '../shared/stamp-counts.ts';
import { printHref, runHref, serialText, stampsRoot, stampTrail } from './stamp-words.ts';
import { send, timeText } from './visit.ts';
import type { Visit } from './visit.ts';

/** One run of stamps: from which serial to which, and what to do next with it. */
export function sendStampRun(visit: Visit, run: StampRun): void {
  const { t, lang, req, mayWrite } = visit;
  const { count, counts, batch, requestedBy: by } = run;
  const isNew = req.query['done'] === 'request';
  const title = t('stamping.run-title', { number: run.number });
  const at = formatInstant(new Date(run.at), lang);
  const next = counts.unactivated > 0 && html`<p>${t('stamping.requested-next')}</p>`;
  const body = html`${breadcrumb({ t, trail: stampTrail(visit, batch), current: title })}
    ${pageHead({ title, lead: t('stamping.run-lead', { count, at, by }) })} ${next}
    ${summaryList([
      { term: t('stamping.first-serial'), value: serialText(run.firstSerial) },
      { term: t('stamping.last-serial'), value: serialText(run.lastSerial) },
      {
        term: t('stamping.hidden-code'),
        value: t(run.hasHiddenCode ? 'stamping.hidden-yes' : 'stamping.hidden-no'),
      },
    ])}
    <p class="buttons">
      ${
        mayWrite &&
        linkButton({
          href: printHref(run.id),
          label: t(counts.printed === 0 ? 'stamping.print' : 'stamping.print-again'),
          kind: counts.printed === 0 ? 'primary' : 'plain',
          icon: 'print',
        })
      }
      ${
        mayWrite &&
        counts.printed > 0 &&
        counts.unactivated > 0 &&
        linkButton({
          href: `${stampsRoot(batch.id)}/activation?first=${run.firstSerial}&last=${run.lastSerial}`,
          label: t('stamping.next-activate'),
          kind: 'primary',
          icon: 'check',
        })
      }
      ${linkButton({ href: stampsRoot(batch.id), label: t('stamping.back-to-stamps') })}
    </p>
    ${countsPanel(counts, visit, visit.t('stamping.counts'))}`;
  const done = flash({ t, kind: 'good', title: t('stamping.requested', { count }) });
  send(visit, { title: `${title}: ${batch.name}`, current: 'batch', flash: isNew && done, body });
}

/** Runs, newest first; those of one batch, unless told to name the batch of each. */
export function runTable(
  runs: readonly StampRun[],
  visit: Visit,
  { hasBatch = false }: { hasBatch?: boolean } = {},
): Html {
  const { t, lang } = visit;
  const batch = {
    head: t('stamping.of-batch'),
    cell: ({ batch: { id, name } }: StampRun) => html`<a href="${stampsRoot(id)}">${name}</a>`,
  };
  return dataTable<StampRun>({
    caption: t('stamping.runs'),
    isCaptionHidden: true,
    columns: [
      {
        head: t('stamping.runs'),
        cell: ({ id, number }) => html`<a href="${runHref(id)}">${t('stamping.run', { number })}</a>`,
      },
      ...(hasBatch ? [batch] : []),
      {
        head: t('stamping.serials'),
        cell: ({ firstSerial, lastSerial }) =>
          html`<p>${serialText(firstSerial)} –</p>
            <p>${serialText(lastSerial)}</p>`,
      },
      {
        head: t('stamping.amount'),
        kind: 'number',
        cell: ({ count }) => formatNumber(String(count), lang),
      },
      {
        head: t('stamping.count-unactivated'),
        kind: 'number',
        cell: ({ counts }) => formatNumber(String(counts.unactivated), lang),
      },
      { head: t('stamping.when'), kind: 'date', cell: ({ at }) => timeText(at, visit) },
      {
        head: '',
        cell: ({ id, number, counts }) =>
          visit.mayWrite &&
          html`<a href="${printHref(id)}"
            >${t(counts.printed === 0 ? 'stamping.print' : 'stamping.print-again')}<span class="unseen">
              ${t('stamping.run', { number })}</span
            ></a
          >`,
      },
    ],
    rows: runs,
    empty: { icon: 'stamp', title: t('stamping.none-of-any') },
  });
}
