import type { GrantState } from '../../domain/grant-state.ts';
import { formatQuantity } from '../../domain/quantity.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { MarkBalance, SiteCheck } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import { dataTable } from './data-table.ts';
import { disclosure } from './page-parts.ts';
import { summaryList } from './record-parts.ts';
import { statusTag } from './status-tag.ts';
import type { Kind } from './status-tag.ts';

interface Reader {
  t: Translate;
  lang: Language;
}

const grantKinds: Record<GrantState, Kind> = {
  applied: 'info',
  checked: 'info',
  refused: 'stop',
  granted: 'good',
  suspended: 'warn',
  revoked: 'stop',
  expired: 'neutral',
};

export function grantTag(t: Translate, state: GrantState): Html {
  return statusTag({ kind: grantKinds[state], text: t(`mark.grant-state-${state}`) });
}

/** Season by season what a right of use allows, and what of it is left; with an act on each, where there is one. */
export function balancesPanel(
  { t, lang }: Reader,
  balances: readonly MarkBalance[],
  { act, unknown }: { act?: (balance: MarkBalance) => Hole; unknown: string },
): Html {
  const amount = (quantity: MarkBalance['left']) => formatQuantity(quantity, lang, t);
  return html`<section class="stack-close">
    <h2>${t('marks.balances')}</h2>
    ${dataTable<MarkBalance>({
      caption: t('marks.balances'),
      isCaptionHidden: true,
      columns: [
        { head: t('marks.season'), cell: ({ season }) => season },
        {
          head: t('marks.limit'),
          cell: ({ limit, raises = [] }) =>
            html`${amount(limit)}
            ${raises.map(
              (raise) =>
                html`<br /><span class="soft"
                    >${t('marks.raised-by', { amount: amount(raise.amount), by: raise.by, reason: raise.reason })}</span
                  >`,
            )}`,
          kind: 'number',
        },
        { head: t('marks.claimed'), cell: ({ claimed }) => amount(claimed), kind: 'number' },
        { head: t('marks.stamped'), cell: ({ stamped }) => amount(stamped), kind: 'number' },
        { head: t('marks.left'), cell: ({ left }) => html`<strong>${amount(left)}</strong>`, kind: 'number' },
        ...(act ? [{ head: t('marks.act'), cell: act }] : []),
      ],
      rows: balances,
      empty: { icon: 'leaf', title: t('marks.balances-none'), sentence: unknown },
    })}
  </section>`;
}

/** Checks on the spot, the latest open. */
export function checksPanel({ t, lang }: Reader, checks: readonly SiteCheck[]): Hole {
  if (checks.length === 0) return undefined;
  const kinds = { passed: 'good', 'to-mend': 'warn', failed: 'stop' } as const;
  return html`<section class="stack-close">
    <h2>${t('marks.checks')}</h2>
    ${checks.toReversed().map(({ on, team, findings, samples = [], deadline, outcome }, at) =>
      disclosure({
        isOpen: at === 0,
        summary: html`${formatDate(on, lang)}
        ${statusTag({ kind: kinds[outcome], text: t(`marks.outcome-${outcome}`) })}`,
        body: summaryList(
          [
            { term: t('marks.team'), value: team.join(', ') },
            { term: t('marks.findings'), value: findings },
            {
              term: t('marks.samples'),
              value: samples
                .map(({ code, test, result }) => [code, test, result].filter(Boolean).join(', '))
                .join('; '),
            },
            { term: t('marks.deadline'), value: deadline && formatDate(deadline, lang) },
          ].filter(({ value }) => value !== undefined && value !== ''),
        ),
      }),
    )}
  </section>`;
}
