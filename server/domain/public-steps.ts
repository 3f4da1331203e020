import type { EventFacts } from './epcis/event-facts.ts';
import { knownStages } from './stage-catalogue.ts';
import type { ProductGroup } from './stage-catalogue.ts';

const cbv = 'https://ref.gs1.org/cbv/BizStep-';

/** Steps of CBV 2.0 that a machine may tell of a lot, as the stages that people know them by. No other is public. */
const stageOfStep: Partial<Record<string, string>> = {
  inspecting: 'inspection',
  sampling: 'sampling',
  packing: 'packing',
  storing: 'storage',
  transporting: 'transport',
  shipping: 'dispatch',
  retail_selling: 'retail-sale',
  holding: 'recall',
  destroying: 'destruction',
};

const making: Record<ProductGroup, string> = {
  crops: 'harvest',
  livestock: 'slaughter',
  aquaculture: 'harvest',
  processing: 'processing',
};

/**
 * The stage that an event captured from a machine stands for; undefined where it stands for none that may be public.
 * An event in our own vocabulary names its stage.
 */
export function stageOfEvent(
  epcis: Readonly<Record<string, unknown>>,
  { type, bizStep }: Pick<EventFacts, 'type' | 'bizStep'>,
  group: ProductGroup,
): string | undefined {
  const own = epcis['nguongoc:stage'];
  if (typeof own === 'string' && knownStages.has(own)) return own;
  const step = bizStep?.startsWith(cbv) === true ? bizStep.slice(cbv.length) : '';
  if (type === 'TransformationEvent') {
    return step === 'creating_class_instance' || step === 'commissioning' ? making[group] : undefined;
  }
  if (type === 'TransactionEvent') return step === 'shipping' ? 'sale' : undefined;
  return stageOfStep[step];
}
