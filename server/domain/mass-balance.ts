import Big from 'big.js';
import { judged, sum, sumIn, unitOf, withTolerance } from './balance-check.ts';
import type { BalanceCheck, BalanceGap, BalanceLine, WeighedLine } from './balance-check.ts';
import { asMeasured } from './mark-capacity.ts';
import type { Quantity, UnitCode } from './quantity.ts';
import { expectedOf } from './recovery-rate.ts';
import type { Goods, RecoveryRate, RecoveryStage } from './recovery-rate.ts';

/** Scales differ: in percent, where nothing but weighing lies between two figures. */
const weighingTolerance = '2';

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

/** The quantity, or the sum of what was made where that is more and can be compared. */
export function largerOf(
  quantity: Quantity,
  made: readonly Quantity[],
  { netContent }: Pick<Goods, 'netContent'>,
): Quantity {
  const total = sumIn(quantity.unit, made, netContent);
  return total?.gt(quantity.value) ? { value: total.toFixed(), unit: quantity.unit } : quantity;
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

function gapIn(lines: readonly WeighedLine<unknown>[], hasNoOutput: boolean): BalanceGap | null {
  if (lines.length === 0) return 'no-inputs';
  if (hasNoOutput || lines.some(({ quantity }) => quantity === null)) return 'no-amount';
  return lines.some(({ rate }) => rate === null) ? 'no-rate' : null;
}
