import Big from 'big.js';
import { DomainError } from './errors.ts';
import { formatNumber } from './vietnamese-format.ts';
import type { Language, MessageKey } from '../locales/catalogue.ts';

/** A decimal string and the UN/ECE Recommendation 20 code of its unit. */
export interface Quantity {
  value: string;
  unit: UnitCode;
}

/** Each unit is 10 to a power times the base unit of its dimension, so that conversion is exact. */
const units = {
  KGM: { dimension: 'mass', power: 0, word: 'formats.unit-kgm' },
  GRM: { dimension: 'mass', power: -3, word: 'formats.unit-grm' },
  TNE: { dimension: 'mass', power: 3, word: 'formats.unit-tne' },
  LTR: { dimension: 'volume', power: 0, word: 'formats.unit-ltr' },
  MLT: { dimension: 'volume', power: -3, word: 'formats.unit-mlt' },
  H87: { dimension: 'count', power: 0, word: 'formats.unit-h87' },
  HAR: { dimension: 'area', power: 4, word: 'formats.unit-har' },
  MTK: { dimension: 'area', power: 0, word: 'formats.unit-mtk' },
} as const satisfies Record<string, { dimension: string; power: number; word: MessageKey }>;

export type UnitCode = keyof typeof units;
export const unitCodes = Object.keys(units) as UnitCode[];

export function isUnitCode(code: string): code is UnitCode {
  return Object.hasOwn(units, code);
}

/** The key of the word people use for a unit: kg, tấn, cái. */
export function unitWord(unit: UnitCode): MessageKey {
  return units[unit].word;
}

export function sameDimension(a: UnitCode, b: UnitCode): boolean {
  return units[a].dimension === units[b].dimension;
}

/** Kilograms do not become pieces: that is an invalid-input error, asked beforehand by `sameDimension`. */
export function convert({ value, unit }: Quantity, to: UnitCode): Quantity {
  if (!sameDimension(unit, to)) {
    throw new DomainError('invalid-input', { key: 'formats.unit-mismatch', params: { from: unit, to } });
  }
  const power = units[unit].power - units[to].power;
  return { value: new Big(value).times(`1e${power}`).toFixed(), unit: to };
}

/** Less than 0 where `a` is the smaller, whatever unit each is in. */
export function compareQuantities(a: Quantity, b: Quantity): -1 | 0 | 1 {
  return new Big(a.value).cmp(convert(b, a.unit).value);
}

/** The sum, in the unit of the first. */
export function addQuantities(a: Quantity, b: Quantity): Quantity {
  return { value: new Big(a.value).plus(convert(b, a.unit).value).toFixed(), unit: a.unit };
}

/** `1.250,5 kg`. */
export function formatQuantity(
  { value, unit }: Quantity,
  language: Language,
  t: (key: MessageKey) => string,
): string {
  return `${formatNumber(value, language)}\u00a0${t(unitWord(unit))}`;
}
