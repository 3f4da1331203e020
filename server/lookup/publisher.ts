import { Types } from 'mongoose';
import { digest } from '../domain/canonical-json.ts';
import { recordName } from '../domain/canonical-record.ts';
import type { CanonicalKind, CanonicalRecord } from '../domain/canonical-record.ts';
import type { Subject } from '../domain/change.ts';
import { vietnamOffset } from '../domain/local-time.ts';
import { CertificateModel } from '../features/certificates/certificate-model.ts';
import { GrantModel } from '../features/marks/grant-model.ts';
import type { OutboxDraft } from '../ledger/unit-of-work.ts';
import type { Clock } from '../platform/clock.ts';
import { batchRecord, organisationRecord, productRecord } from './canonical-builder.ts';
import { buildOrigin, changesOn } from './origin-builder.ts';
import type { OriginFacts } from './origin-facts.ts';
import { originEvents } from './origin-events.ts';
import { OriginModel, originShape } from './origin-model.ts';
import type { Origin } from './origin.ts';
import type { OriginSources } from './origin-sources.ts';

interface PublisherOptions {
  clock: Clock;
  publicOrigin: string;
  sources: OriginSources;
}

export type Publisher = ReturnType<typeof publisher>;

/** Turns approved records into what the public reads and the gateways receive. Runs inside a ledger change. */
export function publisher({ clock, publicOrigin, sources }: PublisherOptions) {
  const byKind: Partial<Record<Subject['kind'], (id: string) => Promise<OutboxDraft[]>>> = {
    batch: (id) => remake('batch', id, { lookAgain: true }),

    async product(id) {
      const messages = await remake('product', id, { lookAgain: true });
      await makeDue({ madeOf: `product:${id}`, kind: 'batch' });
      return messages;
    },

    async organisation(id) {
      await makeDue({ madeOf: `organisation:${id}` });
      return organisationMessages(id);
    },

    async certificate(id) {
      await makeDueWithProducts(`certificate:${id}`, await productsOfCertificate(id));
      return [];
    },

    async grant(id) {
      await makeDueWithProducts(`grant:${id}`, await productsOfGrant(id));
      return [];
    },
  };

  return {
    /**
     * To be called after the subject was saved. Its own origin is made at once; origins of others that show it
     * become due and follow within a second, however many there are.
     */
    async published({ kind, id }: Subject): Promise<OutboxDraft[]> {
      const publish = byKind[kind];
      if (publish) return publish(id);
      await makeDue({ madeOf: `${kind}:${id}` });
      return [];
    },

    remake,

    /** A record as the gateways shall hold it now; undefined where it is not approved. Writes nothing. */
    async draftOf(kind: CanonicalKind, id: string): Promise<OutboxDraft | undefined> {
      if (kind === 'organisation') return (await organisationMessages(id)).at(0);
      const facts = await factsOf(kind, id);
      return facts && draftOf(recordOf(facts), facts);
    },
  };

  function factsOf(kind: 'batch' | 'product', id: string): Promise<OriginFacts | undefined> {
    return kind === 'batch' ? sources.ofBatch(id) : sources.ofProduct(id);
  }

  /**
   * Makes the origin of a batch or product anew; a message only where the gateways would read something new.
   * `lookAgain`: a right revoked in the same moment could not see an origin that was not there yet, so a new one is
   * made once more a second later.
   */
  async function remake(
    kind: 'batch' | 'product',
    id: string,
    { lookAgain = false } = {},
  ): Promise<OutboxDraft[]> {
    const facts = await factsOf(kind, id);
    if (!facts) return [];
    const record = recordOf(facts);
    const sent = digest(record);
    const earlier = await OriginModel.findOne({ record: new Types.ObjectId(id) }).lean();
    const origin = buildOrigin(facts);
    const stored = {
      kind,
      record: new Types.ObjectId(id),
      organisation: new Types.ObjectId(facts.product.organisation),
      madeOf: madeOf(facts),
      origin,
      shape: originShape,
      events: originEvents(facts, publicOrigin),
      sent,
      dueAt: lookAgain ? new Date(clock.now().getTime() + 1000) : midnightOf(changesOn(facts)),
    };
    if (earlier && earlier._id !== origin.path) await OriginModel.deleteOne({ _id: earlier._id });
    await OriginModel.replaceOne({ _id: origin.path }, { _id: origin.path, ...stored }, { upsert: true });
    if (!earlier || looksOf(earlier.origin) !== looksOf(origin))
      await makeDue({ madeOf: `lot:${origin.path}` });
    return earlier?.sent === sent ? [] : [draftOf(record, facts)];
  }

  function recordOf(facts: OriginFacts): CanonicalRecord {
    return batchRecord(facts, publicOrigin) ?? productRecord(facts.product, facts.pictures, publicOrigin);
  }

  async function organisationMessages(id: string): Promise<OutboxDraft[]> {
    const facts = await sources.organisation(id);
    if (!facts) return [];
    const record = organisationRecord(facts, publicOrigin);
    return [
      {
        aggregate: recordName('organisation', id),
        organisation: id,
        needs: [],
        record,
        sample: facts.sample,
      },
    ];
  }

  async function makeDue(filter: object): Promise<void> {
    await OriginModel.updateMany(filter, { $set: { dueAt: clock.now() } });
  }

  /** Pages of products show what covers them without having been asked: they cannot know of it beforehand. */
  async function makeDueWithProducts(part: string, products: readonly string[]): Promise<void> {
    const record = { $in: products.map((id) => new Types.ObjectId(id)) };
    await makeDue({ $or: [{ madeOf: part }, { kind: 'product', record }] });
  }
}

async function productsOfCertificate(id: string): Promise<string[]> {
  const certificate = await CertificateModel.findById(new Types.ObjectId(id)).lean();
  return certificate?.approved?.content.products ?? [];
}

async function productsOfGrant(id: string): Promise<string[]> {
  const grant = await GrantModel.findById(new Types.ObjectId(id)).lean();
  return grant?.content.products ?? [];
}

function draftOf(record: CanonicalRecord, { product, batch, organisation }: OriginFacts): OutboxDraft {
  const producer = recordName('organisation', organisation.id);
  return {
    aggregate: recordName(record.kind, record.id),
    organisation: organisation.id,
    needs: batch ? [producer, recordName('product', product.id)] : [producer],
    record,
    sample: batch?.sample ?? product.sample,
  };
}

/** What an origin shows, as `madeOf` of the read model names it. */
export function madeOf({ product, organisation, batch, certificates, rights }: OriginFacts): string[] {
  const { stages = [], inputPaths = [] } = batch?.timeline ?? {};
  const places = batch ? [batch.content.place, ...stages.flatMap(({ content }) => content.place ?? [])] : [];
  const parts = [
    `product:${product.id}`,
    `organisation:${organisation.id}`,
    ...places.map((id) => `place:${id}`),
    ...stages.map(({ id }) => `event:${id}`),
    ...inputPaths.map((path) => `lot:${path}`),
    ...[...(batch?.content.certificates ?? []), ...certificates.map(({ id }) => id)].map(
      (id) => `certificate:${id}`,
    ),
    ...rights.flatMap(({ id, content }) => [
      `grant:${id}`,
      `mark:${content.mark}`,
      `organisation:${content.organisation}`,
    ]),
    ...rights.map(({ mark }) => `organisation:${mark.owner}`),
  ];
  return [...new Set(parts)];
}

/** What the pages of lots made from it show of this one: only where that changes are they made anew, so rings end. */
function looksOf({ name, nameEnglish, producer, verdict, stages }: Origin): string {
  return digest({ name, nameEnglish, producer, verdict: verdict.kind, stages });
}

export function midnightOf(date: string | null): Date | null {
  return date === null ? null : new Date(`${date}T00:00:00${vietnamOffset}`);
}
