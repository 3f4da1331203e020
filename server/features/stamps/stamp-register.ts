import { Types } from 'mongoose';
import { notFound } from '../../domain/errors.ts';
import { isOfDepartment, scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { contains } from '../../domain/stamps/intervals.ts';
import { all } from '../../domain/stamps/stamp-ledger.ts';
import type { RunState } from '../../domain/stamps/stamp-ledger.ts';
import { stampSerials } from '../../domain/stamps/serial.ts';
import type { StampKey, StampSerials } from '../../domain/stamps/serial.ts';
import { StampAccountModel } from './stamp-account-model.ts';
import type { StampAccount, StampAccountDocument } from './stamp-account-model.ts';
import { StampRunModel, stateOf } from './stamp-run-model.ts';
import type { StampRunDocument } from './stamp-run-model.ts';

export type StampRegister = ReturnType<typeof stampRegister>;

/** A run read once: the document, and what became of its stamps. */
export interface KeptRun {
  doc: StampRunDocument;
  state: RunState;
}

/** Everything the ledger of stamps keeps of one batch. */
export interface StampBook {
  account: StampAccountDocument;
  runs: KeptRun[];
}

/** Finds accounts and runs, and names their units by serials. */
export function stampRegister(keys: readonly StampKey[]) {
  const serials: StampSerials = stampSerials(keys);

  return {
    serials,

    /** Null while the batch has no stamps. */
    async book(batchId: string): Promise<StampBook | null> {
      const account = await StampAccountModel.findById(new Types.ObjectId(batchId));
      return account && { account, runs: await runsOf(account._id) };
    },

    async run(runId: string, actor: Actor): Promise<KeptRun & { account: StampAccountDocument }> {
      const { organisation } = scopeFor(actor);
      const doc = await StampRunModel.findOne({
        _id: new Types.ObjectId(runId),
        ...(organisation !== undefined && { organisation: new Types.ObjectId(organisation) }),
      });
      const account = doc && (await StampAccountModel.findById(doc.batch));
      if (!account) throw notFound();
      return { doc, account, state: stateOf(doc) };
    },

    /** The serial of a unit that a run of the book has. */
    serialOf({ account, runs }: StampBook, unit: number): string {
      const run = runs.find(({ state }) => contains(all(state), unit));
      if (!run) throw new RangeError(`No run has the unit ${unit}`);
      return serialIn(account, run.doc.keyId, unit);
    },

    serialIn,
  };

  function serialIn({ productKey, ordinal }: StampAccount, keyId: string, unit: number): string {
    return serials.write(keyId, productKey.value, { batch: ordinal, unit });
  }
}

/** The department holds and voids stamps that an inspector holds; their producer does not. */
export function mayPassHolds(actor: Actor): boolean {
  return isOfDepartment(actor);
}

async function runsOf(batch: Types.ObjectId): Promise<KeptRun[]> {
  const docs = await StampRunModel.find({ batch }).sort({ from: 1 });
  return docs.map((doc) => ({ doc, state: stateOf(doc) }));
}
