import type { StampKey } from '../../domain/stamps/serial.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import { stampHandling } from './stamp-handling.ts';
import { issuedIn, stampIssue, stampedQuantity } from './stamp-issue.ts';
import { ledgerActs } from './stamp-ledger-acts.ts';
import type { StampNeighbours } from './stamp-neighbours.ts';
import { stampReading } from './stamp-reading.ts';
import { stampRegister } from './stamp-register.ts';
import { stampStanding } from './stamp-standing.ts';
import { stampTotals } from './stamp-totals.ts';

interface StampServiceOptions {
  ledger: Ledger;
  clock: Clock;
  publicOrigin: string;
  /** The current secret first. */
  keys: readonly StampKey[];
  neighbours: StampNeighbours;
}

export type StampService = ReturnType<typeof stampService>;

/** Stamps of single units: issued for batches, printed, activated on goods, and accounted for to the last one. */
export function stampService({ ledger, clock, publicOrigin, keys, neighbours }: StampServiceOptions) {
  const [key] = keys;
  if (!key) throw new Error('Stamps need a secret');
  const register = stampRegister(keys);
  const acts = ledgerActs({ clock, register });
  return {
    ...stampIssue({ ledger, clock, key, register, acts, neighbours }),
    ...stampHandling({ ledger, clock, register, acts, neighbours }),
    ...stampReading({ publicOrigin, register, neighbours }),
    ...stampStanding({ register, acts }),
    ...stampTotals(neighbours),

    /** What an edit of the batch must keep to: which product its stamps are of, and what they stand for. */
    async commitment(batchId: string) {
      const book = await register.book(batchId);
      return (
        book && {
          productKey: book.account.productKey.value,
          stamps: issuedIn(book).stamped,
          quantity: stampedQuantity(book),
        }
      );
    },
  };
}
