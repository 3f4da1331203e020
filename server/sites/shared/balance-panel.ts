import { unitWord } from '../../domain/quantity.ts';
import { formatNumber } from '../../domain/vietnamese-format.ts';
import type { Balance, BalanceCheck } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { amount, balanceTag, breachSentences, checkName, recoveryStageName } from './balance-words.ts';
import type { Words } from './balance-words.ts';
import { dataTable } from './data-table.ts';
import { notice } from './notices.ts';
import { disclosure } from './page-parts.ts';

/** The mass balance of a batch: a verdict, the figures it was reached by, and what they were made of. */
export function balancePanel(balance: Balance, words: Words): Html {
  const { t } = words;
  return html`<section class="stack-close" id="balance">
    <h2>${t('balance.title')}</h2>
    <p>${balanceTag(t, balance.verdict)}</p>
    ${balance.verdict === 'breach' && breachNotice(balance, words, t('balance.entry-title'))}
    ${disclosure({ summary: t('balance.figures'), body: balanceFigures(balance, words), isOpen: balance.verdict === 'breach' })}
  </section>`;
}

/** What is too much, for whoever tells it or decides on it. */
export function breachNotice(balance: Balance, words: Words, title: string, next?: string): Html {
  return notice({
    t: words.t,
    kind: 'warn',
    title,
    body: html`<ul>
        ${breachSentences(balance, words).map((sentence) => html`<li>${sentence}</li>`)}
      </ul>
      ${next !== undefined && html`<p>${next}</p>`}`,
  });
}

export function balanceFigures({ checks }: Balance, words: Words): Html {
  const { t } = words;
  return html`<p class="soft">${t('balance.lead')}</p>
    ${dataTable<BalanceCheck>({
      caption: t('balance.title'),
      isCaptionHidden: true,
      columns: [
        { head: t('balance.check'), cell: (check) => checkName(words, check) },
        { head: t('balance.out'), kind: 'number', cell: ({ out }) => amount(out, words) },
        { head: t('balance.most'), kind: 'number', cell: ({ most }) => amount(most, words) },
        { head: t('balance.limit'), kind: 'number', cell: ({ limit }) => amount(limit, words) },
        { head: t('balance.result'), cell: (check) => result(check, words) },
      ],
      rows: checks,
      empty: { icon: 'info', title: t('balance.verdict-unknown') },
    })}
    ${checks.filter(({ lines }) => lines.length > 0).map((check) => lineTable(check, words))}`;
}

function result({ verdict, gap }: BalanceCheck, { t }: Words): Html {
  return html`${balanceTag(t, verdict)}
  ${gap !== null && html`<p class="soft">${t(`balance.gap-${gap}`)}</p>`}`;
}

type Line = BalanceCheck['lines'][number];

function lineTable(check: BalanceCheck, words: Words): Html {
  const { t } = words;
  const rated = check.about === 'making';
  return dataTable<Line>({
    caption: `${t('balance.lines')}: ${checkName(words, check)}`,
    columns: [
      { head: t('balance.line'), cell: (line) => lineName(line, words) },
      { head: t('balance.line-quantity'), kind: 'number', cell: ({ quantity }) => amount(quantity, words) },
      ...(rated ? [{ head: t('balance.line-rate'), cell: (line: Line) => rateText(line, words) }] : []),
      { head: t('balance.line-most'), kind: 'number', cell: ({ most }) => amount(most, words) },
    ],
    rows: check.lines,
    empty: { icon: 'info', title: t('balance.gap-no-inputs') },
  });
}

function lineName({ title, stage }: Line, { t }: Words): string {
  return title ?? (stage === null ? t('balance.line-unnamed') : recoveryStageName(t, stage));
}

function rateText({ rate }: Line, words: Words): Hole {
  if (!rate) return undefined;
  const { t, lang } = words;
  const text = t('balance.rate', {
    most: amount(rate.most, words),
    per: t(unitWord(rate.per)),
    tolerance: formatNumber(rate.tolerance, lang),
  });
  const source = rate.isDefault ? t('balance.rate-default') : rate.source;
  return html`${text} <span class="soft">(${source})</span>`;
}
