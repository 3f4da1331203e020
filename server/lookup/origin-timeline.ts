import { knownStages } from '../domain/stage-catalogue.ts';
import type { ShownMember } from '../domain/stage-definition.ts';
import { dateInVietnam } from '../domain/vietnamese-format.ts';
import type { StageFacts, TimelineFacts } from './origin-facts.ts';
import type { Origin, OriginGap, OriginStage } from './origin.ts';

/** What a page tells of how the goods came to be. */
export type Timeline = Pick<Origin, 'stages' | 'gaps' | 'inputs'>;

export const noTimeline: Timeline = { stages: [], gaps: [], inputs: [] };

/** What of the told stages is public, in order, with what is missed among them. */
export function originTimeline(facts: TimelineFacts): Timeline {
  const shown = shownStages(facts);
  return {
    stages: shown.map((stage) => originStage(stage, facts)),
    gaps: gapsIn(shown, facts),
    inputs: facts.inputs,
  };
}

export function shownStages({ stages }: Pick<TimelineFacts, 'stages'>): StageFacts[] {
  return stages
    .filter(({ content }) => content.isPublic)
    .sort((a, b) => compare(a.content.startedAt, b.content.startedAt));
}

/** Whether the definition of its stage lets this be public; of a stage that is in no catalogue nothing is. */
export function mayShow(stage: string, member: ShownMember): boolean {
  return knownStages.get(stage)?.shows.includes(member) ?? false;
}

/** The details that the department opened to buyers. */
export function openDetails(
  { content: { stage, details = [] } }: StageFacts,
  { catalogue }: Pick<TimelineFacts, 'catalogue'>,
) {
  if (!mayShow(stage, 'details')) return [];
  const offered = catalogue.find(({ code }) => code === stage)?.details ?? [];
  const open = new Set(offered.filter(({ isOpen }) => isOpen).map(({ name }) => name));
  return details.filter(({ name }) => open.has(name));
}

/**
 * The department received this log with the dossier but saw none of it happen: a stage is the producer's word, since
 * the day it was recorded.
 */
function originStage(stage: StageFacts, facts: TimelineFacts): OriginStage {
  const { content, recordedAt, place, pictures } = stage;
  const allowed = <Value>(member: ShownMember, value: Value | undefined) =>
    value !== undefined && mayShow(content.stage, member) ? value : null;
  return {
    stage: content.stage,
    startedAt: content.startedAt,
    endedAt: content.endedAt ?? null,
    place: allowed('place', place ? `${place.content.name}, ${place.address}` : undefined),
    quantity: allowed('quantity', content.quantity),
    details: openDetails(stage, facts),
    temperature: allowed('temperature', content.temperature),
    result: allowed('result', content.result),
    pictures: allowed('pictures', pictures) ?? [],
    says: 'declared',
    on: dateInVietnam(new Date(recordedAt)),
  };
}

/** What was told before the goods came in is told on the page of the lot that went in. */
function gapsIn(shown: readonly StageFacts[], { stages, catalogue, inputs }: TimelineFacts): OriginGap[] {
  const told = new Set([
    ...stages.map(({ content }) => content.stage),
    ...inputs.flatMap((input) => input.stages.map(({ stage }) => stage)),
  ]);
  const order = new Map(catalogue.map(({ code }, index) => [code, index]));
  return catalogue.flatMap(({ code, isExpected }, index) => {
    if (!isExpected || told.has(code)) return [];
    const later = shown.findIndex(({ content }) => (order.get(content.stage) ?? -1) > index);
    return [{ stage: code, at: later < 0 ? shown.length : later }];
  });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
