import { Types } from 'mongoose';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import type { RunCounts } from '../../domain/stamps/stamp-ledger.ts';
import { countsOf } from '../../domain/stamps/stamp-ledger.ts';
import type { StampTotals, StampTotalsQuery } from '../../platform/contract-types.ts';
import { StampAccountModel } from './stamp-account-model.ts';
import type { StampAccount } from './stamp-account-model.ts';
import type { StampNeighbours } from './stamp-neighbours.ts';
import { StampRunModel, stateOf } from './stamp-run-model.ts';
import type { StampRun } from './stamp-run-model.ts';
import { noCounts, sumOfCounts } from './stamp-view.ts';

interface ProductTotals {
  batches: number;
  counts: RunCounts;
}

/** How all stamps of a product stand, over all its batches; a run is small, so that all of a province are soon read. */
export function stampTotals({ productsAt }: Pick<StampNeighbours, 'productsAt'>) {
  return {
    async totals(
      { organisation, limit = 25, after = '' }: StampTotalsQuery,
      actor: Actor,
    ): Promise<StampTotals> {
      const owner = scopeFor(actor).organisation ?? organisation;
      const isAnothers = organisation !== undefined && owner !== organisation;
      const byKey = isAnothers ? new Map<string, ProductTotals>() : await countedByKey(owner);
      const left = [...byKey.keys()].filter((key) => key > after).sort();
      const keys = left.slice(0, limit);
      const products = await productsAt(keys);
      const items = keys.flatMap((productKey) => {
        const known = products.get(productKey);
        const counted = byKey.get(productKey);
        return known && counted ? [{ productKey, ...known, ...counted }] : [];
      });
      const all = sumOfCounts([...byKey.values()].map(({ counts }) => counts));
      const last = keys.at(-1);
      return left.length > keys.length && last !== undefined ? { items, all, next: last } : { items, all };
    },
  };
}

async function countedByKey(organisation: string | undefined): Promise<Map<string, ProductTotals>> {
  const filter = organisation === undefined ? {} : { organisation: new Types.ObjectId(organisation) };
  const keys = await keysOfBatches(filter);
  const byKey = new Map<string, ProductTotals>();
  const counted = new Set<string>();
  for await (const run of StampRunModel.find(filter).lean<StampRun>().cursor() as AsyncIterable<StampRun>) {
    const batch = String(run.batch);
    const key = keys.get(batch) ?? '';
    const before = byKey.get(key) ?? { batches: 0, counts: noCounts };
    byKey.set(key, {
      batches: before.batches + (counted.has(batch) ? 0 : 1),
      counts: sumOfCounts([before.counts, countsOf(stateOf(run))]),
    });
    counted.add(batch);
  }
  return byKey;
}

async function keysOfBatches(filter: object): Promise<Map<string, string>> {
  const accounts = await StampAccountModel.find(filter, { productKey: 1 }).lean<
    Pick<StampAccount, '_id' | 'productKey'>[]
  >();
  return new Map(accounts.map(({ _id, productKey }) => [String(_id), productKey.value]));
}
