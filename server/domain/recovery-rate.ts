import Big from 'big.js';
import { asMeasured } from './mark-capacity.ts';
import type { Quantity, UnitCode } from './quantity.ts';
import { productGroups } from './stage-catalogue.ts';
import type { ProductGroup } from './stage-catalogue.ts';

/** The stages by which a lot comes into being, and the change of a lot number on taking goods over. */
export const recoveryStages = ['harvest', 'slaughter', 'processing', 'lot-change'] as const;
export type RecoveryStage = (typeof recoveryStages)[number];

/** Whose rate it is: that of one product, of a product group, or of whatever there is no other for. */
export type RateScope = `product:${string}` | `group:${ProductGroup}` | 'any';

/**
 * How much of a product at most comes of one unit of what it is made from: 0.17 kg of sugar of a litre of sap. The
 * tolerance, in percent, is for scales and moisture: beyond it the figures cannot be right.
 */
export interface RecoveryRate {
  output: RateScope;
  stage: RecoveryStage;
  input: RateScope;
  most: Quantity;
  per: UnitCode;
  tolerance: string;
  /** The first day of production it holds for. */
  validFrom: string;
  /** Where the figure is from. */
  source: string;
}

/** Goods as rates know them. */
export interface Goods {
  product: string | null;
  group: ProductGroup | null;
  /** What one piece holds, where it is known. */
  netContent: Quantity | undefined;
}

export const unknownGoods: Goods = { product: null, group: null, netContent: undefined };

interface Making {
  stage: RecoveryStage;
  /** The day of production. */
  on: string;
  output: Goods;
  /** What the output is told in. */
  unit: UnitCode;
}

interface Expected<Rate> {
  rate: Rate;
  /** At most, in the unit of the output. */
  most: Quantity;
}

/**
 * What may come of one input, by the closest rate whose units fit both sides: first that of the product, then of its
 * group, then any; of these the input's own first. Of one and the same the latest valid one, of one day the last told.
 */
export function expectedOf<Rate extends RecoveryRate>(
  input: { goods: Goods; quantity: Quantity },
  { stage, on, output, unit }: Making,
  rates: readonly Rate[],
): Expected<Rate> | undefined {
  const held = rates.filter((rate) => rate.stage === stage && rate.validFrom <= on);
  for (const outputScope of scopesOf(output)) {
    for (const inputScope of scopesOf(input.goods)) {
      const fitting = held
        .filter((rate) => rate.output === outputScope && rate.input === inputScope)
        .flatMap((rate) => {
          const most = comesOf(input, rate, { output, unit });
          return most ? [{ rate, most }] : [];
        });
      const latest = fitting.reduce<Expected<Rate> | undefined>(
        (last, one) => (last && last.rate.validFrom > one.rate.validFrom ? last : one),
        undefined,
      );
      if (latest) return latest;
    }
  }
  return undefined;
}

/** The group that a scope is about, where it is about one. */
export function groupIn(scope: RateScope): ProductGroup | undefined {
  return productGroups.find((group) => scope === `group:${group}`);
}

/** The product that a scope is about, where it is about one. */
export function productIn(scope: RateScope): string | undefined {
  return scope.startsWith('product:') ? scope.slice('product:'.length) : undefined;
}

export function scopeOf({
  product,
  group,
}: {
  product?: string | undefined;
  group?: ProductGroup | undefined;
}): RateScope {
  if (product !== undefined) return `product:${product}`;
  return group === undefined ? 'any' : `group:${group}`;
}

function scopesOf({ product, group }: Goods): RateScope[] {
  return [
    ...(product === null ? [] : [scopeOf({ product })]),
    ...(group === null ? [] : [scopeOf({ group })]),
    'any',
  ];
}

function comesOf(
  { goods, quantity }: { goods: Goods; quantity: Quantity },
  { most, per }: RecoveryRate,
  { output, unit }: Pick<Making, 'output' | 'unit'>,
): Quantity | undefined {
  const used = asMeasured(quantity, per, goods.netContent);
  if (!used) return undefined;
  const made = { value: new Big(most.value).times(used.value).toFixed(), unit: most.unit };
  return asMeasured(made, unit, output.netContent);
}
