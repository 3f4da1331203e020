import { Types } from 'mongoose';
import { DomainError } from '../../domain/errors.ts';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { openSuspension, suspensionState } from '../../domain/suspension.ts';
import type { Suspension } from '../../domain/suspension.ts';
import type { NamesOf } from '../../ledger/record-service.ts';
import type { Clock } from '../../platform/clock.ts';
import type {
  SuspensionPage,
  SuspensionQuery,
  Suspension as SuspensionView,
} from '../../platform/contract-types.ts';
import { BatchModel } from './batch-model.ts';
import type { BatchDocument } from './batch-model.ts';

/** Batches under suspension, the one that must be explained first at the top: all were given the same time. */
export function suspendedBatches({ clock, namesOf }: { clock: Clock; namesOf: NamesOf }) {
  return async (query: SuspensionQuery, actor: Actor): Promise<SuspensionPage> => {
    const { state, limit = 50, after } = query;
    const now = clock.now();
    const { organisation } = scopeFor(actor);
    const docs = await BatchModel.find({
      hold: 'suspended',
      ...(organisation !== undefined && { organisation: new Types.ObjectId(organisation) }),
      ...(state !== undefined && { suspensions: { $elemMatch: { end: null, ...turns(now)[state] } } }),
      ...(after !== undefined && laterThan(after)),
    })
      .sort({ holdSince: 1, _id: 1 })
      .limit(limit + 1);
    const items = docs.slice(0, limit);
    const names = await namesOf([...new Set(items.map((doc) => String(doc.organisation)))]);
    const page = { items: items.flatMap((doc) => rowOf(doc, names, now)) };
    const last = items.at(-1);
    return docs.length > limit && last ? { ...page, next: cursorOf(last) } : page;
  };
}

export function suspensionView(suspension: Suspension, now: Date): SuspensionView;
export function suspensionView(suspension: Suspension | undefined, now: Date): SuspensionView | null;
export function suspensionView(suspension: Suspension | undefined, now: Date): SuspensionView | null {
  if (!suspension) return null;
  const { at, by, reason, answerBy, explanation, end } = suspension;
  return {
    at: at.toISOString(),
    by: by.name,
    reason,
    answerBy: answerBy.toISOString(),
    state: suspensionState(suspension, now),
    explanation: explanation && {
      ...explanation,
      at: explanation.at.toISOString(),
      isLate: explanation.at > answerBy,
    },
    end: end && { at: end.at.toISOString(), by: end.by, reason: end.reason },
  };
}

const turns = (now: Date) => ({
  waiting: { explanation: null, answerBy: { $gte: now } },
  overdue: { explanation: null, answerBy: { $lt: now } },
  answered: { explanation: { $ne: null } },
});

function rowOf(doc: BatchDocument, names: ReadonlyMap<string, string>, now: Date): SuspensionPage['items'] {
  const open = openSuspension(doc.suspensions);
  if (!open) return [];
  const organisation = String(doc.organisation);
  return [
    {
      batch: { id: String(doc._id), name: doc.title },
      organisation: { id: organisation, name: names.get(organisation) ?? '' },
      suspension: suspensionView(open, now),
    },
  ];
}

function cursorOf({ holdSince, _id }: BatchDocument): string {
  return `${holdSince?.getTime() ?? 0}-${String(_id)}`;
}

function laterThan(after: string): object {
  const [, time = '', id = ''] = /^(\d{1,15})-([0-9a-f]{24})$/.exec(after) ?? [];
  if (id === '') {
    throw new DomainError(
      'malformed',
      { key: 'errors.malformed' },
      { faults: [{ pointer: '/after', key: 'errors.pattern' }] },
    );
  }
  const holdSince = new Date(Number(time));
  return { $or: [{ holdSince: { $gt: holdSince } }, { holdSince, _id: { $gt: new Types.ObjectId(id) } }] };
}
