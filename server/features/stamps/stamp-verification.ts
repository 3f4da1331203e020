import { compareQuantities } from '../../domain/quantity.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { Actor } from '../../domain/roles.ts';
import { replayBreaches, runBreaches } from '../../domain/stamps/stamp-audit.ts';
import type { LoggedAct } from '../../domain/stamps/stamp-audit.ts';
import { countsOf, givenBack } from '../../domain/stamps/stamp-ledger.ts';
import type { RunCounts } from '../../domain/stamps/stamp-ledger.ts';
import { quantityOf } from '../../domain/stamps/stamp-allowance.ts';
import { StampAccountModel, StampOrdinalModel } from './stamp-account-model.ts';
import type { StampAccount } from './stamp-account-model.ts';
import { StampActModel } from './stamp-act-model.ts';
import { StampKeyModel } from './stamp-key-model.ts';
import type { StampNeighbours } from './stamp-neighbours.ts';
import { StampRunModel, stateOf, storedIntervals } from './stamp-run-model.ts';
import type { StampRun } from './stamp-run-model.ts';
import { countsTogether } from './stamp-view.ts';

export interface StampFinding {
  batch: string;
  /** The number of the run; null for what concerns the batch's account. */
  run: number | null;
  finding: string;
}

export interface StampVerification {
  accounts: number;
  runs: number;
  acts: number;
  counts: RunCounts;
  findings: StampFinding[];
}

const auditor: Actor = { id: 'verification', name: 'verification', roles: ['inspector'], organisation: null };

/** Recomputes every sum over all accounts and runs, and plays the log of acts again beside them. */
export async function verifyStamps(neighbours: Pick<StampNeighbours, 'batch'>): Promise<StampVerification> {
  const keys = new Set((await StampKeyModel.find().lean()).map(({ _id }) => _id));
  const ordinals = new Map((await StampOrdinalModel.find().lean()).map(({ _id, next }) => [_id, next]));
  const result: StampVerification = {
    accounts: 0,
    runs: 0,
    acts: 0,
    counts: countsTogether([]),
    findings: [],
  };
  for await (const account of StampAccountModel.find().sort({ _id: 1 }).lean().cursor()) {
    const batch = String(account._id);
    const runs = await StampRunModel.find({ batch: account._id }).sort({ from: 1 }).lean();
    const acts = await actsOf(account);
    const found = (run: number | null) => (finding: string) => {
      result.findings.push({ batch, run, finding });
    };
    accountBreaches(account, runs, ordinals.get(account.productKey.value) ?? 0).forEach(found(null));
    (await goodsBreaches(account, runs, neighbours)).forEach(found(null));
    for (const run of runs) {
      if (!keys.has(run.keyId)) found(run.number)(`nothing is noted of the secret ${run.keyId}`);
      breachesOf(run, acts).forEach(found(run.number));
    }
    result.accounts += 1;
    result.runs += runs.length;
    result.acts += acts.length;
    result.counts = countsIn(result.counts, runs);
  }
  const orphans = await StampRunModel.countDocuments({
    batch: { $nin: await StampAccountModel.distinct('_id') },
  });
  if (orphans > 0)
    result.findings.push({ batch: '', run: null, finding: `runs without an account: ${orphans}` });
  return result;
}

function accountBreaches(account: StampAccount, runs: readonly StampRun[], next: number): string[] {
  const found: string[] = [];
  if (account.ordinal >= next)
    found.push(`ordinal ${account.ordinal} is not below the next of its product, ${next}`);
  let from = 0;
  for (const run of runs) {
    if (run.from !== from) found.push(`run ${run.number} begins at unit ${run.from} and not at ${from}`);
    from = run.from + run.count;
  }
  if (from !== account.nextUnit)
    found.push(`the runs end at unit ${from}, the account at ${account.nextUnit}`);
  return found;
}

/** Stamps never stand for more goods than there are, nor for another product. */
async function goodsBreaches(
  account: StampAccount,
  runs: readonly StampRun[],
  neighbours: Pick<StampNeighbours, 'batch'>,
): Promise<string[]> {
  const { productKey, quantity } = await neighbours.batch(String(account._id), auditor);
  const found: string[] = [];
  if (productKey.value !== account.productKey.value) {
    found.push(`stamps name ${account.productKey.value}, the product is ${productKey.value}`);
  }
  const stamps = readable(runs).reduce((sum, state) => sum + state.count - givenBack(state), 0);
  const stamped: Quantity = quantityOf(stamps, account.perStamp);
  if (compareQuantities(stamped, quantity) > 0) {
    found.push(
      `stamps for ${stamped.value} ${stamped.unit} on a batch of ${quantity.value} ${quantity.unit}`,
    );
  }
  return found;
}

function breachesOf(run: StampRun, acts: readonly LoggedAct[]): string[] {
  const [state] = readable([run]);
  return state
    ? [...runBreaches(state), ...replayBreaches(state, acts)]
    : ['its sets of stamps cannot be read'];
}

function countsIn(before: RunCounts, runs: readonly StampRun[]): RunCounts {
  const all = [before, ...readable(runs).map(countsOf)];
  const sum = (name: keyof RunCounts) => all.reduce((total, counts) => total + counts[name], 0);
  return {
    issued: sum('issued'),
    printed: sum('printed'),
    active: sum('active'),
    void: sum('void'),
    returned: sum('returned'),
    unactivated: sum('unactivated'),
    held: sum('held'),
  };
}

/** Of runs whose sets can be read: the others have their own finding. */
function readable(runs: readonly StampRun[]) {
  return runs.flatMap((run) => {
    try {
      return [stateOf(run)];
    } catch {
      return [];
    }
  });
}

async function actsOf({ _id }: StampAccount): Promise<LoggedAct[]> {
  const acts = await StampActModel.find({ batch: _id }).sort({ _id: 1 }).lean();
  return acts.map(({ action, units, reason }) => ({ action, units: storedIntervals(units), reason }));
}
