import { Types } from 'mongoose';
import { expiryOf } from '../../domain/batch-dates.ts';
import type { ReviewKind } from '../../domain/change.ts';
import { conflict, notFound } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import type { FrozenRecord, ReviewPort } from '../../ledger/review-port.ts';
import { reviewOf } from '../../ledger/review-of.ts';
import type { Clock } from '../../platform/clock.ts';
import type { BatchContent } from '../../platform/contract-types.ts';
import type { ToldStage } from '../events/told-stages.ts';
import { claimOf } from './batch-claims.ts';
import { BatchModel } from './batch-model.ts';
import type { BatchDocument, BatchStanding } from './batch-model.ts';
import type { BatchNeighbours } from './batch-neighbours.ts';

interface BatchReviewOptions {
  clock: Clock;
  neighbours: BatchNeighbours;
  /** What stands of its events, in the order in which it happened, each with whether the public shall see it. */
  stagesOf: (batch: string) => Promise<ToldStage[]>;
  /** Opens pictures to anyone. */
  publishFiles: (ids: readonly string[]) => Promise<void>;
}

/** How a batch comes before the department: with its stages, on the records it is built on. */
export function batchReview({ clock, neighbours, stagesOf, publishFiles }: BatchReviewOptions): ReviewPort {
  const review = reviewOf<BatchContent, BatchStanding>({
    kind: 'batch',
    clock,
    model: BatchModel,
    missing,
    needs: needsOf,
    evidence: async (doc) => ({ stages: (await stagesOf(String(doc._id))).map(asEvidence) }),
    approved: (doc) => publishFiles(picturesIn(doc.approved?.content)),
  });

  return {
    ...review,
    async freeze(id, organisation): Promise<FrozenRecord> {
      const { organisation: owner, needs, ...frozen } = await review.freeze(id, organisation);
      await drawOnMarks(id);
      return { ...frozen, organisation: owner, needs: [...needs, { kind: 'organisation', id: owner }] };
    },

    async settle(id, decision): Promise<void> {
      await review.settle(id, decision);
      await drawOnMarks(id);
    },
  };

  /** What lies before the department holds its part of a ceiling; what comes back gives it back. */
  async function drawOnMarks(id: string): Promise<void> {
    const doc = await BatchModel.findById(new Types.ObjectId(id));
    if (!doc) throw notFound();
    await neighbours.drawOnMarks(claimOf(doc, (await neighbours.stamped(id))?.quantity ?? null));
  }

  async function missing(doc: BatchDocument): Promise<Fault[]> {
    const { content, closedOn } = doc;
    if (closedOn !== null) throw conflict({ key: 'batch.closed' });
    const product = await neighbours.product(content.product);
    fillExpiry(doc, product?.shelfLifeDays);
    const faults: Fault[] = [];
    if ((await stagesOf(String(doc._id))).length === 0)
      faults.push({ pointer: '/stages', key: 'batch.stage-needed' });
    if (content.images.length === 0 && (product?.images ?? []).length === 0)
      faults.push({ pointer: '/images', key: 'batch.picture-needed' });
    const stamped = (await neighbours.stamped(String(doc._id)))?.quantity ?? null;
    const claim = { ...claimOf(doc, stamped), working: content };
    return [...faults, ...(await refusedNeeds(content)), ...(await neighbours.claimFaults(claim))];
  }

  /** A record refused and never approved cannot carry a batch; a draft one is submitted along with it. */
  async function refusedNeeds(content: BatchContent): Promise<Fault[]> {
    const faults: Fault[] = [];
    for (const { kind, id, pointer } of pointedNeeds(content)) {
      const standing = await neighbours.standing(kind, id);
      if (standing?.state === 'refused' && !standing.isApproved) {
        faults.push({ pointer, key: 'batch.refused-need', params: { title: standing.title } });
      }
    }
    return faults;
  }
}

/** What the producer left open and the product's shelf life answers is part of what the department appraises. */
function fillExpiry(doc: BatchDocument, shelfLifeDays: number | undefined): void {
  if (doc.content.expiresOn !== undefined) return;
  const expiresOn = expiryOf(doc.content.producedOn, shelfLifeDays);
  if (expiresOn !== undefined) doc.content = { ...doc.content, expiresOn };
}

/** The organisation is added where the owner is known. */
function needsOf(content: BatchContent): FrozenRecord['needs'] {
  return pointedNeeds(content).map(({ kind, id }) => ({ kind, id }));
}

function pointedNeeds({ product, place, certificates }: BatchContent) {
  const needs: { kind: Exclude<ReviewKind, 'batch'>; id: string; pointer: string }[] = [
    { kind: 'product', id: product, pointer: '/product' },
    { kind: 'place', id: place, pointer: '/place' },
  ];
  certificates.forEach((id, index) =>
    needs.push({ kind: 'certificate', id, pointer: `/certificates/${index}` }),
  );
  return needs;
}

/** The stages stand in an approved version beside the content. */
function picturesIn(approved: (BatchContent & { stages?: Evidence[] }) | undefined): string[] {
  const stages = approved?.stages ?? [];
  return [...(approved?.images ?? []), ...stages.flatMap(({ isPublic, images }) => (isPublic ? images : []))];
}

type Evidence = ReturnType<typeof asEvidence>;

/** A stage as it is frozen into a version: itself, where it happened and when it was recorded. */
function asEvidence({ id, eventId, recordedAt, recordedBy, placeName, content }: ToldStage) {
  return { id, eventId, recordedAt, recordedBy, placeName, ...content };
}
