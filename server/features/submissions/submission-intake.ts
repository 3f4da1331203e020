import { Types } from 'mongoose';
import type { ChangeBy, ReviewKind } from '../../domain/change.ts';
import { DomainError, invalid } from '../../domain/errors.ts';
import { pointerTo } from '../../domain/json-pointer.ts';
import { dueOn } from '../../domain/review-flags.ts';
import { canReview } from '../../domain/review-state.ts';
import { scopeFor } from '../../domain/roles.ts';
import { searchKey } from '../../domain/search-key.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { FrozenRecord, ReviewPort, Standing } from '../../ledger/review-port.ts';
import type { Record } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import { SubmissionModel } from './submission-model.ts';
import type { SubmissionDocument } from './submission-model.ts';

interface IntakeOptions {
  clock: Clock;
  portOf: (kind: ReviewKind) => ReviewPort;
}

/** Freezes a record and, before it, what it needs and nobody has submitted yet: the clerk presses once. */
export function submissionIntake({ clock, portOf }: IntakeOptions) {
  return take;

  async function take(
    kind: ReviewKind,
    id: string,
    { by, record }: { by: ChangeBy; record: Record },
  ): Promise<SubmissionDocument> {
    const frozen = await portOf(kind).freeze(id, scopeFor(by.actor).organisation);
    for (const need of frozen.needs) {
      const standing = await portOf(need.kind).standing(need.id);
      if (standing && isOpen(standing)) await takeNeed(standing, frozen, { by, record });
    }
    return stored(kind, frozen, { by, record });
  }

  async function takeNeed(
    need: Standing,
    { content }: FrozenRecord,
    change: { by: ChangeBy; record: Record },
  ): Promise<void> {
    try {
      await take(need.kind, need.id, change);
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'invalid-input') throw error;
      const params = { title: need.title, count: error.faults.length };
      throw invalid([{ pointer: pointerTo(content, need.id), key: 'submission.need-incomplete', params }]);
    }
  }

  async function stored(
    kind: ReviewKind,
    frozen: FrozenRecord,
    { by: { actor }, record }: { by: ChangeBy; record: Record },
  ): Promise<SubmissionDocument> {
    const { id, organisation, number, title, sample, content, previous, needs } = frozen;
    const at = clock.now();
    const due = dueOn(kind, dateInVietnam(at));
    const doc = new SubmissionModel({
      kind,
      record: new Types.ObjectId(id),
      organisation: new Types.ObjectId(organisation),
      number,
      title,
      searchKey: searchKey(title),
      sample,
      submittedAt: at,
      submittedBy: { id: actor.id, name: actor.name },
      needs,
      content,
      previous,
      isFirst: previous === null,
      dueOn: due,
      urgentOn: due,
      pictures: picturesIn(content),
    });
    await doc.save();
    await record({
      subject: { kind, id },
      action: `${kind}.submit`,
      organisation,
      before: previous ?? undefined,
      after: content,
    });
    return doc;
  }
}

/** What a version shows, its stages' pictures and the scan of a paper included. */
function picturesIn(content: { images?: string[]; file?: string; stages?: { images?: string[] }[] }) {
  const { images = [], file, stages = [] } = content;
  const all = [
    ...images,
    ...stages.flatMap((stage) => stage.images ?? []),
    ...(file === undefined ? [] : [file]),
  ];
  return [...new Set(all)].map((id) => new Types.ObjectId(id));
}

/** Written, never in force, and not yet before the department. */
function isOpen({ state, isApproved }: Standing): boolean {
  return !isApproved && canReview(state, 'submit');
}
