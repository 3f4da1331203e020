import Big from 'big.js';
import { convert, sameDimension } from '../quantity.ts';
import type { Quantity } from '../quantity.ts';

/** How many whole stamps the quantity of a batch carries, one for each `perStamp`; both of one dimension. */
export function stampsWithin(quantity: Quantity, perStamp: Quantity): number {
  const total = new Big(quantity.value);
  const each = new Big(convert(perStamp, quantity.unit).value);
  const stamps = total.div(each).round(0, Big.roundDown);
  // A quotient of twenty decimals may have been rounded up to the next whole number.
  return Number((stamps.times(each).gt(total) ? stamps.minus(1) : stamps).toFixed());
}

/** What so many stamps stand for. */
export function quantityOf(stamps: number, perStamp: Quantity): Quantity {
  return { value: new Big(perStamp.value).times(stamps).toFixed(), unit: perStamp.unit };
}

/**
 * What one stamp stands for where nobody has to say it: one pack of the product's net content, else a piece of what is
 * counted in pieces; null where kilograms and litres do not meet.
 */
export function usualPerStamp(quantity: Quantity, netContent: Quantity): Quantity | null {
  if (sameDimension(quantity.unit, netContent.unit)) return netContent;
  return quantity.unit === 'H87' ? { value: '1', unit: 'H87' } : null;
}
