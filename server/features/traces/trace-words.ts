import { knownStages } from '../../domain/stage-catalogue.ts';
import { unitWord } from '../../domain/quantity.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { Quantity, RecallDrillLot, TraceLot, TraceStep } from '../../platform/contract-types.ts';

/** `Trước 2 bước`, `Lô được hỏi`, `Sau 1 bước`. */
export function distanceText(t: Translate, depth: number, direction: 'back' | 'forward'): string {
  return depth === 0 ? t('trace.depth-none') : t(`trace.depth-${direction}`, { depth });
}

/** What a lot is called: its number, else what it is. */
export function lotText(t: Translate, { kind, lot, id }: Pick<TraceLot, 'kind' | 'lot' | 'id'>): string {
  if (kind === 'source') return t('trace.source');
  if (kind === 'container') return t('trace.container', { number: lot ?? id });
  return lot ?? id;
}

/** A stage by its name, else what kind of step an event is. */
export function stepText(t: Translate, { stage, kind }: Pick<TraceStep, 'stage' | 'kind'>): string {
  const known = stage === null ? undefined : knownStages.get(stage);
  return known ? t(known.name) : t(`trace.kind-${kind}`);
}

export function movementText(
  t: Translate,
  { stage, word }: Pick<RecallDrillLot['movements'][number], 'stage' | 'word'>,
): string {
  const known = stage === null ? undefined : knownStages.get(stage);
  if (known) return t(known.name);
  const move = moves.find((one) => one === word);
  return move ? t(`trace.move-${move}`) : word;
}

const moves = ['shipping', 'receiving', 'accepting', 'arriving', 'retail_selling', 'destroying'] as const;

export function unitText(t: Translate, quantity: Quantity | null): string | null {
  return quantity && t(unitWord(quantity.unit));
}
