import { differenceOf, handoverActions, nextHandoverState } from '../../domain/handover.ts';
import { may } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Handover } from '../../platform/contract-types.ts';
import type { StoredHandover } from './handover-model.ts';
import type { HandedBatch } from './handover-neighbours.ts';

/** A hand-over as API and pages show it to this actor; how its lots stand now is part of it. */
export function handoverView(
  doc: StoredHandover & { _id: unknown },
  actor: Actor,
  { names, batches }: { names: ReadonlyMap<string, string>; batches: ReadonlyMap<string, HandedBatch> },
): Handover {
  const named = (id: unknown) => ({ id: String(id), name: names.get(String(id)) ?? '' });
  const { rev, state, sentOn, receivedOn, document, receiptDocument, note, receiptNote, reason } = doc;
  const { hasDifference, sentBy, decidedBy, sample } = doc;
  return {
    ...{ rev, state, sentOn, receivedOn, document, receiptDocument, note, receiptNote, reason },
    ...{ hasDifference, sentBy, decidedBy, sample },
    id: String(doc._id),
    sender: named(doc.sender),
    receiver: named(doc.receiver),
    lines: doc.lines.map(({ batch, title, uri, sent, received, ownBatch }) => ({
      batch: String(batch),
      title,
      uri,
      lotState: batches.get(String(batch))?.state ?? 'unapproved',
      sent,
      received,
      difference: (received && differenceOf(sent, received)) ?? null,
      ownBatch,
    })),
    sentAt: doc.sentAt.toISOString(),
    decidedAt: doc.decidedAt?.toISOString() ?? null,
    actions: actionsNow(doc, actor),
  };
}

/** What this actor may do with it now; the service decides again when it is tried. */
function actionsNow({ state, sender, receiver }: StoredHandover, actor: Actor): Handover['actions'] {
  if (!may(actor, 'handovers.write')) return [];
  const own = {
    confirm: String(receiver) === actor.organisation,
    refuse: String(receiver) === actor.organisation,
    withdraw: String(sender) === actor.organisation,
  };
  return handoverActions.filter((action) => own[action] && nextHandoverState(state, action) !== undefined);
}
