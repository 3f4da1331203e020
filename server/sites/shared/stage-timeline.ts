import type { StageContent } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import { fieldAt } from './field-labels.ts';
import { fieldValue, localTime, pictures, stageName } from './field-values.ts';
import type { Reading } from './field-values.ts';
import { timeline } from './record-parts.ts';
import { particularLines } from './stage-particulars.ts';
import { statusTag } from './status-tag.ts';

/** A stage as it is told: recorded, or frozen into a version. */
export interface ToldStage extends StageContent {
  placeName: string;
  recordedAt: string;
  recordedBy: string;
  withdrawn?: { at: string; reason: string } | null;
}

/** The stages of a batch in order: what, when, where, who, with pictures; `below` adds to one of them. */
export function stageTimeline(
  reading: Reading,
  stages: readonly ToldStage[],
  below?: (index: number) => Hole,
): Html {
  const { t, lang } = reading;
  return timeline(
    stages.map((stage, index) => ({
      title: html`${stageName(t, stage.stage)}
      ${stage.withdrawn && statusTag({ kind: 'stop', text: t('record.stage-withdrawn') })}`,
      when: { iso: stage.startedAt, text: whenOf(stage, lang) },
      actor: `${stage.who}, ${stage.placeName}`,
      kind: stage.withdrawn ? 'stop' : 'good',
      icon: stage.withdrawn ? 'cross' : 'check',
      body: html`${factsOf(reading, stage)} ${stage.images.length > 0 && pictures(reading, stage.images)}
        <p class="soft">
          ${t('record.stage-recorded', { by: stage.recordedBy, at: formatInstant(new Date(stage.recordedAt), lang) })}
        </p>
        ${below?.(index)}`,
    })),
  );
}

function whenOf({ startedAt, endedAt }: ToldStage, lang: Reading['lang']): string {
  const from = localTime(startedAt, lang);
  return endedAt === undefined ? from : `${from} – ${localTime(endedAt, lang)}`;
}

function factsOf(reading: Reading, stage: ToldStage): Html[] {
  const field = fieldAt('stage', '/quantity');
  const amount = field && fieldValue(reading, { field, kind: 'stage' }, stage.quantity);
  const facts: [string, Hole][] = [
    [reading.t('record.stage-quantity'), amount],
    ...particularLines(reading, stage),
    ...(stage.details ?? []).map(({ name, value }): [string, Hole] => [name, value]),
    [reading.t('record.note'), stage.note],
    [reading.t('record.stage-withdrawn'), stage.withdrawn ? stage.withdrawn.reason : undefined],
  ];
  return facts
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([term, value]) => html`<p>${term}: ${value}</p>`);
}
