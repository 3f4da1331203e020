import Big from 'big.js';
import type { EventLine } from '../epcis/event-facts.ts';
import { addQuantities, compareQuantities, convert, isUnitCode, sameDimension } from '../quantity.ts';
import type { Quantity } from '../quantity.ts';

/** So much, or null where it is not told, or told in units that do not add up. */
export type Amount = Quantity | null;

/** What a line says about how much; a numbered unit or carton is one piece, a lot without a quantity is not known. */
export function amountOf({ id, quantity, uom }: EventLine): Amount {
  if (quantity === undefined) return isNumbered(id) ? { value: '1', unit: 'H87' } : null;
  const unit = uom ?? 'H87';
  return isUnitCode(unit) ? { value: new Big(quantity).toFixed(), unit } : null;
}

/** Units with a serial number, cartons and pallets; everything else is a class of things. */
export function isNumbered(id: string): boolean {
  return /\/(?:00|21|235|8003|8004|8006)\//.test(id) && !isLot(id);
}

export function isLot(id: string): boolean {
  return id.includes('/10/');
}

export function totalOf(lines: readonly EventLine[]): Amount {
  return sumOf(lines.map(amountOf));
}

export function sumOf([first = null, ...others]: readonly Amount[]): Amount {
  return others.reduce(added, first);
}

function added(a: Amount, b: Amount): Amount {
  return a && b && sameDimension(a.unit, b.unit) ? addQuantities(a, b) : null;
}

/** `part` of `whole`, at most 1; null where that cannot be said. */
export function portion(part: Amount, whole: Amount): Big | null {
  if (!part || !whole || !sameDimension(part.unit, whole.unit) || new Big(whole.value).eq(0)) return null;
  const share = new Big(convert(part, whole.unit).value).div(whole.value);
  return share.gt(1) ? new Big(1) : share;
}

/** The parts of each in all of them together. What stands alone is all there is, however much it is. */
export function portions(amounts: readonly Amount[]): Big[] | null {
  if (amounts.length === 1) return [new Big(1)];
  const whole = sumOf(amounts);
  const parts = amounts.map((amount) => portion(amount, whole));
  return parts.every((part) => part !== null) ? parts : null;
}

/** The larger of the two where they can be compared, else the one that is known. */
export function larger(a: Amount, b: Amount): Amount {
  if (!a || !b) return a ?? b;
  if (!sameDimension(a.unit, b.unit)) return null;
  return compareQuantities(a, b) < 0 ? b : a;
}
