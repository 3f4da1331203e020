import Big from 'big.js';
import { asMeasured } from './mark-capacity.ts';
import type { Quantity, UnitCode } from './quantity.ts';
import { expectedOf } from './recovery-rate.ts';
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
interface WeighedLine<Rate> extends Pick<BalanceLine, 'title' | 'stage'> {
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

/** Scales differ: in percent, where nothing but weighing lies between two figures. */
export const weighingTolerance = '2';

export interface Making {
  stage: RecoveryStage;
  on: string;
  output: Goods;
  /** What came out, amount by amount. */
  made: readonly Quantity[];
  inputs: readonly BalanceLine[];
}

/** What came out of a stage against what can come of that which went in. */
export function makingCheck<Rate extends RecoveryRate>(
  { stage, on, output, made, inputs }: Making,
  rates: readonly Rate[],
): BalanceCheck<Rate> {
  const unit = unitOf(made, output.netContent);
  const out = made.length === 0 ? undefined : sumIn(unit, made, output.netContent);
  const lines = inputs.map(({ title, stage: at, quantity, goods }): WeighedLine<Rate> => {
    const expected = quantity && expectedOf({ goods, quantity }, { stage, on, output, unit }, rates);
    return { title, stage: at, quantity, rate: expected?.rate ?? null, most: expected?.most ?? null };
  });
  const known = lines.flatMap(({ most, rate }) => (most && rate ? [{ most, rate }] : []));
  const most = sum(known.map(({ most: { value } }) => new Big(value)));
  const limit = sum(known.map(({ most: { value }, rate }) => withTolerance(value, rate.tolerance)));
  const gap = gapIn(lines, made.length === 0);
  return judged({ about: 'making', stage, title: null, lines }, { unit, out, most, limit, gap });
}

/** The quantity of a lot against what was made of it. */
export function batchCheck(
  quantity: Quantity,
  made: readonly Quantity[],
  { netContent }: Pick<Goods, 'netContent'>,
): BalanceCheck<never> {
  const unit = unitOf([quantity, ...made], netContent);
  const most = sumIn(unit, made, netContent);
  const gap = made.length === 0 ? 'no-amount' : most ? null : 'units';
  const limit = most && withTolerance(most.toFixed(), weighingTolerance);
  const out = asMeasured(quantity, unit, netContent);
  const frame = { about: 'batch', stage: null, title: null, lines: [] } as const;
  return judged({ ...frame, lines: [] }, { unit, out: out && new Big(out.value), most, limit, gap });
}

/** Where a lot went. What others used of it they had from its producer: the larger of the two figures counts. */
export interface Uses {
  own: readonly BalanceLine[];
  handedOver: readonly BalanceLine[];
  foreign: readonly BalanceLine[];
}

/** A lot is not used up beyond its own quantity, whoever uses it. */
export function usesCheck(
  quantity: Quantity,
  uses: Uses,
  goods: Pick<Goods, 'netContent'>,
): BalanceCheck<never> {
  const given = amountsIn(quantity.unit, uses.handedOver, goods);
  const others = amountsIn(quantity.unit, uses.foreign, goods);
  const larger = others.total.gt(given.total) ? uses.foreign : uses.handedOver;
  const taken = amountsIn(quantity.unit, [...uses.own, ...larger], goods);
  const frame = { about: 'uses', stage: null, title: null, lines: taken.lines } as const;
  return comparedWith(quantity, taken, frame);
}

/** What an organisation uses of one lot against what it has of it. */
export function inputCheck(
  title: string,
  has: Quantity,
  { used, goods }: { used: readonly BalanceLine[]; goods: Pick<Goods, 'netContent'> },
): BalanceCheck<never> {
  const taken = amountsIn(has.unit, used, goods);
  return comparedWith(has, taken, { about: 'input', stage: null, title, lines: taken.lines });
}

/** Stamps never stand for more than the lot: there is nothing to weigh, hence no tolerance. */
export function stampsCheck(
  quantity: Quantity,
  stamped: Quantity,
  { netContent }: Pick<Goods, 'netContent'>,
): BalanceCheck<never> {
  const out = asMeasured(stamped, quantity.unit, netContent);
  const most = new Big(quantity.value);
  const frame = { about: 'stamps', stage: null, title: null, lines: [] } as const;
  const gap = out ? null : 'units';
  return judged(
    { ...frame, lines: [] },
    { unit: quantity.unit, out: out && new Big(out.value), most, limit: most, gap },
  );
}

/** What is left of a quantity after these, never below nothing; amounts that cannot be measured in it count as none. */
export function leftAfter(
  quantity: Quantity,
  taken: readonly BalanceLine[],
  goods: Pick<Goods, 'netContent'>,
): Quantity {
  const left = new Big(quantity.value).minus(amountsIn(quantity.unit, taken, goods).total);
  return { value: (left.lt(0) ? new Big(0) : left).toFixed(), unit: quantity.unit };
}

interface Amounts {
  total: Big;
  lines: WeighedLine<never>[];
  gap: BalanceGap | null;
}

function comparedWith(
  has: Quantity,
  { total, gap }: Amounts,
  frame: Pick<BalanceCheck<never>, 'about' | 'stage' | 'title' | 'lines'>,
): BalanceCheck<never> {
  const most = new Big(has.value);
  const limit = withTolerance(has.value, weighingTolerance);
  const check = judged(frame, { unit: has.unit, out: total, most, limit, gap: null });
  // What was not told can only make it more.
  return check.verdict === 'ok' && gap ? { ...check, verdict: 'unknown', gap } : check;
}

function amountsIn(
  unit: UnitCode,
  lines: readonly BalanceLine[],
  { netContent }: Pick<Goods, 'netContent'>,
): Amounts {
  const measured = lines.map(({ title, stage, quantity }) => {
    const most = (quantity && asMeasured(quantity, unit, netContent)) ?? null;
    return { title, stage, quantity, rate: null, most };
  });
  const total = sum(measured.map(({ most }) => new Big(most?.value ?? 0)));
  const gap = measured.some(({ quantity }) => quantity === null)
    ? 'no-amount'
    : measured.some(({ most }) => most === null)
      ? 'units'
      : null;
  return { total, lines: measured, gap };
}

interface Figures {
  unit: UnitCode;
  out: Big | undefined;
  most: Big | undefined;
  limit: Big | undefined;
  gap: BalanceGap | null;
}

/** What fits into what is known fits in any case; what does not may still fit where something was not told. */
function judged<Rate>(
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

function gapIn(lines: readonly WeighedLine<unknown>[], hasNoOutput: boolean): BalanceGap | null {
  if (lines.length === 0) return 'no-inputs';
  if (hasNoOutput || lines.some(({ quantity }) => quantity === null)) return 'no-amount';
  return lines.some(({ rate }) => rate === null) ? 'no-rate' : null;
}

/** Pieces are measured by what one holds, where something else has to be compared with them. */
function unitOf(quantities: readonly Quantity[], netContent: Quantity | undefined): UnitCode {
  return quantities.find(({ unit }) => unit !== 'H87')?.unit ?? netContent?.unit ?? 'H87';
}

function sumIn(
  unit: UnitCode,
  quantities: readonly Quantity[],
  netContent: Quantity | undefined,
): Big | undefined {
  const measured = quantities.map((quantity) => asMeasured(quantity, unit, netContent));
  return measured.every((one) => one !== undefined)
    ? sum(measured.map(({ value }) => new Big(value)))
    : undefined;
}

function withTolerance(value: string, percent: string): Big {
  return new Big(value).times(new Big(percent).div(100).plus(1));
}

function sum(values: readonly Big[]): Big {
  return values.reduce((total, value) => total.plus(value), new Big(0));
}
