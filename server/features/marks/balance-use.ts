import { Types } from 'mongoose';
import Big from 'big.js';
import { limitOf, percentOf } from '../../domain/mark-capacity.ts';
import { asBalance } from './balance-ceilings.ts';
import { BalanceModel, DrawModel } from './balance-model.ts';

/** Percent of the fullest ceiling on which a batch draws, all batches together; null where it draws on none. */
export async function fullestUse(batch: string): Promise<string | null> {
  const draws = await DrawModel.find({ batch: new Types.ObjectId(batch) }, { balance: 1 }).lean();
  const balances = await BalanceModel.find({ _id: { $in: draws.map(({ balance }) => balance) } });
  const uses = balances.flatMap((doc) => {
    const balance = asBalance(doc);
    return percentOf(balance.claimed, limitOf(balance).value) ?? [];
  });
  return uses.reduce<string | null>(
    (most, use) => (most === null || new Big(use).gt(most) ? use : most),
    null,
  );
}
