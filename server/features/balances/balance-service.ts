import { lotsUsedIn, makingsOf, usedBy, usesOf } from '../../domain/balance-facts.ts';
import type { BalancedLot, NameOf, ToldEvent } from '../../domain/balance-facts.ts';
import { statementOf } from '../../domain/balance-check.ts';
import {
  batchCheck,
  inputCheck,
  largerOf,
  makingCheck,
  stampsCheck,
  usesCheck,
} from '../../domain/mass-balance.ts';
import type { BalanceCheck } from '../../domain/balance-check.ts';
import type { Quantity } from '../../domain/quantity.ts';
import { scopeOf } from '../../domain/recovery-rate.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Balance, BalanceQuestion } from '../../platform/contract-types.ts';
import type { BalanceNeighbours, WeighedBatch } from './balance-neighbours.ts';
import { balanceView } from './balance-view.ts';
import type { RecoveryRateService, UsedRate } from './recovery-rate-service.ts';

interface BalanceOptions {
  neighbours: BalanceNeighbours;
  rates: Pick<RecoveryRateService, 'usedFor'>;
}

export type BalanceService = ReturnType<typeof balanceService>;

/** What came out against what went in, what was given away against what there was (ADR 0023). */
export function balanceService({ neighbours, rates }: BalanceOptions) {
  return {
    async read(batchId: string, actor: Actor): Promise<Balance> {
      const batch = await neighbours.batch(batchId, actor);
      return balanceView(batch, statementOf(await checksOf(batch)));
    },

    /** What a clerk is about to tell, held against all that it touches; how much of a lot is made may be told in parts. */
    async foreseen(batchId: string, { stage, quantity }: BalanceQuestion, actor: Actor): Promise<Balance> {
      const batch = await neighbours.batch(batchId, actor);
      const event = stage && (await neighbours.foreseen(batchId, stage, actor));
      const asked = quantity ? { ...batch, quantity } : batch;
      const all = [...(await checksOf(asked, event)), ...(event ? await inputChecks(event) : [])];
      const touched = new Set([...(stage ? touchedBy.stage : []), ...(quantity ? touchedBy.quantity : [])]);
      return balanceView(batch, statementOf(all.filter(({ about }) => touched.has(about))));
    },

    /** For whoever decides on a batch: looks at no actor. */
    balanceOf,
  };

  async function balanceOf(batchId: string): Promise<Balance | null> {
    const batch = await neighbours.batchOf(batchId);
    return batch && balanceView(batch, statementOf(await checksOf(batch)));
  }

  async function checksOf(batch: WeighedBatch, coming?: ToldEvent): Promise<BalanceCheck<UsedRate>[]> {
    const { lot, batchLot } = identified(batch);
    const about = { ids: [lot], batches: [batch.id] };
    const told = await neighbours.events(about);
    const sources = sourcesOf(told, lot);
    const all = sources.length > 0 ? await neighbours.events({ ...about, ids: [lot, ...sources] }) : told;
    const events = coming ? [...all, coming] : all;
    const known = await neighbours.lots(events.flatMap(({ facts }) => [...facts.inputs, ...facts.classes]));
    const makings = makingsOf(batchLot, events, namesIn(known));
    const used = await rates.usedFor(scopesOf(batch));
    const { own, sold, foreign } = usesOf(batchLot, events);
    const handedOver = [...(await neighbours.handedOver(batch.id)), ...sold];
    const stamped = await neighbours.stamped(batch.id);
    const hasUses = own.length + handedOver.length + foreign.length > 0;
    const { quantity, goods } = batch;
    return [
      ...(makings.length > 0 ? makings : [notTold(batchLot, quantity)]).map((making) =>
        makingCheck(making, used),
      ),
      ...makings.slice(-1).map(({ made }) => batchCheck(quantity, made, goods)),
      ...(hasUses ? [usesCheck(quantity, { own, handedOver, foreign }, goods)] : []),
      ...(stamped ? [stampsCheck(quantity, stamped, goods)] : []),
    ];
  }

  /** Lots that the event uses: what their user has of each, against all that it uses of it. */
  async function inputChecks(event: ToldEvent): Promise<BalanceCheck<UsedRate>[]> {
    const lots = await neighbours.lots(lotsUsedIn(event));
    const checks: BalanceCheck<UsedRate>[] = [];
    for (const [id, source] of lots) {
      const told = await neighbours.events({ ids: [id], batches: [] });
      const has = await available(event.organisation, source, told);
      const used = usedBy(event.organisation, { id, goods: source.goods }, [...told, event]);
      if (has) checks.push(inputCheck(source.title, has, { used, goods: source.goods }));
    }
    return checks;
  }

  /** Until a lot of one’s own is approved, what was made of it counts where more than was declared. */
  async function available(
    organisation: string,
    source: WeighedBatch,
    told: readonly ToldEvent[],
  ): Promise<Quantity | null> {
    if (source.organisation !== organisation) return neighbours.received(organisation, source.id);
    const { quantity, goods, isApproved } = source;
    const made = makingsOf(identified(source).batchLot, told, () => undefined).at(-1)?.made ?? [];
    return isApproved ? quantity : largerOf(quantity, made, goods);
  }
}

const touchedBy: Record<'stage' | 'quantity', BalanceCheck['about'][]> = {
  stage: ['making', 'uses', 'input'],
  quantity: ['batch', 'uses', 'stamps'],
};

function identified(batch: WeighedBatch): { lot: string; batchLot: BalancedLot } {
  const { id, lot, organisation, group, goods, producedOn } = batch;
  return { lot, batchLot: { batch: id, id: lot, organisation, group, goods, producedOn } };
}

/** Nobody told how the lot was made: what it is said to be stands against nothing. */
function notTold({ group, producedOn, goods }: BalancedLot, quantity: Quantity) {
  const stage = group === 'livestock' ? 'slaughter' : group === 'processing' ? 'processing' : 'harvest';
  return { stage, on: producedOn, output: goods, made: [quantity], inputs: [] } as const;
}

/** What went in: where its amount is not told, other events may tell how much there was of it. */
function sourcesOf(events: readonly ToldEvent[], lot: string): string[] {
  const making = events.filter(({ facts }) => facts.outputs.includes(lot));
  return [...new Set(making.flatMap(({ facts }) => facts.inputs))];
}

function namesIn(known: ReadonlyMap<string, WeighedBatch>): NameOf {
  return (id) => known.get(id);
}

function scopesOf({ goods }: WeighedBatch) {
  return [
    ...(goods.product === null ? [] : [scopeOf({ product: goods.product })]),
    ...(goods.group === null ? [] : [scopeOf({ group: goods.group })]),
  ];
}
