import Big from 'big.js';
import { convert, sameDimension } from './quantity.ts';
import type { Quantity, UnitCode } from './quantity.ts';

/** So much of a crop per unit of land in one season: 900 kg a hectare. */
export interface YieldNorm {
  value: string;
  unit: UnitCode;
  per: 'HAR' | 'MTK';
}

/** Registered area × yield norm × share, cut off at a thousandth: a ceiling is never rounded up. */
export function capacityOf(area: Quantity, norm: YieldNorm, share: string): Quantity {
  const land = convert(area, norm.per).value;
  const value = new Big(land).times(norm.value).times(share).round(3, Big.roundDown);
  return { value: value.toFixed(), unit: norm.unit };
}

/** What of a ceiling is used: batches draw on it, stamps on what batches have drawn. */
export interface Balance {
  unit: UnitCode;
  ceiling: string;
  /** What officers added, with their reasons. */
  raised: string;
  /** Drawn by batches. */
  claimed: string;
  /** Of it, given out as stamps. */
  stamped: string;
}

export function limitOf({ unit, ceiling, raised }: Balance): Quantity {
  return { value: new Big(ceiling).plus(raised).toFixed(), unit };
}

export function leftIn(balance: Balance): Quantity {
  const left = new Big(limitOf(balance).value).minus(balance.claimed);
  return { value: (left.lt(0) ? new Big(0) : left).toFixed(), unit: balance.unit };
}

/** The balance after one batch draws `after` instead of `before`, or by how much that is too much. */
export function redraw(
  balance: Balance,
  before: string,
  after: string,
): { ok: true; balance: Balance } | { ok: false; shortfall: Quantity } {
  const claimed = new Big(balance.claimed).minus(before).plus(after);
  const over = claimed.minus(limitOf(balance).value);
  // Less than before is always welcome, even where a ceiling was lowered meanwhile.
  if (over.gt(0) && new Big(after).gt(before)) {
    return { ok: false, shortfall: { value: over.toFixed(), unit: balance.unit } };
  }
  return { ok: true, balance: { ...balance, claimed: claimed.toFixed() } };
}

/**
 * A batch in the unit of the ceiling: as it is, or its pieces times what one holds; undefined where pieces say nothing
 * of kilograms.
 */
export function asMeasured(
  quantity: Quantity,
  unit: UnitCode,
  netContent: Quantity | undefined,
): Quantity | undefined {
  if (sameDimension(quantity.unit, unit)) return convert(quantity, unit);
  if (quantity.unit !== 'H87' || !netContent || !sameDimension(netContent.unit, unit)) return undefined;
  const value = new Big(quantity.value).times(convert(netContent, unit).value);
  return { value: value.toFixed(), unit };
}

export function sumOf(values: readonly string[]): string {
  return values.reduce((sum, value) => sum.plus(value), new Big(0)).toFixed();
}

/** Part of a whole in percent with one decimal; undefined where there is no whole. */
export function percentOf(part: string, whole: string): string | undefined {
  if (new Big(whole).eq(0)) return undefined;
  return new Big(part).times(100).div(whole).round(1, Big.roundHalfUp).toFixed();
}
