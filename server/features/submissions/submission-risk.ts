import { Types } from 'mongoose';
import { digest } from '../../domain/canonical-json.ts';
import { answersTo } from '../../domain/note-answers.ts';
import { validityOn } from '../../domain/certificate-validity.ts';
import { batchesToBeKnown, closeToCeiling, isTellingLot, urgencyOf } from '../../domain/review-flags.ts';
import { openStates } from '../../domain/review-table.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { NamesOf } from '../../ledger/record-service.ts';
import type { ReviewPort } from '../../ledger/review-port.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ReviewFlag } from '../../platform/contract-types.ts';
import { formerReturn } from './submission-former.ts';
import { SubmissionModel } from './submission-model.ts';
import type { StoredSubmission } from './submission-model.ts';
import type { ReviewNeighbours } from './submission-neighbours.ts';
import { pictureTwins } from './submission-twins.ts';

type Stored = StoredSubmission & { _id: Types.ObjectId };

interface RiskOptions {
  clock: Clock;
  neighbours: ReviewNeighbours;
  namesOf: NamesOf;
  portOf: (kind: StoredSubmission['kind']) => ReviewPort;
}

export type SubmissionRisk = ReturnType<typeof submissionRisk>;

/**
 * What speaks for a closer look. Reckoned when a record is submitted, whenever it is opened or approved, and every
 * night; kept beside the record, so that the queue is one indexed query.
 */
export function submissionRisk({ clock, neighbours, namesOf, portOf }: RiskOptions) {
  const twinsOf = pictureTwins({ neighbours, namesOf });
  return {
    /** Reckons anew what speaks against an open submission. */
    async refresh(id: string): Promise<void> {
      const doc = await SubmissionModel.findOne({ _id: new Types.ObjectId(id), ...open }).lean<Stored>();
      if (doc) await assess(doc);
    },

    /** After a record was submitted, with all that it took along. */
    async assessNew(organisation: string): Promise<void> {
      const owner = new Types.ObjectId(organisation);
      await assessAll({ organisation: owner, assessedAt: null });
    },

    /** What the calendar and other records have changed meanwhile; says how many were looked at. */
    refreshAll: () => assessAll({}),

    complaintsSince,
    overBalance,
  };

  async function assessAll(filter: object): Promise<number> {
    let count = 0;
    for await (const doc of SubmissionModel.find({ ...open, ...filter })
      .lean<Stored>()
      .cursor()) {
      await assess(doc);
      count += 1;
    }
    return count;
  }

  async function assess(doc: Stored): Promise<void> {
    const flags = await flagsOf(doc);
    const urgentOn = urgencyOf(doc.dueOn, flags);
    if (doc.assessedAt !== null && digest(flags) === digest(doc.flags) && urgentOn === doc.urgentOn) return;
    const needsTwo = doc.needsTwo || flags.some(({ name }) => name === 'complaint');
    // Nothing is decided here, so neither the version nor the audit log is concerned.
    await SubmissionModel.updateOne(
      { _id: doc._id, ...open },
      { $set: { flags, urgentOn, needsTwo, assessedAt: clock.now() } },
    );
  }

  async function flagsOf(doc: Stored): Promise<ReviewFlag[]> {
    return [
      ...(await complaint(doc)),
      ...(await overBalance(doc)),
      ...(await twinsOf(doc)),
      ...(await nearCeiling(doc)),
      ...(await sameLot(doc)),
      ...(await newProducer(doc)),
      ...(await afterReturn(doc)),
      ...(await certificates(doc)),
    ];
  }

  async function complaint(doc: Stored): Promise<ReviewFlag[]> {
    const count = await complaintsSince(doc);
    return count > 0 ? [{ name: 'complaint', count }] : [];
  }

  /** Reports about what is in force, which this version would correct. */
  async function complaintsSince({ kind, record, isFirst }: StoredSubmission): Promise<number> {
    if (isFirst) return 0;
    const id = String(record);
    const approvedAt = (await portOf(kind).standing(id))?.approvedAt;
    return approvedAt ? neighbours.complaints({ kind, id }, approvedAt) : 0;
  }

  async function overBalance({ kind, record }: StoredSubmission): Promise<ReviewFlag[]> {
    const isOver = kind === 'batch' && (await neighbours.isOverBalance(String(record)));
    return isOver ? [{ name: 'balance-breach' }] : [];
  }

  async function nearCeiling({ kind, record }: Stored): Promise<ReviewFlag[]> {
    const percent = kind === 'batch' ? await neighbours.ceilingUse(String(record)) : null;
    return percent !== null && Number(percent) >= closeToCeiling ? [{ name: 'near-ceiling', percent }] : [];
  }

  async function sameLot({ kind, organisation, content }: Stored): Promise<ReviewFlag[]> {
    const lot = 'lot' in content ? content.lot : undefined;
    if (kind !== 'batch' || typeof lot !== 'string' || !isTellingLot(lot)) return [];
    const others = await SubmissionModel.find(
      { kind: 'batch', 'content.lot': lot, organisation: { $ne: organisation }, state: { $ne: 'withdrawn' } },
      { kind: 1, record: 1, title: 1, organisation: 1 },
    )
      .limit(5)
      .lean();
    if (others.length === 0) return [];
    const names = await namesOf(others.map((one) => String(one.organisation)));
    const found = new Map(
      others.map((one) => {
        const producer = names.get(String(one.organisation)) ?? '';
        const id = String(one.record);
        return [id, { kind: one.kind, id, title: one.title, producer }];
      }),
    );
    return [{ name: 'same-lot', records: [...found.values()] }];
  }

  async function newProducer({ organisation }: Stored): Promise<ReviewFlag[]> {
    const approved = { organisation, kind: 'batch' as const, state: 'approved' as const };
    const count = await SubmissionModel.countDocuments(approved).limit(batchesToBeKnown);
    return count < batchesToBeKnown ? [{ name: 'new-producer', count }] : [];
  }

  async function afterReturn(doc: Stored): Promise<ReviewFlag[]> {
    const former = await formerReturn(doc);
    if (!former) return [];
    const answers = answersTo(former.notes, former.content, doc.content);
    return [{ name: 'changed-after-return', count: answers.filter(({ isChanged }) => !isChanged).length }];
  }

  async function certificates({ kind, content }: Stored): Promise<ReviewFlag[]> {
    const [on] = (await certificateEnds(kind, content)).sort();
    const isAhead = on !== undefined && validityOn(dateInVietnam(clock.now()), { expiresOn: on }) !== 'valid';
    return isAhead ? [{ name: 'certificate-expiring', on }] : [];
  }

  async function certificateEnds(kind: StoredSubmission['kind'], content: Content): Promise<string[]> {
    if (kind === 'certificate') return content.expiresOn === undefined ? [] : [content.expiresOn];
    return kind === 'batch' ? neighbours.certificateEnds(content.certificates ?? []) : [];
  }
}

/** What is looked at of contents of every kind. */
interface Content {
  expiresOn?: string;
  certificates?: string[];
}

const open = { state: { $in: [...openStates] } };
