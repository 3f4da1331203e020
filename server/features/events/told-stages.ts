import { Types } from 'mongoose';
import { canonicalIdentifier } from '../../domain/epcis/canonical-identifier.ts';
import { outputLines, objectLines } from '../../domain/epcis/event-facts.ts';
import { minuteInVietnam } from '../../domain/local-time.ts';
import { stageOfEvent } from '../../domain/public-steps.ts';
import { isUnitCode } from '../../domain/quantity.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { ProductGroup } from '../../domain/stage-catalogue.ts';
import type { Stage, StageContent } from '../../platform/contract-types.ts';
import { EventModel } from './event-model.ts';
import type { StoredEvent } from './event-model.ts';
import type { StageCatalogueService } from './stage-catalogue-service.ts';
import { standingStagesOf } from './stage-reader.ts';

/** A lot as its events know it. */
export interface ToldLot {
  organisation: { id: string; name: string };
  uri: string;
  group: ProductGroup;
  /** What its producer chose to show or to hide, by the id of the event. */
  chosen: ReadonlyMap<string, boolean>;
  /** The place of that code, where it is the organisation's. */
  placeAt(canonical: string): Promise<{ id: string; name: string } | null>;
}

interface ToldOptions {
  catalogues: Pick<StageCatalogueService, 'read'>;
  lotOf(batch: string): Promise<ToldLot>;
}

/** A stage told in a form or by a machine; `isPublic` as it is decided now. Machines may not say where. */
export type ToldStage = Omit<Stage, 'content'> & {
  content: Omit<StageContent, 'place'> & { place?: string };
  /** Always public: the department requires it. */
  isRequired: boolean;
};

export type ToldStages = ReturnType<typeof toldStages>;

/**
 * All that stands of a lot's own events, told in forms and by machines, in the order in which it happened, each with
 * whether the public will see it: what is required is shown, else the producer chooses.
 */
export function toldStages({ catalogues, lotOf }: ToldOptions) {
  return async function toldOf(batch: string): Promise<ToldStage[]> {
    const lot = await lotOf(batch);
    const { stages: offered } = await catalogues.read(lot.group);
    const required = new Set(offered.filter(({ isExpected }) => isExpected).map(({ code }) => code));
    const told = [...(await standingStagesOf(batch)), ...(await capturedOf(lot))];
    return told
      .map((stage): ToldStage => {
        const isRequired = required.has(stage.content.stage);
        const isPublic = isRequired || (lot.chosen.get(stage.id) ?? stage.content.isPublic);
        return { ...stage, isRequired, content: { ...stage.content, isPublic } };
      })
      .sort((one, other) => compare(one.content.startedAt, other.content.startedAt));
  };
}

/** Events of machines that stand, as the stages that people know. What stands for none of them is left out. */
async function capturedOf(lot: ToldLot): Promise<Omit<ToldStage, 'isRequired'>[]> {
  const id = canonicalIdentifier(lot.uri);
  const found = await EventModel.find({
    organisation: new Types.ObjectId(lot.organisation.id),
    batch: null,
    'facts.all': id,
  })
    .sort({ at: 1, _id: 1 })
    .lean();
  const wrong = new Set(found.flatMap(({ withdraws }) => (withdraws ? [String(withdraws)] : [])));
  const told: Omit<ToldStage, 'isRequired'>[] = [];
  for (const event of found) {
    const stage = stageOfEvent(event.epcis, event.facts, lot.group);
    if (stage === undefined || event.withdraws !== null || wrong.has(String(event._id))) continue;
    const place = event.facts.readPoint ?? event.facts.bizLocation;
    const known = place === null ? null : await lot.placeAt(place);
    told.push({
      id: String(event._id),
      eventId: event.eventId,
      recordedAt: event.recordedAt.toISOString(),
      recordedBy: event.recordedBy,
      withdrawn: null,
      placeName: known?.name ?? '',
      content: {
        stage,
        startedAt: minuteInVietnam(event.at),
        who: lot.organisation.name,
        images: [],
        isPublic: true,
        ...quantityOf(id, event.epcis),
        ...(known && { place: known.id }),
      },
    });
  }
  return told;
}

function quantityOf(lot: string, epcis: StoredEvent['epcis']): { quantity?: Quantity } {
  const line = [...outputLines(epcis), ...objectLines(epcis)].find(({ id }) => id === lot);
  if (line?.quantity === undefined || line.uom === undefined || !isUnitCode(line.uom)) return {};
  return { quantity: { value: String(line.quantity), unit: line.uom } };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
