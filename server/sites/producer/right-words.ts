import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Grant, MarkBalance } from '../../platform/contract-types.ts';
import type { Link } from '../shared/page-parts.ts';
import type { Visit } from './visit.ts';

export const rightsRoot = '/producer/rights';

export function rightHref(id: string, part = ''): string {
  return part === '' ? `${rightsRoot}/${id}` : `${rightsRoot}/${id}/${part}`;
}

export function rightTrail({ t }: Visit, right?: Grant): Link[] {
  const list = { href: rightsRoot, label: t('marks.rights-title') };
  return right ? [list, { href: rightHref(right.id), label: right.mark.name }] : [list];
}

export function termText({ t, lang }: Visit, { content: { from, to } }: Grant): string {
  return t('marks.right-from-to', { from: formatDate(from, lang), to: formatDate(to, lang) });
}

/** The balance of the season at hand. */
export function balanceNow({ today }: Visit, balances: readonly MarkBalance[]): MarkBalance | undefined {
  return balances.find(({ from, to }) => from <= today && today <= to);
}
