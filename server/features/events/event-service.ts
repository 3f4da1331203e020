import { Types } from 'mongoose';
import type { ChangeBy, Subject } from '../../domain/change.ts';
import { conflict, invalid, notFound } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import type { ToldEvent } from '../../domain/balance-facts.ts';
import { prefixesOf } from '../../domain/epcis/context.ts';
import { parseLocalTime } from '../../domain/local-time.ts';
import type { Actor } from '../../domain/roles.ts';
import { knownStages } from '../../domain/stage-catalogue.ts';
import type { CataloguedStage } from '../../domain/stage-definition.ts';
import type { OfferedStage } from '../../domain/stage-offer.ts';
import {
  epcisDocument,
  locationUri,
  partyUri,
  sourceUri,
  stageEvent,
  withdrawnEvent,
} from '../../domain/stage-event.ts';
import type { EpcisEvent } from '../../domain/stage-event.ts';
import { stageFaults } from '../../domain/stage-rules.ts';
import type { Ledger, OutboxDraft } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import { translate } from '../../platform/i18n.ts';
import type { Batch, EpcisDocument, Stage, StageContent } from '../../platform/contract-types.ts';
import { eventChain } from './event-chain.ts';
import { draftOf } from './event-drafts.ts';
import type { Telling } from './event-drafts.ts';
import { EventModel } from './event-model.ts';
import type { EventNeighbours } from './event-neighbours.ts';
import { toldEvent } from './lot-events.ts';
import type { StageCatalogueService } from './stage-catalogue-service.ts';
import { epcisEventsOf, stageView, stagesOf, standingStagesOf } from './stage-reader.ts';

interface EventServiceOptions {
  ledger: Ledger;
  clock: Clock;
  publicOrigin: string;
  neighbours: EventNeighbours;
  catalogues: Pick<StageCatalogueService, 'read'>;
  /** What is published anew with a change, in the same transaction. */
  published: (subject: Subject) => Promise<OutboxDraft[]>;
}

export type EventService = ReturnType<typeof eventService>;

/** What happened to a batch, told stage by stage and kept as EPCIS 2.0 events that nobody can change. */
export function eventService(options: EventServiceOptions) {
  const { ledger, clock, publicOrigin, neighbours, catalogues, published } = options;
  const chain = eventChain({ publicOrigin });
  const surroundings = { prefixes: prefixesOf({ nguongoc: `${publicOrigin}/voc/` }) };

  return {
    stagesOf,
    standingStagesOf,

    async list(batch: string, actor: Actor): Promise<Stage[]> {
      await neighbours.batch(batch, actor);
      return stagesOf(batch);
    },

    async add(batchId: string, content: StageContent, by: ChangeBy): Promise<Stage> {
      return ledger.change(by, async (record) => {
        const batch = await neighbours.batch(batchId, by.actor);
        await neighbours.reopenBatch(batchId, by.actor);
        const _id = new Types.ObjectId();
        const { epcis, placeName } = await captured(String(_id), batch, content);
        const told = {
          ...draftOf(epcis, surroundings, tellingOf(batch, by)),
          _id,
          batch: new Types.ObjectId(batchId),
          content,
          placeName,
        };
        const [ring] = await chain.rings([told]);
        if (ring) throw invalid([ring.fault]);
        await new EventModel(told).save();
        await record({ ...entryFor(batch, 'record-stage'), after: epcis });
        return stageView(told, undefined);
      });
    },

    /** The event that this stage would be, checked and not kept. */
    async foreseen(batchId: string, content: StageContent, actor: Actor): Promise<ToldEvent> {
      const batch = await neighbours.batch(batchId, actor);
      const id = new Types.ObjectId();
      const { epcis } = await captured(String(id), batch, content);
      const draft = draftOf(epcis, surroundings, tellingOf(batch, { actor }));
      return toldEvent({ ...draft, batch: new Types.ObjectId(batchId) });
    },

    /** The stage did not happen as told: an error declaration is appended, the event itself stays as it is. */
    async withdraw(batchId: string, stageId: string, { reason, by }: { reason: string; by: ChangeBy }) {
      return ledger.change(by, async (record): Promise<Stage> => {
        const batch = await neighbours.batch(batchId, by.actor);
        const event = await EventModel.findOne({
          _id: new Types.ObjectId(stageId),
          batch: new Types.ObjectId(batchId),
          withdraws: null,
        }).lean();
        const { content, placeName } = event ?? {};
        if (!event || !content || placeName === undefined || placeName === null) throw notFound();
        if (await EventModel.exists({ withdraws: event._id }))
          throw conflict({ key: 'stage.withdrawn-before' });
        await neighbours.reopenBatch(batchId, by.actor);
        const correction = withdrawnEvent(event.epcis, clock.now(), reason);
        const told = {
          ...draftOf(correction, surroundings, tellingOf(batch, by)),
          batch: event.batch,
          content,
          placeName,
          withdraws: event._id,
          reason,
        };
        await new EventModel(told).save();
        await record({
          ...entryFor(batch, 'withdraw-stage'),
          reason,
          before: event.epcis,
          after: correction,
          messages: await published({ kind: 'batch', id: batchId }),
        });
        return stageView({ ...event, content, placeName }, told);
      });
    },

    /** The batch's events as one EPCIS document. */
    async epcis(batchId: string, actor: Actor): Promise<EpcisDocument> {
      await neighbours.batch(batchId, actor);
      return epcisDocument(publicOrigin, await epcisEventsOf(batchId), clock.now());
    },
  };

  function tellingOf(batch: Pick<Batch, 'organisation'>, { actor }: ChangeBy): Telling {
    return {
      organisation: batch.organisation.id,
      by: actor.name,
      recordedAt: clock.now(),
      capture: null,
    };
  }

  async function captured(
    id: string,
    batch: Awaited<ReturnType<EventNeighbours['batch']>>,
    content: StageContent,
  ): Promise<{ epcis: EpcisEvent; placeName: string }> {
    const group = await neighbours.groupOf(batch.content.product);
    const settled = await catalogues.read(group);
    const stage = settled.stages.find(({ code }) => code === content.stage);
    const place = await neighbours.place(content.place, batch.organisation.id);
    const faults = [
      ...(stage ? stageFaults(content, stage, clock.now()) : [unknownStage(settled.stages)]),
      ...(place ? [] : [{ pointer: '/place', key: 'stage.place-not-yours' as const }]),
      ...(await imageFaults(content.images, batch.organisation.id)),
    ];
    const at = parseLocalTime(content.startedAt);
    if (faults.length > 0 || !stage || !place || !at.ok) throw invalid(faults);
    const { gln } = await neighbours.party(batch.organisation.id);
    const sourceLot = content.sourceLot ?? (await lastSourceLot(batch.id, stage));
    const epcis = stageEvent({
      ...content,
      sourceLot,
      organisation: batch.organisation.id,
      ownParty: partyUri(publicOrigin, { id: batch.organisation.id, gln }),
      detailKeys,
      origin: publicOrigin,
      eventId: `${publicOrigin}/events/${id}`,
      stage,
      group,
      lotUri: batch.uri,
      sourceUri: sourceUri(publicOrigin, batch.id),
      locationUri: locationUri(publicOrigin, place),
      at: at.value,
      recordedAt: clock.now(),
      isRepeat: await wasCommissioned(batch.id, stage),
    });
    return { epcis, placeName: place.name };
  }

  async function imageFaults(images: readonly string[], organisation: string): Promise<Fault[]> {
    const strangers = await neighbours.strangeImages(images, organisation);
    return strangers.map((id) => ({
      pointer: `/images/${images.indexOf(id)}`,
      key: 'stage.image-not-yours' as const,
    }));
  }
}

/** Details are told in the language of the label on the goods; this knows which particular a name stands for. */
const detailKeys = new Map(
  [...knownStages.values()].flatMap(({ details }) => details.map((key) => [translate.vi(key), key] as const)),
);

async function wasCommissioned(
  batch: string,
  { bizStep }: Pick<CataloguedStage, 'bizStep'>,
): Promise<boolean> {
  if (bizStep !== 'commissioning') return false;
  const standing = await standingStagesOf(batch);
  const ids = standing.map(({ id }) => new Types.ObjectId(id));
  return (await EventModel.exists({ _id: { $in: ids }, 'epcis.bizStep': 'commissioning' })) !== null;
}

/** The field, herd or pond stays the same from stage to stage unless another one is named. */
async function lastSourceLot(
  batch: string,
  { asks }: Pick<CataloguedStage, 'asks'>,
): Promise<string | undefined> {
  if (!asks.includes('sourceLot')) return undefined;
  const told = await standingStagesOf(batch);
  return told.map(({ content }) => content.sourceLot).findLast((lot) => lot !== undefined);
}

function unknownStage(stages: readonly OfferedStage[]): Fault {
  const codes = stages.map(({ code }) => code);
  return { pointer: '/stage', key: 'stage.unknown', params: { codes: codes.join(', ') } };
}

function entryFor({ id, organisation }: Pick<Batch, 'id' | 'organisation'>, verb: string) {
  return {
    subject: { kind: 'batch' as const, id },
    action: `batch.${verb}`,
    organisation: organisation.id,
  };
}
