import { Types } from 'mongoose';
import type { Model } from 'mongoose';
import { invalid, notFound } from '../domain/errors.ts';
import type { Fault } from '../domain/errors.ts';
import type { ReviewKind } from '../domain/change.ts';
import { nextReviewState } from '../domain/review-state.ts';
import type { Clock } from '../platform/clock.ts';
import type { Decision, FrozenRecord, ReviewPort, Standing } from './review-port.ts';
import type { RecordDocument, ReviewedRecord } from './reviewed-record.ts';

interface ReviewOptions<Content, Extra> {
  kind: ReviewKind;
  clock: Clock;
  model: Model<ReviewedRecord<Content> & Extra>;
  /** What must be there before the department is asked: what is missing, by field. */
  missing?(doc: RecordDocument<Content, Extra>): Promise<Fault[]>;
  /** Records that must be approved first. */
  needs?(content: Content): FrozenRecord['needs'];
  /** What is frozen beside the content (the stages of a batch). */
  evidence?(doc: RecordDocument<Content, Extra>): Promise<object>;
  /** What an approval brings with it in the same transaction, such as pictures that anyone may see from now on. */
  approved?(doc: RecordDocument<Content, Extra>): Promise<void>;
}

interface StandingFields extends Pick<ReviewedRecord<unknown>, 'title' | 'state'> {
  _id: Types.ObjectId;
  approved: { at: Date } | null;
}

/** The review side of a kind of record: freezing, and carrying the department's decision into it. */
export function reviewOf<Content extends object, Extra = object>(
  options: ReviewOptions<Content, Extra>,
): ReviewPort {
  const { kind, clock, model, missing, needs, evidence, approved } = options;
  type Doc = RecordDocument<Content, Extra>;

  return {
    kind,

    async freeze(id, organisation): Promise<FrozenRecord> {
      const doc = await load(id);
      if (organisation !== undefined && String(doc.organisation) !== organisation) throw notFound();
      doc.state = nextReviewState(doc.state, 'submit');
      const faults = (await missing?.(doc)) ?? [];
      if (faults.length > 0) throw invalid(faults);
      doc.version += 1;
      doc.set({ notes: [], message: null, updatedAt: clock.now() });
      await doc.save();
      return {
        id,
        organisation: String(doc.organisation),
        number: doc.version,
        title: doc.title,
        sample: doc.sample,
        content: { ...doc.content, ...(await evidence?.(doc)) },
        previous: doc.approved?.content ?? null,
        needs: needs?.(doc.content) ?? [],
      };
    },

    async settle(id, decision): Promise<void> {
      const doc = await load(id);
      doc.state = nextReviewState(doc.state, decision.outcome);
      doc.set({ ...carried(decision), updatedAt: clock.now() });
      await doc.save();
      if (decision.outcome === 'approve') await approved?.(doc);
    },

    async standing(id) {
      return (await standings([id]))[0] ?? null;
    },

    standings,
  };

  async function standings(ids: readonly string[]): Promise<Standing[]> {
    const wanted = { _id: { $in: ids.map((id) => new Types.ObjectId(id)) } };
    const fields = { title: 1, state: 1, 'approved.at': 1 };
    const docs = await model.find(wanted as never, fields).lean<StandingFields[]>();
    return docs.map(({ _id, title, state, approved }) => {
      const approvedAt = approved?.at ?? null;
      return { kind, id: String(_id), title, state, isApproved: approvedAt !== null, approvedAt };
    });
  }

  async function load(id: string): Promise<Doc> {
    const doc = Types.ObjectId.isValid(id) ? await model.findById(new Types.ObjectId(id)) : null;
    if (!doc) throw notFound();
    return doc;
  }
}

function carried(decision: Decision): object {
  switch (decision.outcome) {
    case 'approve': {
      const { version, at, by, content } = decision;
      return { approved: { version, at, by, content }, notes: [], message: null };
    }
    case 'return':
      return { notes: decision.notes, message: decision.message };
    case 'refuse':
      return { notes: [], message: decision.message };
    case 'withdraw':
      return {};
  }
}
