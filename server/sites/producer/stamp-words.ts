import { convert, formatQuantity } from '../../domain/quantity.ts';
import type { Quantity, UnitCode } from '../../domain/quantity.ts';
import { quantityOf } from '../../domain/stamps/stamp-allowance.ts';
import { inGroups } from '../../domain/identifiers/crockford.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Link } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import type { Visit } from './visit.ts';

export function stampsRoot(batch: string): string {
  return `/producer/batches/${batch}/stamps`;
}

export function runHref(run: string): string {
  return `/producer/stamp-runs/${run}`;
}

export function printHref(run: string): string {
  return `${runHref(run)}/print`;
}

interface Range {
  first: string;
  last: string;
  count: number;
}

/** A serial as it is printed: groups of four. */
export function serialText(serial: string): Html {
  return code(inGroups(serial));
}

export function rangeText({ first, last, count }: Range, { t }: Pick<Visit, 't'>): Html {
  if (count === 1) return serialText(first);
  return html`<span class="serial-range">${serialText(first)}<span> – </span>${serialText(last)}</span>
    <span class="soft">(${t('stamping.stamps', { count })})</span>`;
}

export function rangeList(ranges: readonly Range[], visit: Pick<Visit, 't'>): Html {
  const [only, ...others] = ranges;
  if (only && others.length === 0) return html`<p>${rangeText(only, visit)}</p>`;
  return html`<ul>
    ${ranges.map((range) => html`<li>${rangeText(range, visit)}</li>`)}
  </ul>`;
}

export function amountText(quantity: Quantity, { t, lang }: Pick<Visit, 't' | 'lang'>): string {
  return formatQuantity(quantity, lang, t);
}

/** What so many stamps stand for, in the unit of the batch. */
export function amountOfStamps(
  stamps: number,
  { perStamp, unit }: { perStamp: Quantity; unit: UnitCode },
  visit: Pick<Visit, 't' | 'lang'>,
): string {
  return amountText(convert(quantityOf(stamps, perStamp), unit), visit);
}

/** The way back from a page about the stamps of a batch. */
export function stampTrail({ t }: Visit, batch: { id: string; name: string }): Link[] {
  return [
    { href: '/producer/batches', label: t('producer.batch-list') },
    { href: `/producer/batches/${batch.id}`, label: batch.name },
    { href: stampsRoot(batch.id), label: t('stamping.short') },
  ];
}
