import { Types } from 'mongoose';
import { digest } from '../../domain/canonical-json.ts';
import type { ChangeBy, Subject } from '../../domain/change.ts';
import { DomainError, conflict, forbidden, invalid, notFound } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Ledger, OutboxDraft } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import { CaptureJobModel } from './capture-job-model.ts';
import type { CaptureError, CaptureJob, ErrorBehaviour } from './capture-job-model.ts';
import { readMessage } from './capture-reading.ts';
import type { ReadMessage } from './capture-reading.ts';
import { captureRights } from './capture-rights.ts';
import { eventAdmission } from './event-admission.ts';
import { eventChain } from './event-chain.ts';
import { draftOf } from './event-drafts.ts';
import type { EventDraft } from './event-drafts.ts';
import { EventModel } from './event-model.ts';
import type { EventNeighbours } from './event-neighbours.ts';

interface CaptureOptions {
  ledger: Ledger;
  clock: Clock;
  publicOrigin: string;
  neighbours: Pick<EventNeighbours, 'owners'>;
  /** What is published anew with a change, in the same transaction. */
  published: (subject: Subject) => Promise<OutboxDraft[]>;
}

export type CaptureService = ReturnType<typeof captureService>;

interface Admitted {
  drafts: EventDraft[];
  errors: CaptureError[];
}

interface Candidate {
  draft: EventDraft;
  pointer: string;
}

/** Takes in EPCIS messages from machines: all of a message or nothing, or what can be taken of it. */
export function captureService({ ledger, clock, publicOrigin, neighbours, published }: CaptureOptions) {
  const strangersIn = captureRights({ publicOrigin, owners: neighbours.owners });
  const chain = eventChain({ publicOrigin });

  return {
    /**
     * One message, one job, one transaction, one audit entry with the digest of the message (ADR 0019). What is wrong
     * with the message alone, or not its sender's, is answered at once; the job tells what the store had against it.
     */
    async capture(message: unknown, behaviour: ErrorBehaviour, by: ChangeBy): Promise<{ id: string }> {
      const organisation = organisationOf(by.actor);
      const read = await readMessage(message);
      const id = new Types.ObjectId().toHexString();
      const { candidates, errors } = await prepared(read, { organisation, by, id });
      if (behaviour === 'rollback') refuseAtOnce(errors);
      return ledger.change(by, async (record) => {
        const admitted = await unringed(await admit(candidates, organisation), candidates);
        const all = [...errors, ...admitted.errors];
        const stored = behaviour === 'rollback' && all.length > 0 ? [] : admitted.drafts;
        const job: CaptureJob = {
          _id: id,
          organisation: new Types.ObjectId(organisation),
          by: by.actor.name,
          createdAt: clock.now(),
          finishedAt: clock.now(),
          success: all.length === 0,
          captureErrorBehaviour: behaviour,
          events: read.events.length,
          stored: stored.length,
          digest: digest(message),
          errors: all,
        };
        await store(stored);
        await new CaptureJobModel(job).save();
        await record({
          subject: { kind: 'capture', id },
          action: 'event.capture',
          organisation,
          after: { stored: stored.length, digest: job.digest },
          messages: await publishWithout(stored),
        });
        return { id };
      });
    },

    /** One event; its name, and whether it is new here. */
    async add(message: unknown, by: ChangeBy): Promise<{ eventId: string; isNew: boolean }> {
      const organisation = organisationOf(by.actor);
      const read = await readMessage(message);
      if (read.events.length !== 1) throw invalid([{ pointer: '/epcisBody', key: 'epcis.one-event' }]);
      const id = new Types.ObjectId().toHexString();
      const { candidates, errors } = await prepared(read, { organisation, by, id: null });
      refuseAtOnce(errors);
      return ledger.change(by, async (record) => {
        const { drafts, errors: refused } = await unringed(await admit(candidates, organisation), candidates);
        const [first] = refused;
        if (first) throw conflict(first.fault);
        const eventId = candidates[0]?.draft.eventId ?? '';
        if (drafts.length === 0) return { eventId, isNew: false };
        await store(drafts);
        await record({
          subject: { kind: 'capture', id },
          action: 'event.capture',
          organisation,
          after: { stored: 1, digest: digest(message) },
          messages: await publishWithout(drafts),
        });
        return { eventId, isNew: true };
      });
    },

    async job(id: string, actor: Actor): Promise<CaptureJob> {
      const job = await CaptureJobModel.findOne({ _id: id, ...scopeFor(actor) }).lean<CaptureJob>();
      if (!job) throw notFound();
      return job;
    },

    /** Newest first, those after the one named. */
    async jobs(actor: Actor, { after, limit }: { after?: string | undefined; limit: number }) {
      return CaptureJobModel.find({ ...scopeFor(actor), ...(after !== undefined && { _id: { $lt: after } }) })
        .sort({ _id: -1 })
        .limit(limit)
        .lean<CaptureJob[]>();
    },
  };

  /** What is declared wrong leaves the pages that tell of it. */
  async function publishWithout(drafts: readonly EventDraft[]): Promise<OutboxDraft[]> {
    const messages: OutboxDraft[] = [];
    for (const { withdraws } of drafts) {
      if (withdraws) messages.push(...(await published({ kind: 'event', id: String(withdraws) })));
    }
    return messages;
  }

  /** Everything that can be said before the store is asked. */
  async function prepared(
    { surroundings, events }: ReadMessage,
    { organisation, by, id }: { organisation: string; by: ChangeBy; id: string | null },
  ): Promise<{ candidates: Candidate[]; errors: CaptureError[] }> {
    const telling = { organisation, by: by.actor.name, recordedAt: clock.now(), capture: id };
    const sound = events
      .filter(({ faults }) => faults.length === 0)
      .map(({ event, pointer }) => ({ draft: draftOf(event, surroundings, telling), pointer }));
    const strangers = await strangersIn(
      sound.map(({ draft }) => draft),
      organisation,
    );
    return {
      candidates: sound.filter((_, at) => (strangers[at] ?? []).length === 0),
      errors: [
        ...events.flatMap(({ faults, pointer }) => errorsOf('invalid-input', faults, pointer)),
        ...sound.flatMap(({ pointer }, at) => errorsOf('forbidden', strangers[at] ?? [], pointer)),
      ],
    };
  }

  /** Without what would make a lot out of itself. */
  async function unringed({ drafts, errors }: Admitted, candidates: readonly Candidate[]): Promise<Admitted> {
    const rings = await chain.rings(drafts);
    const refused = new Set(rings.map(({ draft }) => draft));
    const pointers = new Map(candidates.map(({ draft, pointer }) => [draft._id, pointer]));
    const more = rings.flatMap(({ draft, fault }) =>
      errorsOf('conflict', [fault], pointers.get(draft._id) ?? ''),
    );
    return { drafts: drafts.filter((draft) => !refused.has(draft)), errors: [...errors, ...more] };
  }
}

function organisationOf({ organisation }: Actor): string {
  if (organisation === null) throw forbidden();
  return organisation;
}

function refuseAtOnce(errors: readonly CaptureError[]): void {
  const faults = errors.map(({ fault }) => fault);
  if (errors.some(({ kind }) => kind === 'invalid-input')) throw invalid(faults);
  if (errors.length > 0) throw new DomainError('forbidden', { key: 'epcis.not-yours' }, { faults });
}

async function admit(candidates: readonly Candidate[], organisation: string): Promise<Admitted> {
  const known = await EventModel.find(
    {
      organisation: new Types.ObjectId(organisation),
      eventId: { $in: candidates.map(({ draft }) => draft.eventId) },
    },
    { eventId: 1, contentHash: 1, withdraws: 1, batch: 1 },
  ).lean();
  const admitOne = eventAdmission(known);
  const drafts: EventDraft[] = [];
  const errors: CaptureError[] = [];
  for (const { draft, pointer } of candidates) {
    const admission = admitOne(draft);
    if (admission.kind === 'new') drafts.push(admission.draft);
    if (admission.kind === 'refused')
      errors.push(...errorsOf('conflict', [{ pointer: '', ...admission.fault }], pointer));
  }
  return { drafts, errors };
}

/** `lean`: the drafts are whole as they are, and a thousand documents need not be built for it. */
async function store(drafts: readonly EventDraft[]): Promise<void> {
  if (drafts.length > 0) await EventModel.insertMany(drafts, { lean: true });
}

function errorsOf(kind: CaptureError['kind'], faults: readonly Fault[], pointer: string): CaptureError[] {
  return faults.map((fault) => ({ kind, fault: { ...fault, pointer: pointer + fault.pointer } }));
}
