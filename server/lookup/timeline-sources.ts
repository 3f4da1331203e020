import { canonicalIdentifier } from '../domain/epcis/canonical-identifier.ts';
import { parseTracePath, tracePath } from '../domain/identifiers/digital-link.ts';
import { knownStages } from '../domain/stage-catalogue.ts';
import type { ProductGroup } from '../domain/stage-catalogue.ts';
import { standingEvents } from '../features/events/stage-reader.ts';
import type { StandingEvent } from '../features/events/stage-reader.ts';
import type { StageCatalogueService } from '../features/events/stage-catalogue-service.ts';
import type { ToldStage } from '../features/events/told-stages.ts';
import type { FileService } from '../features/files/file-service.ts';
import { picturePath } from '../features/files/media-routes.ts';
import { pictureWidths } from '../features/files/picture-encoding.ts';
import type { PlaceFacts, StageFacts, TimelineFacts } from './origin-facts.ts';
import { OriginModel, inThisShape } from './origin-model.ts';
import type { OriginInput, Picture } from './origin.ts';

/** So many pictures of a stage are shown, so that a page stays light. */
const mostPictures = 2;
const mostInputs = 8;
const mostInputStages = 10;

type Told = Pick<ToldStage, 'id' | 'recordedAt' | 'content'>;
type Place = Pick<PlaceFacts, 'content' | 'address' | 'locationCode'>;

interface TimelineReaders {
  files: Pick<FileService, 'describe'>;
  catalogues: Pick<StageCatalogueService, 'read'>;
}

interface TimelineLot {
  /** The path of its code, as the read model knows it. */
  path: string;
  group: ProductGroup;
  places: ReadonlyMap<string, Place>;
}

export type TimelineSources = ReturnType<typeof timelineSources>;

/** Gathers what a journey is made of: the stages that still stand, what is settled of them, one step back. */
export function timelineSources({ files, catalogues }: TimelineReaders) {
  return async function timelineFacts(told: readonly Told[], lot: TimelineLot): Promise<TimelineFacts> {
    const events = await standingEvents(told.map(({ id }) => id));
    const pictures = await smallPictures(
      told.flatMap(({ content }) => content.images.slice(0, mostPictures)),
    );
    const stages = told.flatMap(({ id, recordedAt, content }): StageFacts[] => {
      const event = events.get(id);
      if (!event) return [];
      const place = content.place === undefined ? null : (lot.places.get(content.place) ?? null);
      const shown = content.images.slice(0, mostPictures).flatMap((image) => pictures.get(image) ?? []);
      return [{ id, recordedAt, content, place, pictures: shown, event }];
    });
    const inputPaths = inputsOf(stages).filter((path) => path !== lot.path);
    const { stages: catalogue } = await catalogues.read(lot.group);
    return { stages, catalogue, inputs: await published(inputPaths), inputPaths };
  };

  async function smallPictures(ids: readonly string[]): Promise<Map<string, Picture>> {
    const [wanted] = pictureWidths;
    const described = await files.describe([...new Set(ids)]);
    return new Map(
      described.flatMap(({ id, width, height }) => {
        if (width === null || height === null) return [];
        const shown = Math.min(wanted, width);
        const sources = [{ src: picturePath(id, wanted), width: shown }];
        return [[id, { width: shown, height: Math.round((height * shown) / width), sources }] as const];
      }),
    );
  }
}

/** Lots that the public stages name as used up or taken in. */
function inputsOf(stages: readonly StageFacts[]): string[] {
  const paths = stages
    .filter(({ content }) => content.isPublic)
    .flatMap(({ content, event }) => inputIds(content.stage, event))
    .flatMap((id) => lotPath(id) ?? []);
  return [...new Set(paths)].slice(0, mostInputs);
}

function inputIds(stage: string, { facts }: StandingEvent): string[] {
  const isTakenIn = knownStages.get(stage)?.what === 'inputs';
  return [...facts.inputs, ...(isTakenIn ? facts.classes : [])].map(canonicalIdentifier);
}

/** `01/…/10/…` or `t/…/10/…` of a lot; undefined for what names no lot. */
function lotPath(id: string): string | undefined {
  if (!URL.canParse(id)) return undefined;
  const link = parseTracePath(new URL(id).pathname);
  const isLot = link.ok && link.value.qualifiers.length === 1 && link.value.qualifiers[0]?.ai === '10';
  return isLot ? tracePath(link.value).slice(1) : undefined;
}

async function published(paths: readonly string[]): Promise<OriginInput[]> {
  if (paths.length === 0) return [];
  const found = await OriginModel.find({ _id: { $in: [...paths] } }, { origin: 1, shape: 1 })
    .sort({ _id: 1 })
    .lean();
  return found.map((stored): OriginInput => {
    const { path, name, nameEnglish, lot, producer, verdict, stages } = inThisShape(stored);
    return {
      ...{ path, name, nameEnglish, lot: lot ?? '', producer, verdict: verdict.kind },
      stages: stages
        .slice(0, mostInputStages)
        .map(({ stage, startedAt, endedAt }) => ({ stage, startedAt, endedAt })),
    };
  });
}
