import Big from 'big.js';
import { Types } from 'mongoose';
import type { ChangeBy } from '../../domain/change.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { sameDimension } from '../../domain/quantity.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { Actor } from '../../domain/roles.ts';
import { span } from '../../domain/stamps/intervals.ts';
import { batchOrdinals, unitsPerBatch } from '../../domain/stamps/serial.ts';
import type { StampKey } from '../../domain/stamps/serial.ts';
import { quantityOf, stampsWithin, usualPerStamp } from '../../domain/stamps/stamp-allowance.ts';
import { givenBack, newRun } from '../../domain/stamps/stamp-ledger.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { NewStampRun, StampAllowance, StampRun } from '../../platform/contract-types.ts';
import { StampAccountModel, StampOrdinalModel } from './stamp-account-model.ts';
import { dependOn } from './stamp-keys.ts';
import type { LedgerActs } from './stamp-ledger-acts.ts';
import type { StampedBatch, StampNeighbours } from './stamp-neighbours.ts';
import type { StampBook, StampRegister } from './stamp-register.ts';
import { StampRunModel, storedState } from './stamp-run-model.ts';
import { runView } from './stamp-view.ts';

interface IssueOptions {
  ledger: Ledger;
  clock: Clock;
  /** The current secret. */
  key: StampKey;
  register: StampRegister;
  acts: LedgerActs;
  neighbours: StampNeighbours;
}

/** How stamps come into being: so many for a batch as its quantity carries. */
export function stampIssue({ ledger, clock, key, register, acts, neighbours }: IssueOptions) {
  return {
    async allowance(batchId: string, actor: Actor): Promise<StampAllowance> {
      const batch = await neighbours.batch(batchId, actor);
      const book = await register.book(batchId);
      const perStamp = book?.account.perStamp ?? usualPerStamp(batch.quantity, batch.netContent);
      const { stamped, returned } = issuedIn(book);
      const before = book && stampedQuantity(book);
      const most = (await neighbours.mostUnderMarks(batchId, before)) ?? batch.quantity;
      const total = perStamp && Math.min(stampsWithin(batch.quantity, perStamp), withinMarks(most, perStamp));
      return {
        batch: { id: batch.id, name: batch.title },
        quantity: batch.quantity,
        perStamp: perStamp && { value: perStamp.value, unit: perStamp.unit },
        total,
        issued: stamped + returned,
        givenBack: returned,
        left: total === null ? null : Math.max(0, total - stamped),
        obstacle: obstacleTo(batch),
      };
    },

    /** What one stamp of the request would stand for, or why it would be refused; nothing changes. */
    async requestOutlook(content: NewStampRun, actor: Actor): Promise<{ perStamp: Quantity; left: number }> {
      const { batch, book, perStamp } = await agreed(content, actor);
      return { perStamp, left: leftFor(batch, book, perStamp) };
    },

    async request(content: NewStampRun, by: ChangeBy): Promise<StampRun> {
      return ledger.change(by, async (record) => {
        const { batch, book, perStamp } = await agreed(content, by.actor);
        const account = book?.account ?? (await opened(batch, perStamp));
        const from = account.nextUnit;
        account.nextUnit += content.count;
        await account.save();
        await dependOn(key, clock.now());
        const doc = new StampRunModel({
          ...storedState(newRun(from, content.count)),
          batch: account._id,
          organisation: account.organisation,
          number: (book?.runs.length ?? 0) + 1,
          keyId: key.id,
          hasHiddenCode: content.hiddenCode,
          requestedBy: by.actor.name,
          at: clock.now(),
        });
        await doc.save();
        await neighbours.markStamped(batch.id, clock.now());
        const all = quantityOf(issuedIn(book).stamped + content.count, perStamp);
        await neighbours.drawOnMarks(batch.id, book && stampedQuantity(book), all);
        const units = span(from, account.nextUnit);
        await acts.log(record, account, { action: 'request', units, actor: by.actor });
        return runView(
          { doc, account, state: newRun(from, content.count) },
          { title: batch.title, register },
        );
      });
    },
  };

  async function agreed(content: NewStampRun, actor: Actor) {
    const batch = await neighbours.batch(content.batch, actor);
    const obstacle = obstacleTo(batch);
    if (obstacle) throw conflict({ key: `stamps.obstacle-${obstacle}` }, { obstacle });
    const book = await register.book(batch.id);
    const perStamp = agreedPerStamp(batch, book, content.perStamp);
    refuseTooMany(batch, { book, perStamp, count: content.count });
    return { batch, book, perStamp };
  }
}

/** Marks measured in another dimension decide when the stamps are asked for. */
function withinMarks(most: Quantity, perStamp: Quantity): number {
  return sameDimension(most.unit, perStamp.unit) ? stampsWithin(most, perStamp) : Infinity;
}

/** How many stamps count against the quantity, and how many no longer do. */
export function issuedIn(book: Pick<StampBook, 'runs'> | null): { stamped: number; returned: number } {
  const runs = book?.runs ?? [];
  const returned = runs.reduce((sum, { state }) => sum + givenBack(state), 0);
  const issued = runs.reduce((sum, { state }) => sum + state.count, 0);
  return { stamped: issued - returned, returned };
}

/** What the stamps of a batch stand for together. */
export function stampedQuantity(book: StampBook): Quantity {
  return quantityOf(issuedIn(book).stamped, book.account.perStamp);
}

function obstacleTo(batch: StampedBatch): StampAllowance['obstacle'] {
  if (batch.closedOn !== null) return 'closed';
  if (batch.hold !== 'none') return batch.hold;
  if (batch.isRefused) return 'refused';
  return batch.isProductApproved ? null : 'product';
}

/** Said once, by the first request; where nothing follows from the goods, whoever asks has to say it. */
function agreedPerStamp(batch: StampedBatch, book: StampBook | null, said: Quantity | undefined): Quantity {
  const fixed = book?.account.perStamp ?? usualPerStamp(batch.quantity, batch.netContent);
  if (!fixed) return checkedPerStamp(batch.quantity, said);
  if (said && !isSame(said, fixed)) {
    throw invalid([
      {
        pointer: '/perStamp',
        key: 'stamps.per-stamp-fixed',
        params: { value: fixed.value, unit: fixed.unit },
      },
    ]);
  }
  return { value: fixed.value, unit: fixed.unit };
}

function checkedPerStamp(quantity: Quantity, said: Quantity | undefined): Quantity {
  const faults: Fault[] = [];
  if (!said) faults.push({ pointer: '/perStamp', key: 'stamps.per-stamp-needed' });
  else if (!sameDimension(said.unit, quantity.unit))
    faults.push({ pointer: '/perStamp/unit', key: 'stamps.per-stamp-unit' });
  else if (new Big(said.value).lte(0))
    faults.push({ pointer: '/perStamp/value', key: 'batch.quantity-zero' });
  if (!said || faults.length > 0) throw invalid(faults);
  return said;
}

function isSame(one: Quantity, other: Quantity): boolean {
  return one.unit === other.unit && new Big(one.value).eq(other.value);
}

function refuseTooMany(
  batch: StampedBatch,
  { book, perStamp, count }: { book: StampBook | null; perStamp: Quantity; count: number },
): void {
  const left = leftFor(batch, book, perStamp);
  if (count > left) {
    const params = { left, short: count - left };
    const key = batch.isApproved ? 'stamps.over-approved' : 'stamps.over-declared';
    throw invalid([{ pointer: '/count', key, params }]);
  }
  const room = unitsPerBatch - (book?.account.nextUnit ?? 0);
  if (count > room)
    throw invalid([{ pointer: '/count', key: 'stamps.batch-full', params: { room, most: unitsPerBatch } }]);
}

function leftFor({ quantity }: StampedBatch, book: StampBook | null, perStamp: Quantity): number {
  return Math.max(0, stampsWithin(quantity, perStamp) - issuedIn(book).stamped);
}

async function opened(batch: StampedBatch, perStamp: Quantity) {
  const { value } = batch.productKey;
  const counter = await StampOrdinalModel.findByIdAndUpdate(
    value,
    { $inc: { next: 1 } },
    { upsert: true, returnDocument: 'after' },
  );
  const ordinal = counter.next - 1;
  if (ordinal >= batchOrdinals)
    throw conflict({ key: 'stamps.product-full', params: { most: batchOrdinals } });
  return new StampAccountModel({
    _id: new Types.ObjectId(batch.id),
    organisation: new Types.ObjectId(batch.organisation),
    productKey: batch.productKey,
    ordinal,
    nextUnit: 0,
    perStamp,
  });
}
