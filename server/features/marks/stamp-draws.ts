import Big from 'big.js';
import { Types } from 'mongoose';
import { invalid } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { rightOfUse } from '../../domain/mark-right.ts';
import { convert, sameDimension } from '../../domain/quantity.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Clock } from '../../platform/clock.ts';
import type { BatchContent, Quantity } from '../../platform/contract-types.ts';
import type { BalanceService } from './balance-service.ts';
import type { ClaimingBatch } from './claim-service.ts';
import { DrawModel } from './balance-model.ts';
import { GrantModel } from './grant-model.ts';
import { MarkModel } from './mark-model.ts';
import { membershipsOf } from './member-service.ts';

interface Parts {
  clock: Clock;
  balances: Pick<BalanceService, 'draw' | 'leftFor'>;
}

type StampedBatch = ClaimingBatch & { id: string };

/** Where marks meet stamps: what a batch has drawn is given out once, and only while its rights are live. */
export function stampDraws({ clock, balances }: Parts) {
  return {
    /** What stamps may stand for altogether, by the ceilings of the marks the batch claims; null without any. */
    async most(batch: StampedBatch): Promise<Quantity | null> {
      const content = batch.approved ?? batch.working;
      if (!content || content.grants.length === 0) return null;
      if ((await faultsOf(batch)).length > 0) return batch.stamped ?? nothingOf(content);
      let most = content.quantity;
      for (const grant of content.grants) most = smaller(most, await roomOf(batch.id, grant, content));
      return most;
    },

    /** Inside the change that issues, voids or takes back stamps: from now on they stand for so much. */
    async settle(batch: StampedBatch, quantity: Quantity): Promise<void> {
      const content = batch.approved ?? batch.working;
      if (!content) return;
      const isMore = new Big(convert(quantity, content.quantity.unit).value).gt(
        batch.stamped ? convert(batch.stamped, content.quantity.unit).value : 0,
      );
      const faults = isMore ? await faultsOf(batch) : [];
      if (faults.length > 0) throw invalid(faults);
      const contents = [batch.approved, batch.working].filter((one) => one !== null);
      await balances.draw({ id: batch.id, contents, stamped: quantity });
    },
  };

  /** The right must be live today; whether place and day fit was asked when the batch claimed it. */
  async function faultsOf({ organisation, approved, working }: ClaimingBatch): Promise<Fault[]> {
    const content = approved ?? working;
    const faults: Fault[] = [];
    for (const id of content?.grants ?? []) {
      const grant = await GrantModel.findById(new Types.ObjectId(id)).lean();
      const mark = grant && (await MarkModel.findById(grant.mark).lean());
      if (!grant || !mark || !content) continue;
      const right = rightOfUse({
        grant: { ...grant.content, state: grant.state },
        mark: { ...mark.content, id: String(mark._id) },
        memberships: await membershipsOf(grant.mark, grant.organisation),
        organisation,
        product: content.product,
        place: null,
        on: dateInVietnam(clock.now()),
      });
      const reasons = right.live ? [] : right.reasons;
      faults.push(...reasons.map((reason) => ({ pointer: '/count', key: `mark.why-${reason}` as const })));
    }
    return faults;
  }

  /** What the batch has drawn already, or could draw, in the unit of the ceiling. */
  async function roomOf(batch: string, grant: string, content: BatchContent): Promise<Quantity> {
    const draws = await DrawModel.find({
      batch: new Types.ObjectId(batch),
      grant: new Types.ObjectId(grant),
    }).lean();
    const [draw] = draws;
    if (draw) return { value: draw.quantity, unit: draw.unit };
    return (await balances.leftFor(grant, content.product, content.producedOn)) ?? nothingOf(content);
  }
}

function nothingOf({ quantity: { unit } }: BatchContent): Quantity {
  return { value: '0', unit };
}

/** Where pieces meet kilograms the draw itself decides; its refusal names the shortfall. */
function smaller(a: Quantity, b: Quantity): Quantity {
  if (!sameDimension(a.unit, b.unit)) return a;
  return new Big(convert(b, a.unit).value).lt(a.value) ? convert(b, a.unit) : a;
}
