import Big from 'big.js';
import { Types } from 'mongoose';
import type { ChangeBy } from '../../domain/change.ts';
import { invalid } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { sameDimension } from '../../domain/quantity.ts';
import { defaultRates } from '../../domain/recovery-defaults.ts';
import { groupIn, productIn, scopeOf } from '../../domain/recovery-rate.ts';
import type { RateScope, RecoveryRate as Rate } from '../../domain/recovery-rate.ts';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { RecoveryRate, RecoveryRateContent, RecoveryRateList } from '../../platform/contract-types.ts';
import { translate } from '../../platform/i18n.ts';
import type { BalanceNeighbours } from './balance-neighbours.ts';
import { RecoveryRateModel } from './recovery-rate-model.ts';
import type { StoredRate } from './recovery-rate-model.ts';

interface RateOptions {
  ledger: Ledger;
  clock: Clock;
  neighbours: Pick<BalanceNeighbours, 'productNames'>;
}

/** A rate as it is used: where it came from is part of the figure. */
export type UsedRate = Rate & { isDefault: boolean };

export type RecoveryRateService = ReturnType<typeof recoveryRateService>;

/** How much at most comes of what: figures that the department keeps, each with the day it holds from. */
export function recoveryRateService({ ledger, clock, neighbours }: RateOptions) {
  return {
    /** Those that may hold for a product of a group, the department’s last: they come before defaults. */
    async usedFor(outputs: readonly RateScope[]): Promise<UsedRate[]> {
      const stored = await RecoveryRateModel.find({ output: { $in: [...outputs, 'any'] } })
        .sort({ _id: 1 })
        .lean<StoredRate[]>();
      return [
        ...defaultRates.map((rate) => ({ ...rate, isDefault: true })),
        ...stored.map((rate) => ({ ...rate, isDefault: false })),
      ];
    },

    /** Those of products are for the department and for whose products they are. */
    async list(actor: Actor): Promise<RecoveryRateList> {
      const stored = await RecoveryRateModel.find().sort({ output: -1, validFrom: -1, _id: -1 }).lean();
      const names = await neighbours.productNames(
        stored.flatMap(({ output, input }) => [productIn(output) ?? [], productIn(input) ?? []].flat()),
        scopeFor(actor).organisation ?? null,
      );
      const today = dateInVietnam(clock.now());
      const inSight = stored.filter(({ output }) => {
        const product = productIn(output);
        return product === undefined || names.has(product);
      });
      const all = [...inSight, ...defaultRates];
      return {
        items: all.map((rate, at) => ({
          ...viewOf(rate, names),
          isCurrent:
            rate.validFrom <= today &&
            !all.slice(0, at).some((other) => isSameRule(other, rate) && other.validFrom <= today),
        })),
      };
    },

    async add(content: RecoveryRateContent, by: ChangeBy): Promise<RecoveryRate> {
      const names = await neighbours.productNames(
        [content.product ?? [], content.inputProduct ?? []].flat(),
        null,
      );
      const faults = faultsIn(content, names);
      if (faults.length > 0) throw invalid(faults);
      return ledger.change(by, async (record) => {
        const rate = new RecoveryRateModel({
          _id: new Types.ObjectId(),
          output: scopeOf(content),
          stage: content.stage,
          input: scopeOf({ product: content.inputProduct, group: content.inputGroup }),
          most: content.most,
          per: content.per,
          tolerance: content.tolerance,
          validFrom: content.validFrom,
          source: content.source,
          at: clock.now(),
          by: by.actor.name,
        });
        await rate.save();
        await record({
          subject: { kind: 'recovery-rate', id: String(rate._id) },
          action: 'recovery-rate.set',
          reason: content.source,
          after: content,
        });
        return {
          ...viewOf(rate.toObject(), names),
          isCurrent: content.validFrom <= dateInVietnam(clock.now()),
        };
      });
    },
  };
}

/** Whether the one replaces the other from its day on: the same goods, told in units of the same kinds. */
function isSameRule(one: Rate, other: Rate): boolean {
  return (
    one.output === other.output &&
    one.stage === other.stage &&
    one.input === other.input &&
    sameDimension(one.per, other.per) &&
    sameDimension(one.most.unit, other.most.unit)
  );
}

function faultsIn(
  { product, group, inputProduct, inputGroup, most, tolerance }: RecoveryRateContent,
  names: ReadonlyMap<string, string>,
): Fault[] {
  const faults: Fault[] = [];
  if (product !== undefined && group !== undefined)
    faults.push({ pointer: '/group', key: 'balance.one-scope' });
  if (inputProduct !== undefined && inputGroup !== undefined)
    faults.push({ pointer: '/inputGroup', key: 'balance.one-scope' });
  for (const [pointer, id] of [
    ['/product', product],
    ['/inputProduct', inputProduct],
  ] as const) {
    if (id !== undefined && !names.has(id)) faults.push({ pointer, key: 'balance.no-product' });
  }
  if (new Big(most.value).eq(0)) faults.push({ pointer: '/most/value', key: 'balance.rate-zero' });
  if (new Big(tolerance).gt(50)) faults.push({ pointer: '/tolerance', key: 'balance.tolerance-wide' });
  return faults;
}

function viewOf(
  rate: Rate & Partial<Pick<StoredRate, 'at' | 'by'>> & { _id?: Types.ObjectId },
  names: ReadonlyMap<string, string>,
): Omit<RecoveryRate, 'isCurrent'> {
  const { _id, output, stage, input, most, per, tolerance, validFrom, source, at, by } = rate;
  return {
    id: _id ? String(_id) : null,
    content: {
      stage,
      ...scopeNames(output, 'product', 'group'),
      ...scopeNames(input, 'inputProduct', 'inputGroup'),
      most,
      per,
      tolerance,
      validFrom,
      source: _id ? source : translate.vi('balance.rate-default-source'),
    },
    outputName: nameIn(output, names),
    inputName: nameIn(input, names),
    isDefault: _id === undefined,
    at: at?.toISOString() ?? null,
    by: by ?? null,
  };
}

function scopeNames(scope: RateScope, productName: string, groupName: string): object {
  const product = productIn(scope);
  const group = groupIn(scope);
  return {
    ...(product !== undefined && { [productName]: product }),
    ...(group !== undefined && { [groupName]: group }),
  };
}

function nameIn(scope: RateScope, names: ReadonlyMap<string, string>): string | null {
  const product = productIn(scope);
  return product === undefined ? null : (names.get(product) ?? '');
}
