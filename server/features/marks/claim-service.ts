import { Types } from 'mongoose';
import type { Fault } from '../../domain/errors.ts';
import type { Located } from '../../domain/mark-area.ts';
import { rightOfUse } from '../../domain/mark-right.ts';
import type { RightOfUse } from '../../domain/mark-right.ts';
import type { BatchContent, Quantity } from '../../platform/contract-types.ts';
import type { BalanceService } from './balance-service.ts';
import { GrantModel } from './grant-model.ts';
import { MarkModel } from './mark-model.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';
import { membershipsOf } from './member-service.ts';

interface Parts {
  neighbours: Pick<MarkNeighbours, 'placeAt'>;
  balances: Pick<BalanceService, 'draw' | 'faultsOf' | 'leftFor'>;
}

/** What a batch would claim a mark with. */
export interface Claim {
  organisation: string;
  product: string;
  /** null while none is chosen. */
  place: string | null;
  producedOn: string;
}

export interface ClaimStanding {
  right: RightOfUse;
  /** What the season still allows; null where no ceiling covers these goods. */
  left: Quantity | null;
}

/** A batch as marks see it: what is approved of it, and what is written, or lies before the department. */
export interface ClaimingBatch {
  /** null for a batch that was never saved. */
  id: string | null;
  organisation: string;
  approved: BatchContent | null;
  working: BatchContent | null;
  /** What its stamps stand for; null while it has none. */
  stamped: Quantity | null;
}

export type ClaimService = ReturnType<typeof claimService>;

/** Where marks meet batches: who may claim what, and that all claims together stay below the ceilings. */
export function claimService({ neighbours, balances }: Parts) {
  return {
    /** Whether one right of use covers these goods, and how much is left. */
    async standingOf(grant: string, claim: Claim): Promise<ClaimStanding> {
      const right = await rightFor(grant, claim);
      return { right, left: await balances.leftFor(grant, claim.product, claim.producedOn) };
    },

    /** What stands against the claims of a batch as it is written. What was approved with a claim keeps it. */
    async faultsOf({ id, organisation, approved, working, stamped }: ClaimingBatch): Promise<Fault[]> {
      if (!working || working.grants.length === 0) return [];
      const faults: Fault[] = [];
      for (const [at, grant] of working.grants.entries()) {
        if (approved?.grants.includes(grant) === true && isSameUse(approved, working)) continue;
        const right = await rightFor(grant, { ...working, organisation });
        const reasons = right.live ? [] : right.reasons;
        faults.push(
          ...reasons.map((reason) => ({ pointer: `/grants/${at}`, key: `mark.why-${reason}` as const })),
        );
      }
      if (faults.length > 0) return faults;
      const contents = [...(approved ? [approved] : []), working];
      return balances.faultsOf({ id: id ?? unsaved, contents, stamped });
    },

    /** Inside a change: what the batch holds of its ceilings from now on. */
    async draw({ id, approved, working, stamped }: ClaimingBatch & { id: string }): Promise<void> {
      const contents = [approved, working].filter((content) => content !== null);
      await balances.draw({ id, contents, stamped });
    },
  };

  async function rightFor(id: string, claim: Claim): Promise<RightOfUse> {
    const grant = await GrantModel.findById(new Types.ObjectId(id)).lean();
    const mark = grant && (await MarkModel.findById(grant.mark).lean());
    if (!grant || !mark) return { live: false, reasons: ['other-mark'] };
    const place = claim.place === null ? null : await placeAt(claim.place);
    return rightOfUse({
      grant: { ...grant.content, state: grant.state },
      mark: { ...mark.content, id: String(mark._id) },
      memberships: await membershipsOf(grant.mark, grant.organisation),
      organisation: claim.organisation,
      product: claim.product,
      place,
      on: claim.producedOn,
    });
  }

  async function placeAt(id: string): Promise<(Located & { id: string }) | null> {
    const place = await neighbours.placeAt(id);
    return place && { ...place, id };
  }
}

/** No batch has this id: nothing was ever drawn under it. */
const unsaved = '000000000000000000000000';

function isSameUse(a: BatchContent, b: BatchContent): boolean {
  return a.product === b.product && a.place === b.place && a.producedOn === b.producedOn;
}
