import { holdActions, mayHold } from '../../domain/batch-hold.ts';
import { tracePath } from '../../domain/identifiers/digital-link.ts';
import type { LinkPart } from '../../domain/identifiers/digital-link.ts';
import { canReview } from '../../domain/review-state.ts';
import { openSuspension, takeDownObstacle } from '../../domain/suspension.ts';
import { may } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { recordView } from '../../ledger/record-view.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Batch, BatchContent } from '../../platform/contract-types.ts';
import type { BatchDocument } from './batch-model.ts';
import type { BatchNeighbours } from './batch-neighbours.ts';
import { suspensionView } from './suspended-batches.ts';

type Action = Batch['actions'][number];

/** Batches as API and pages show them, to this actor. */
export async function batchViews(
  docs: readonly BatchDocument[],
  actor: Actor,
  { neighbours, publicOrigin, clock }: { neighbours: BatchNeighbours; publicOrigin: string; clock: Clock },
): Promise<Batch[]> {
  const now = clock.now();
  const names = await neighbours.namesOf(distinct(docs.map((doc) => String(doc.organisation))));
  const places = await neighbours.placeTitles(distinct(docs.map(({ content }) => content.place)));
  const products = new Map<string, Awaited<ReturnType<BatchNeighbours['product']>>>();
  for (const id of distinct(docs.map(({ content }) => content.product))) {
    products.set(id, await neighbours.product(id));
  }
  return docs.map((doc) => {
    const { content, hold, holdReason, holdSince, recall, closedOn } = doc;
    const product = products.get(content.product);
    return {
      ...recordView<BatchContent>(doc, names),
      hold,
      holdReason,
      holdSince: holdSince?.toISOString() ?? null,
      suspension: suspensionView(doc.suspensions.at(-1), now),
      recall,
      closedOn,
      uri: product ? batchUri(publicOrigin, product.key, content.lot) : '',
      product: { id: content.product, name: product?.title ?? '' },
      place: { id: content.place, name: places.get(content.place) ?? '' },
      actions: actionsNow(doc, actor, now),
    };
  });
}

/** The address of the batch's code: a GS1 Digital Link, or ours under the product's internal code. */
export function batchUri(publicOrigin: string, key: LinkPart, lot: string): string {
  return publicOrigin + tracePath({ key, qualifiers: [{ ai: '10', value: lot }] });
}

/** What this actor may do with the batch as it stands; the services decide again when it is tried. */
function actionsNow(doc: BatchDocument, actor: Actor, now: Date): Action[] {
  return actor.organisation === String(doc.organisation)
    ? producerActions(doc, actor)
    : holdActionsNow(doc, actor, now);
}

function producerActions({ state, approved, closedOn, suspensions }: BatchDocument, actor: Actor): Action[] {
  if (!may(actor, 'records.write')) return [];
  const isOpen = closedOn === null;
  const found: [Action, boolean][] = [
    ['edit', isOpen && canReview(state, 'edit')],
    ['record-stage', isOpen && canReview(state, 'edit')],
    ['submit', isOpen && canReview(state, 'submit')],
    ['withdraw', canReview(state, 'withdraw')],
    ['explain', openSuspension(suspensions)?.explanation === null],
    ['close', isOpen && approved !== null && state !== 'submitted'],
  ];
  return found.filter(([, isPossible]) => isPossible).map(([action]) => action);
}

function holdActionsNow({ approved, hold, suspensions }: BatchDocument, actor: Actor, now: Date): Action[] {
  if (!approved || !may(actor, 'batches.hold')) return [];
  const open = openSuspension(suspensions);
  const isBarred = open && takeDownObstacle(open, { id: actor.id, now }) !== undefined;
  return holdActions.filter((action) => mayHold(hold, action) && !(isBarred && action === 'take-down'));
}

function distinct(ids: string[]): string[] {
  return [...new Set(ids)];
}
