import Big from 'big.js';
import { Types } from 'mongoose';
import type { ChangeBy } from '../../domain/change.ts';
import { invalid, notFound } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { asMeasured, leftIn, limitOf, redraw } from '../../domain/mark-capacity.ts';
import { convert, sameDimension } from '../../domain/quantity.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type {
  BatchContent,
  CapacityRaise,
  MarkBalance,
  MarkBalanceList,
  Quantity,
} from '../../platform/contract-types.ts';
import { asBalance, ceilingFor, ceilingsOf, openBalance } from './balance-ceilings.ts';
import { BalanceModel, DrawModel } from './balance-model.ts';
import type { BalanceDocument, DrawDocument } from './balance-model.ts';
import { visibleGrant } from './grant-access.ts';
import { GrantModel } from './grant-model.ts';
import type { GrantDocument } from './grant-model.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';

interface Parts {
  ledger: Ledger;
  clock: Clock;
  neighbours: Pick<MarkNeighbours, 'netContentOf'>;
}

export type BalanceService = ReturnType<typeof balanceService>;

/** A batch with all that its claims could come to: what is approved, and what lies before the department. */
export interface Drawing {
  id: string;
  contents: readonly BatchContent[];
  /** What its stamps stand for; null while it has none. */
  stamped: Quantity | null;
}

interface Wanted {
  balance: BalanceDocument;
  quantity: string;
  stamped: string;
  lot: string;
}

/** What rights of use allow in a season: batches draw on it, stamps on what batches have drawn. */
export function balanceService({ ledger, clock, neighbours }: Parts) {
  return {
    /** Inside a change: the batch draws what its contents claim, and gives back what they claim no more. */
    async draw(batch: Drawing): Promise<void> {
      const { faults, wanted, drawn } = await reckon(batch);
      if (faults.length > 0) throw invalid(faults);
      for (const want of wanted) await settle(want, drawn.get(want.balance._id), batch.id);
    },

    /** What `draw` would refuse. */
    async faultsOf(batch: Drawing): Promise<Fault[]> {
      return (await reckon(batch)).faults;
    },

    /** What is left for goods of this product made on this day; null where no ceiling covers them. */
    async leftFor(grantId: string, product: string, on: string): Promise<Quantity | null> {
      const grant = await GrantModel.findById(new Types.ObjectId(grantId)).lean();
      const ceiling = grant && (await ceilingFor(grant, product, on));
      if (!ceiling) return null;
      const balance = await BalanceModel.findById(`${grantId}:${ceiling.key}`);
      return balance ? leftIn(asBalance(balance)) : ceiling.limit;
    },

    /** More than the norm allows, because an officer says so and why. */
    async raise(grantId: string, { balance: id, amount, reason }: CapacityRaise, by: ChangeBy) {
      return ledger.change(by, async (record): Promise<MarkBalance> => {
        const grant = await visibleGrant(grantId, by.actor);
        const balance = (await balancesOf(grant)).find(({ _id }) => _id === id);
        if (!balance) throw notFound();
        if (!sameDimension(amount.unit, balance.unit)) {
          throw invalid([
            { pointer: '/amount/unit', key: 'mark.raise-unit', params: { unit: balance.unit } },
          ]);
        }
        const { value } = convert(amount, balance.unit);
        if (new Big(value).eq(0)) throw invalid([{ pointer: '/amount/value', key: 'mark.norm-zero' }]);
        const before = balance.raised;
        balance.raised = new Big(before).plus(value).toFixed();
        balance.set('raises', [
          ...balance.raises,
          { amount: value, reason, by: by.actor.name, at: clock.now() },
        ]);
        await GrantModel.updateOne({ _id: grant._id }, { $inc: { draws: 1 } });
        await balance.save();
        const entry = { subject: { kind: 'grant' as const, id: grantId }, action: 'grant.raise', reason };
        const organisation = String(grant.organisation);
        await record({
          ...entry,
          organisation,
          before: { raised: before },
          after: { raised: balance.raised },
        });
        return view(balance);
      });
    },

    async list(grantId: string, actor: Actor): Promise<MarkBalanceList> {
      const grant = await visibleGrant(grantId, actor);
      const items: MarkBalance[] = [];
      for (const doc of await balancesOf(grant)) items.push(await view(doc));
      return { items };
    },
  };

  /** Those that were drawn on, and those of seasons in which nothing was drawn yet. */
  async function balancesOf(grant: GrantDocument): Promise<BalanceDocument[]> {
    const known = await BalanceModel.find({ grant: grant._id });
    const found = new Map(known.map((balance) => [balance._id, balance]));
    for (const ceiling of await ceilingsOf(grant, dateInVietnam(clock.now()))) {
      const balance = await openBalance(grant, ceiling);
      if (!found.has(balance._id)) found.set(balance._id, balance);
    }
    return [...found.values()].sort((a, b) => (a.from < b.from ? 1 : -1));
  }

  async function reckon({ id, contents, stamped }: Drawing) {
    const faults: Fault[] = [];
    const drawn = new Map(
      (await DrawModel.find({ batch: new Types.ObjectId(id) })).map((draw) => [draw.balance, draw]),
    );
    const wanted = new Map<string, Wanted>();
    for (const content of contents) {
      for (const [at, grant] of content.grants.entries()) {
        const found = await wantedBy({ content, stamped }, grant, at);
        if ('fault' in found) faults.push(found.fault);
        else wanted.set(found.balance._id, larger(found, wanted.get(found.balance._id)));
      }
    }
    for (const balance of await BalanceModel.find({ _id: { $in: [...drawn.keys()] } })) {
      const before = drawn.get(balance._id);
      if (!before || wanted.has(balance._id)) continue;
      // What was given out as stamps stays drawn, whatever the batch claims now.
      const { lot, stamped: given } = before;
      wanted.set(balance._id, { balance, quantity: given, stamped: given, lot });
    }
    for (const want of wanted.values()) faults.push(...excess(want, drawn.get(want.balance._id)));
    return { faults, wanted: [...wanted.values()], drawn };
  }

  async function wantedBy(
    { content, stamped }: { content: BatchContent; stamped: Quantity | null },
    grantId: string,
    at: number,
  ): Promise<Wanted | { fault: Fault }> {
    const pointer = `/grants/${at}`;
    const grant = await GrantModel.findById(new Types.ObjectId(grantId)).lean();
    const ceiling = grant && (await ceilingFor(grant, content.product, content.producedOn));
    if (!grant || !ceiling) {
      return { fault: { pointer, key: 'mark.no-season', params: { date: content.producedOn } } };
    }
    const balance = await openBalance(grant, ceiling);
    const netContent = await neighbours.netContentOf(content.product);
    const measured = asMeasured(content.quantity, balance.unit, netContent);
    if (!measured) {
      const params = { unit: balance.unit };
      return { fault: { pointer: '/quantity/unit', key: 'mark.not-measured', params } };
    }
    const given = stamped ? asMeasured(stamped, balance.unit, netContent) : undefined;
    return { balance, quantity: measured.value, stamped: given?.value ?? '0', lot: content.lot };
  }
}

function larger(a: Wanted, b: Wanted | undefined): Wanted {
  return b && new Big(b.quantity).gt(a.quantity) ? b : a;
}

function excess({ balance, quantity, stamped }: Wanted, before: DrawDocument | undefined): Fault[] {
  const { unit } = balance;
  const over = new Big(stamped).minus(quantity);
  if (over.gt(0)) {
    const left = new Big(quantity).minus(before?.stamped ?? '0');
    const params = { left: Number(left), shortfall: Number(over), unit };
    return [{ pointer: '/count', key: 'mark.stamps-over', params }];
  }
  const drawn = redraw(asBalance(balance), before?.quantity ?? '0', quantity);
  if (drawn.ok) return [];
  const left = new Big(leftIn(asBalance(balance)).value).plus(before?.quantity ?? '0');
  const params = { left: Number(left), shortfall: Number(drawn.shortfall.value), unit, season: balance.name };
  return [{ pointer: '/quantity/value', key: 'mark.over-ceiling', params }];
}

async function settle(want: Wanted, before: DrawDocument | undefined, batch: string): Promise<void> {
  const { balance, quantity, stamped, lot } = want;
  if (before?.quantity === quantity && before.stamped === stamped) return;
  const drawn = redraw(asBalance(balance), before?.quantity ?? '0', quantity);
  if (!drawn.ok) throw new Error(`Balance ${balance._id}: reckoned before, refused now`);
  // The right itself is written to, so that two first draws of a season stand in line as well.
  await GrantModel.updateOne({ _id: balance.grant }, { $inc: { draws: 1 } });
  const given = new Big(balance.stamped).minus(before?.stamped ?? '0').plus(stamped);
  balance.set({ claimed: drawn.balance.claimed, stamped: given.toFixed() });
  await balance.save();
  const draw =
    before ??
    new DrawModel({
      _id: `${batch}@${balance._id}`,
      batch: new Types.ObjectId(batch),
      balance: balance._id,
      grant: balance.grant,
      unit: balance.unit,
    });
  draw.set({ quantity, stamped, lot });
  await draw.save();
}

async function view(doc: BalanceDocument): Promise<MarkBalance> {
  const { unit, raises } = doc;
  const balance = asBalance(doc);
  const draws = await DrawModel.find({ balance: doc._id }).sort({ _id: 1 }).lean();
  const amount = (value: string): Quantity => ({ value, unit });
  return {
    id: doc._id,
    grant: String(doc.grant),
    season: doc.name,
    from: doc.from,
    to: doc.to,
    limit: limitOf(balance),
    ceiling: amount(balance.ceiling),
    raised: amount(balance.raised),
    claimed: amount(balance.claimed),
    stamped: amount(balance.stamped),
    left: leftIn(balance),
    draws: draws.map(({ batch, lot, quantity, stamped }) => ({
      batch: String(batch),
      lot,
      quantity: amount(quantity),
      stamped: amount(stamped),
    })),
    raises: raises.map(({ amount: value, reason, by, at }) => ({
      amount: amount(value),
      reason,
      by,
      at: at.toISOString(),
    })),
  };
}
