import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { History, HistoryQuery, VersionHead } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { comparisonForm } from './comparison-page.ts';
import { dataTable, filterBar, pagination } from './data-table.ts';
import { historyAddress } from './history-address.ts';
import { entryTimeline } from './history-parts.ts';
import { nameOf, trailTo } from './history-site.ts';
import type { HistorySite, HistoryVisit } from './history-site.ts';
import { actOf } from './history-words.ts';
import type { FieldText, FieldValues } from './form-state.ts';
import { formFor, submitButton } from './form.ts';
import { emptyState } from './notices.ts';
import { breadcrumb, pageHead } from './page-parts.ts';
import { code } from './record-parts.ts';
import { statusTag } from './status-tag.ts';

export interface HistoryState {
  history: History;
  query: HistoryQuery;
  /** What is wrong with the filters. */
  faults?: readonly FieldText[];
  /** An order of the file that came back. */
  order?: { values: FieldValues; faults: readonly FieldText[] };
}

/** All that was done to one record, its versions, and the ways to compare and to take it along. */
export function showHistory(site: HistorySite, visit: HistoryVisit, state: HistoryState): void {
  const { t } = visit;
  const { about } = state.history;
  const name = nameOf(t, about);
  const title = t('history.title-of', { name });
  const kind = t(`history.kind-${about.kind}`);
  const body = html`${breadcrumb({ t, trail: trailTo(site, visit, about), current: t('history.title') })}
  ${pageHead({
    title,
    lead: html`${kind}${about.organisation && ` · ${about.organisation.name}`}. ${t('history.lead')}`,
  })}
  ${exportSection(site, visit, state)} ${versionSection(site, visit, state.history)}
  ${entrySection(site, visit, state)}`;
  visit.show({
    title,
    current: site.currentOf(about.kind),
    isSample: about.sample,
    hasFaults: [...(state.faults ?? []), ...(state.order?.faults ?? [])].length > 0,
    body,
  });
}

function exportSection({ root }: HistorySite, { t }: HistoryVisit, { history, order }: HistoryState): Html {
  const form = formFor(t, order ?? {});
  return html`<section class="stack-close">
    <h2>${t('history.export')}</h2>
    <p>${t('history.export-lead')}</p>
    ${form.enclose({
      action: historyAddress(root, history.about, 'file'),
      body: form.text('reason', {
        label: t('history.export-reason'),
        hint: t('history.export-reason-hint'),
        isOptional: true,
      }),
      bar: html`<p class="buttons">
        ${submitButton({ kind: 'primary', name: 'format', value: 'pdf', label: t('history.export-pdf') })}
        ${submitButton({ name: 'format', value: 'json', label: t('history.export-json') })}
      </p>`,
    })}
  </section>`;
}

function versionSection(site: HistorySite, visit: HistoryVisit, { about, comparable }: History): Html {
  const { t } = visit;
  const numbers = comparable.map(({ number }) => number);
  return html`<section class="stack-close">
    ${dataTable<VersionHead>({
      caption: t('history.versions'),
      columns: [
        {
          head: t('history.version-head'),
          cell: ({ number }) => t('history.version', { number }),
          kind: 'tight',
        },
        { head: t('department.state'), cell: ({ state }) => stateTag(visit, state) },
        { head: t('history.who'), cell: (head) => whoAndWhen(visit, head) },
        { head: t('history.paper-digest'), cell: ({ digest }) => code(digest) },
        {
          head: '',
          cell: ({ number }) => {
            const before = numbers[numbers.indexOf(number) + 1];
            if (before === undefined) return undefined;
            const href = `${historyAddress(site.root, about, 'comparison')}?from=${before}&to=${number}`;
            return html`<a href="${href}"
              >${t('history.compare-before')}<span class="unseen">
                (${t('history.version', { number })})</span
              ></a
            >`;
          },
        },
      ],
      rows: comparable,
      empty: { icon: 'clock', title: t('history.versions'), sentence: t('history.versions-none') },
    })}
    ${
      comparable.length > 2 &&
      html`<h3>${t('history.compare')}</h3>
        ${comparisonForm(site, visit, { about, comparable, values: {} })}`
    }
  </section>`;
}

function whoAndWhen({ t, lang }: HistoryVisit, { at, by }: VersionHead): string {
  return t('history.version-line', { at: formatInstant(new Date(at), lang), by });
}

const stateKinds = {
  waiting: 'info',
  endorsed: 'info',
  returned: 'warn',
  refused: 'stop',
  withdrawn: 'neutral',
  approved: 'good',
} as const;

function stateTag({ t }: HistoryVisit, state: VersionHead['state']): Html {
  return statusTag({ kind: stateKinds[state], text: t(`submission.state-${state}`) });
}

function entrySection({ root }: HistorySite, visit: HistoryVisit, state: HistoryState): Html {
  const { t } = visit;
  const { history, query, faults = [] } = state;
  const { who, action, from, to, after } = query;
  const base = historyAddress(root, history.about);
  const filters = { who, action, from, to };
  const isNarrowed = Object.values(filters).some((value) => value !== undefined);
  const form = formFor(t, { values: filters, faults, isFilter: true });
  return html`<section class="stack-close">
    <h2>${t('history.entries')}</h2>
    <div class="table-toolbar">
      ${filterBar({
        t,
        action: base,
        clearHref: isNarrowed ? base : undefined,
        fields: html`${form.select('who', {
          label: t('history.who'),
          prompt: t('history.anyone'),
          options: history.people.map(({ id, name }) => ({ value: id, label: name })),
        })}
        ${form.select('action', {
          label: t('history.action'),
          prompt: t('history.any-action'),
          options: history.actions.map((value) => ({ value, label: actOf(value, t).text })),
        })}
        ${form.date('from', { label: t('history.from') })} ${form.date('to', { label: t('history.to') })}`,
      })}
    </div>
    ${entries(visit, history)}
    ${pagination({
      t,
      previousHref: after === undefined ? undefined : addressWith(base, filters),
      nextHref:
        history.next === undefined ? undefined : addressWith(base, { ...filters, after: history.next }),
    })}
  </section>`;
}

function entries(visit: HistoryVisit, { entries: found }: History): Hole {
  const { t } = visit;
  if (found.length > 0) return entryTimeline(found, visit);
  return emptyState({
    icon: 'search',
    title: t('history.entries-none'),
    sentence: t('history.entries-none-next'),
  });
}

function addressWith(base: string, params: Record<string, string | undefined>): string {
  const given = Object.entries(params).filter((pair): pair is [string, string] => pair[1] !== undefined);
  return given.length === 0 ? base : `${base}?${new URLSearchParams(given).toString()}`;
}
