import Big from 'big.js';
import { asMeasured } from './mark-capacity.ts';
import type { Quantity, UnitCode } from './quantity.ts';
import type { Goods, RecoveryRate, RecoveryStage } from './recovery-rate.ts';

/** Within what may be, beyond it by no more than the tolerance, beyond that, or not to be known from what was told. */
export const balanceVerdicts = ['ok', 'unknown', 'warning', 'breach'] as const;
export type BalanceVerdict = (typeof balanceVerdicts)[number];

/** Why nothing can be said. */
export type BalanceGap = 'no-inputs' | 'no-amount' | 'units' | 'no-rate';

/** One thing that went in or was taken away. */
export interface BalanceLine {
  /** A lot or a partner by name; null for what has no name but the stage it was told at. */
  title: string | null;
  stage: string | null;
  /** Null where how much was not told. */
  quantity: Quantity | null;
  goods: Goods;
}

/** A line with what may come of it. */
export interface WeighedLine<Rate> extends Pick<BalanceLine, 'title' | 'stage'> {
  quantity: Quantity | null;
  rate: Rate | null;
  most: Quantity | null;
}

/** One comparison: what came out, or is claimed, against the most there can be. */
export interface BalanceCheck<Rate = RecoveryRate> {
  about: 'making' | 'batch' | 'uses' | 'stamps' | 'input';
  /** Of a making; of an input lot, its title stands in `title`. */
  stage: RecoveryStage | null;
  title: string | null;
  out: Quantity | null;
  /** At most, and at most with the tolerance. */
  most: Quantity | null;
  limit: Quantity | null;
  /** How much more than `most` it is; null where it is not more. */
  over: Quantity | null;
  verdict: BalanceVerdict;
  gap: BalanceGap | null;
  lines: WeighedLine<Rate>[];
}

export interface BalanceStatement<Rate = RecoveryRate> {
  verdict: BalanceVerdict;
  checks: BalanceCheck<Rate>[];
}

/** The worst of all checks decides; what cannot be known outweighs what is in order. */
export function statementOf<Rate>(checks: BalanceCheck<Rate>[]): BalanceStatement<Rate> {
  const worst = Math.max(0, ...checks.map(({ verdict }) => balanceVerdicts.indexOf(verdict)));
  return { verdict: balanceVerdicts[worst] ?? 'ok', checks };
}

interface Figures {
  unit: UnitCode;
  out: Big | undefined;
  most: Big | undefined;
  limit: Big | undefined;
  gap: BalanceGap | null;
}

/** What fits into what is known fits in any case; what does not may still fit where something was not told. */
export function judged<Rate>(
  frame: Pick<BalanceCheck<Rate>, 'about' | 'stage' | 'title' | 'lines'>,
  { unit, out, most, limit, gap }: Figures,
): BalanceCheck<Rate> {
  const inUnit = (value: Big | undefined) => (value ? { value: value.toFixed(), unit } : null);
  const told = { ...frame, out: inUnit(out), most: inUnit(most), limit: inUnit(limit) };
  if (!out || !most || !limit) return { ...told, over: null, verdict: 'unknown', gap: gap ?? 'units' };
  const over = out.gt(most) ? inUnit(out.minus(most)) : null;
  if (!over && gap !== 'no-inputs') return { ...told, over, verdict: 'ok', gap: null };
  if (gap) return { ...told, over: null, verdict: 'unknown', gap };
  return { ...told, over, verdict: out.gt(limit) ? 'breach' : 'warning', gap: null };
}

/** Pieces are measured by what one holds, where something else has to be compared with them. */
export function unitOf(quantities: readonly Quantity[], netContent: Quantity | undefined): UnitCode {
  return quantities.find(({ unit }) => unit !== 'H87')?.unit ?? netContent?.unit ?? 'H87';
}

export function sumIn(
  unit: UnitCode,
  quantities: readonly Quantity[],
  netContent: Quantity | undefined,
): Big | undefined {
  const measured = quantities.map((quantity) => asMeasured(quantity, unit, netContent));
  return measured.every((one) => one !== undefined)
    ? sum(measured.map(({ value }) => new Big(value)))
    : undefined;
}

export function withTolerance(value: string, percent: string): Big {
  return new Big(value).times(new Big(percent).div(100).plus(1));
}

export function sum(values: readonly Big[]): Big {
  return values.reduce((total, value) => total.plus(value), new Big(0));
}
