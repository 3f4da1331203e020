import { formatQuantity } from '../../domain/quantity.ts';
import { may } from '../../domain/roles.ts';
import type { Grant, Mark, MarkBalance } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { dataTable, pagination } from '../shared/data-table.ts';
import { markKinds } from '../shared/field-catalogue.ts';
import { grantTag } from '../shared/grant-panels.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import { balanceNow, rightHref, rightsRoot, rightTrail, termText } from './right-words.ts';
import { send } from './visit.ts';
import type { Visit } from './visit.ts';

export interface HeldRight {
  right: Grant;
  balances: readonly MarkBalance[];
}

/** The marks a producer may use, or has asked for, and what each still allows. */
export function sendRights(
  visit: Visit,
  {
    held,
    next,
    after,
  }: { held: readonly HeldRight[]; next?: string | undefined; after?: string | undefined },
): void {
  const { t, actor } = visit;
  const title = t('marks.rights-title');
  const add =
    may(actor, 'grants.apply') &&
    linkButton({ href: `${rightsRoot}/new`, label: t('marks.right-new'), kind: 'primary', icon: 'plus' });
  const body = html`${pageHead({ title, lead: t('marks.rights-lead'), actions: held.length > 0 && add })}
  ${dataTable<HeldRight>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      {
        head: t('record.grant-mark'),
        cell: ({ right }) => html`<a href="${rightHref(right.id)}">${right.mark.name}</a>`,
      },
      { head: t('record.grant-number'), cell: ({ right }) => numberOf(visit, right) },
      { head: t('marks.right-term'), cell: ({ right }) => termText(visit, right) },
      { head: t('producer.state'), kind: 'tight', cell: ({ right }) => grantTag(t, right.state) },
      { head: t('marks.left-now'), kind: 'number', cell: ({ balances }) => leftNow(visit, balances) },
    ],
    rows: held,
    empty: {
      icon: 'certificate',
      title: t('marks.rights-none'),
      sentence: t('marks.rights-none-next'),
      action: add,
    },
    pagination: pagination({
      t,
      previousHref: after === undefined ? undefined : rightsRoot,
      nextHref: next === undefined ? undefined : `${rightsRoot}?after=${next}`,
    }),
  })}`;
  send(visit, { title, current: 'rights', isSample: held.some(({ right }) => right.sample), body });
}

function leftNow(visit: Visit, balances: readonly MarkBalance[]): Hole {
  const now = balanceNow(visit, balances);
  return now && formatQuantity(now.left, visit.lang, visit.t);
}

function numberOf({ t }: Visit, { content: { number } }: Grant): Hole {
  return number === undefined ? html`<span class="soft">${t('mark.no-number')}</span>` : code(number);
}

export interface OfferedMark {
  mark: Mark;
  /** Why the right to use it cannot be asked for. */
  obstacle?: string | undefined;
}

/** Marks with a title, to ask for one; what stands against one is said instead of its link. */
export function sendOfferedMarks(visit: Visit, offered: readonly OfferedMark[]): void {
  const { t } = visit;
  const title = t('marks.right-new');
  const body = html`${breadcrumb({ t, trail: rightTrail(visit), current: title })}
  ${pageHead({ title, lead: t('marks.right-new-lead') })}
  ${dataTable<OfferedMark>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      {
        head: t('record.grant-mark'),
        cell: ({ mark: { id, content }, obstacle }) =>
          obstacle === undefined
            ? html`<a href="${rightsRoot}/new/${id}">${content.name}</a>`
            : html`${content.name}<br /><span class="soft">${obstacle}</span>`,
      },
      { head: t('record.mark-kind'), cell: ({ mark }) => t(markKinds[mark.content.kind]) },
      { head: t('record.mark-goods'), cell: ({ mark }) => mark.content.goods },
      { head: t('record.mark-owner'), cell: ({ mark }) => mark.owner.name },
    ],
    rows: offered,
    empty: { icon: 'certificate', title: t('marks.register-none') },
  })}`;
  send(visit, { title, current: 'rights', isSample: offered.some(({ mark }) => mark.sample), body });
}
