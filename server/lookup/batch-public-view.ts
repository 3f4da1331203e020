import type { ChangeBy } from '../domain/change.ts';
import type { Actor } from '../domain/roles.ts';
import { parseTracePath, tracePath } from '../domain/identifiers/digital-link.ts';
import type { ProductGroup } from '../domain/stage-catalogue.ts';
import type { BatchService } from '../features/batches/batch-service.ts';
import type { ToldStages } from '../features/events/told-stages.ts';
import type { BatchPublicView, BatchPublicity } from '../platform/contract-types.ts';
import type { PlaceFacts } from './origin-facts.ts';
import { originTimeline } from './origin-timeline.ts';
import type { Timeline } from './origin-timeline.ts';
import type { TimelineSources } from './timeline-sources.ts';

interface PublicViewOptions {
  batches: Pick<BatchService, 'read' | 'choosePublic'>;
  told: ToldStages;
  timeline: TimelineSources;
  groupOf(product: string): Promise<ProductGroup>;
  placesOf(
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, Pick<PlaceFacts, 'content' | 'address' | 'locationCode'>>>;
}

/** What buyers will see of a batch, and what its producer may still choose. */
interface Foreseen {
  rev: number;
  choices: BatchPublicView['choices'];
  timeline: Timeline;
}

export type BatchPublicViewService = ReturnType<typeof batchPublicView>;

/** The producer's look at the public journey before it is submitted, made by what makes the public one. */
export function batchPublicView({ batches, told, timeline, groupOf, placesOf }: PublicViewOptions) {
  return {
    foresee,

    async choose(
      id: string,
      publicity: BatchPublicity,
      change: { rev: number; by: ChangeBy },
    ): Promise<Foreseen> {
      await batches.choosePublic(id, publicity, change);
      return foresee(id, change.by.actor);
    },
  };

  async function foresee(id: string, actor: Actor): Promise<Foreseen> {
    const batch = await batches.read(id, actor);
    const stages = await told(id);
    const facts = await timeline(stages, {
      path: pathOf(batch.uri),
      group: await groupOf(batch.content.product),
      places: await placesOf([...new Set(stages.flatMap(({ content }) => content.place ?? []))]),
    });
    return {
      rev: batch.rev,
      choices: stages.map(({ id: event, isRequired, content }) => ({
        id: event,
        stage: content.stage,
        startedAt: content.startedAt,
        isRequired,
        isPublic: content.isPublic,
      })),
      timeline: originTimeline(facts),
    };
  }
}

function pathOf(uri: string): string {
  const link = URL.canParse(uri) ? parseTracePath(new URL(uri).pathname) : undefined;
  return link?.ok ? tracePath(link.value).slice(1) : '';
}
