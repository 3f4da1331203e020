import { Schema, Types, model } from 'mongoose';
import type { Actor } from '../../domain/roles.ts';
import { isDuplicateKey } from '../../platform/database.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ReviewClaim } from '../../platform/contract-types.ts';

interface StoredClaim {
  /** Of the submission. */
  _id: Types.ObjectId;
  by: { id: string; name: string };
  since: Date;
  /** It ends by itself, a few minutes after the last sign of life. */
  until: Date;
}

const claimSchema = new Schema<StoredClaim>(
  {
    _id: { type: Schema.Types.ObjectId, required: true },
    by: { type: new Schema({ id: String, name: String }, { _id: false, id: false }), required: true },
    since: { type: Date, required: true },
    until: { type: Date, required: true },
  },
  { collection: 'review_claims', strict: 'throw', versionKey: false },
);

const ClaimModel = model<StoredClaim>('ReviewClaim', claimSchema);

const leaseMinutes = 5;

export type SubmissionClaims = ReturnType<typeof submissionClaims>;

/** Who is looking at what: told to colleagues so that nobody does work twice. It locks nothing. */
export function submissionClaims({ clock }: { clock: Clock }) {
  return {
    /** Marks a submission as looked at; whoever came first keeps the mark as long as they look. */
    async take(submission: string, actor: Actor): Promise<ReviewClaim | null> {
      const now = clock.now();
      const until = new Date(now.getTime() + leaseMinutes * 60_000);
      const _id = new Types.ObjectId(submission);
      const own = { _id, 'by.id': actor.id, until: { $gt: now } };
      const { matchedCount } = await ClaimModel.updateOne(own, { $set: { until } });
      if (matchedCount === 0) await takeFree(_id, { actor, now, until });
      return (await of([submission], actor)).get(submission) ?? null;
    },

    async release(submission: string, actor: Actor): Promise<void> {
      await ClaimModel.deleteOne({ _id: new Types.ObjectId(submission), 'by.id': actor.id });
    },

    of,
  };

  async function takeFree(
    _id: Types.ObjectId,
    { actor, now, until }: { actor: Actor; now: Date; until: Date },
  ): Promise<void> {
    try {
      await ClaimModel.updateOne(
        { _id, until: { $lte: now } },
        { $set: { by: { id: actor.id, name: actor.name }, since: now, until } },
        { upsert: true },
      );
    } catch (error) {
      // Somebody else holds it: the upsert met their claim.
      if (!isDuplicateKey(error)) throw error;
    }
  }

  async function of(submissions: readonly string[], actor: Actor): Promise<Map<string, ReviewClaim>> {
    const live = await ClaimModel.find({
      _id: { $in: submissions.map((id) => new Types.ObjectId(id)) },
      until: { $gt: clock.now() },
    }).lean();
    return new Map(
      live.map(({ _id, by, since }) => [
        String(_id),
        { by: by.name, since: since.toISOString(), isMine: by.id === actor.id },
      ]),
    );
  }
}
