import type { Fault } from './errors.ts';

import type { UnitCode } from './quantity.ts';
import { knownStages } from './stage-catalogue.ts';
import type { CataloguedStage, StageShape } from './stage-definition.ts';
import type { MessageKey } from '../locales/catalogue.ts';

/** A particular worth asking for: what is kept with the value, and the words for its label where we have them. */
export interface OfferedDetail {
  name: string;
  key: MessageKey | null;
}

/** A stage as a group has it: what the department may settle, over how it is written down as an event. */
export interface OfferedStage extends StageShape {
  details: readonly OfferedDetail[];
}

/** What the department settles of a stage. How it becomes an event is the mapping’s and stays. */
export interface StageChoice {
  code: string;
  quantity: CataloguedStage['quantity'];
  units: readonly UnitCode[];
  details: readonly string[];
}

/** What is wrong with the stages of a group, by field. */
export function choiceFaults(stages: readonly StageChoice[]): Fault[] {
  return stages.flatMap(({ code, quantity, units }, at): Fault[] => {
    const known = knownStages.get(code);
    const pointer = `/stages/${at}`;
    if (!known) return [{ pointer: `${pointer}/code`, key: 'stage.no-such-stage', params: { code } }];
    if (stages.findIndex((other) => other.code === code) < at) {
      return [{ pointer: `${pointer}/code`, key: 'stage.stage-twice', params: { code } }];
    }
    if (known.type === 'TransformationEvent' && quantity !== 'required') {
      return [{ pointer: `${pointer}/quantity`, key: 'stage.output-needs-quantity' }];
    }
    if (quantity !== 'none' && units.length === 0) {
      return [{ pointer: `${pointer}/units`, key: 'stage.units-needed' }];
    }
    return [];
  });
}

/** The stages as settled; `words` says what a detail’s key reads in the language of the label on the goods. */
export function offeredStages(
  choices: readonly StageChoice[],
  words: (key: MessageKey) => string,
): OfferedStage[] {
  const keys = new Map(
    [...knownStages.values()].flatMap(({ details }) => details.map((key) => [words(key), key] as const)),
  );
  return choices.flatMap(({ code, quantity, units, details }) => {
    const known = knownStages.get(code);
    if (!known) return [];
    const offered: OfferedDetail[] = details.map((name) => ({ name, key: keys.get(name) ?? null }));
    return [{ ...known, quantity, units, details: offered }];
  });
}

export function choiceOf(
  { code, quantity, units, details }: CataloguedStage,
  words: (key: MessageKey) => string,
): StageChoice {
  return { code, quantity, units, details: details.map(words) };
}
