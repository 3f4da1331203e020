import { countsOf } from '../../domain/stamps/stamp-ledger.ts';
import type { RunCounts, RunState } from '../../domain/stamps/stamp-ledger.ts';
import type { StampRun } from '../../platform/contract-types.ts';
import type { StampAccountDocument } from './stamp-account-model.ts';
import type { KeptRun, StampRegister } from './stamp-register.ts';

/** A run as API and pages show it; where its units stand within the batch stays inside. */
export function runView(
  { doc, account, state }: KeptRun & { account: StampAccountDocument },
  { title, register }: { title: string; register: StampRegister },
): StampRun {
  return {
    id: String(doc._id),
    batch: { id: String(doc.batch), name: title },
    number: doc.number,
    count: doc.count,
    hasHiddenCode: doc.hasHiddenCode,
    firstSerial: register.serialIn(account, doc.keyId, doc.from),
    lastSerial: register.serialIn(account, doc.keyId, doc.from + doc.count - 1),
    counts: countsOf(state),
    keyId: doc.keyId,
    requestedBy: doc.requestedBy,
    at: doc.at.toISOString(),
  };
}

export const noCounts: RunCounts = {
  issued: 0,
  printed: 0,
  active: 0,
  void: 0,
  returned: 0,
  unactivated: 0,
  held: 0,
};

export function countsTogether(states: readonly RunState[]): RunCounts {
  return sumOfCounts(states.map(countsOf));
}

export function sumOfCounts(parts: readonly RunCounts[]): RunCounts {
  return parts.reduce(
    (sum, counts) => ({
      issued: sum.issued + counts.issued,
      printed: sum.printed + counts.printed,
      active: sum.active + counts.active,
      void: sum.void + counts.void,
      returned: sum.returned + counts.returned,
      unactivated: sum.unactivated + counts.unactivated,
      held: sum.held + counts.held,
    }),
    noCounts,
  );
}
