import type { Comparison, RecordAbout, VersionHead } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { comparedRows } from './compared-rows.ts';
import type { Reading } from './field-values.ts';
import { actionBar, formFor } from './form.ts';
import type { FieldText, FieldValues } from './form-state.ts';
import { historyAddress } from './history-address.ts';
import { versionChoice } from './history-parts.ts';
import { nameOf, trailTo } from './history-site.ts';
import type { HistorySite, HistoryVisit } from './history-site.ts';
import { breadcrumb, pageHead } from './page-parts.ts';
import { diffList } from './record-parts.ts';

export interface ComparisonChoice {
  about: RecordAbout;
  comparable: readonly VersionHead[];
  values: FieldValues;
  faults?: readonly FieldText[];
}

/** Two versions side by side, field by field, pictures beside pictures. */
export function showComparison(
  site: HistorySite,
  visit: HistoryVisit,
  { comparison, reading }: { comparison: Comparison; reading: Reading },
): void {
  const { t } = visit;
  const { about, comparable, from, to } = comparison;
  const numbers = { from: from.head.number, to: to.head.number };
  const rows = comparedRows(reading, comparison);
  const title = t('history.compare-title', numbers);
  const values = { from: String(numbers.from), to: String(numbers.to) };
  const body = html`${trail(site, visit, about, title)}
    ${pageHead({ title, lead: t('history.compare-lead', { name: nameOf(t, about) }) })}
    ${
      rows.length === 0
        ? html`<p>${t('history.compare-none')}</p>`
        : html`<section class="stack-close">
            <h2>${t('history.compare-count', { count: rows.length })}</h2>
            ${diffList({ t, rows })}
          </section>`
    }
    <section class="stack-close">
      <h2>${t('history.compare')}</h2>
      ${comparisonForm(site, visit, { about, comparable, values })}
    </section>`;
  visit.show({ title, current: site.currentOf(about.kind), isSample: about.sample, isWide: true, body });
}

/** The choice alone: what was asked for cannot be compared, or nothing was chosen yet. */
export function showChoice(site: HistorySite, visit: HistoryVisit, choice: ComparisonChoice): void {
  const { t } = visit;
  const { about, comparable, faults = [] } = choice;
  const title = t('history.compare');
  const body = html`${trail(site, visit, about, title)} ${pageHead({ title, lead: nameOf(t, about) })}
  ${comparable.length < 2 && html`<p>${t('history.compare-few')}</p>`}
  ${(comparable.length > 1 || faults.length > 0) && comparisonForm(site, visit, choice)}`;
  visit.show({
    title,
    current: site.currentOf(about.kind),
    isSample: about.sample,
    hasFaults: faults.length > 0,
    body,
  });
}

export function comparisonForm(
  { root }: HistorySite,
  visit: HistoryVisit,
  { about, comparable, values, faults = [] }: ComparisonChoice,
): Html {
  const { t } = visit;
  const form = formFor(t, { values, faults });
  const options = comparable.map((head) => ({
    value: String(head.number),
    label: versionChoice(head, visit),
  }));
  const prompt = t('history.version', { number: '…' });
  return form.enclose({
    action: historyAddress(root, about, 'comparison'),
    isGet: true,
    body: html`${form.select('from', { label: t('history.compare-from'), prompt, options })}
    ${form.select('to', { label: t('history.compare-to'), prompt, options })}`,
    bar: actionBar({ primary: { label: t('history.compare-act') } }),
  });
}

function trail(site: HistorySite, visit: HistoryVisit, about: RecordAbout, current: string): Html {
  const { t } = visit;
  const whole = { href: historyAddress(site.root, about), label: t('history.title') };
  return breadcrumb({ t, trail: [...trailTo(site, visit, about), whole], current });
}
