import type { Fault } from './errors.ts';

import type { UnitCode } from './quantity.ts';
import { isExpectedIn, knownStages } from './stage-catalogue.ts';
import type { ProductGroup } from './stage-catalogue.ts';
import type { CataloguedStage, StageShape } from './stage-definition.ts';
import type { MessageKey } from '../locales/catalogue.ts';

/** A particular worth asking for: what is kept with the value, and the words for its label where we have them. */
export interface OfferedDetail {
  name: string;
  key: MessageKey | null;
  /** Whether buyers may see it. */
  isOpen: boolean;
}

/** A stage as a group has it: what the department may settle, over how it is written down as an event. */
export interface OfferedStage extends StageShape {
  details: readonly OfferedDetail[];
  /** Always public, and missed where it is not told. */
  isExpected: boolean;
}

/** What the department settles of a stage. How it becomes an event is the mapping’s and stays. */
export interface StageChoice {
  code: string;
  quantity: CataloguedStage['quantity'];
  units: readonly UnitCode[];
  details: readonly string[];
  /** Without these, what came with the system holds. */
  isExpected?: boolean | undefined;
  openDetails?: readonly string[] | undefined;
}

/** In whose words these are told, people and partners may be named: closed until the department opens them. */
const closedDetails: ReadonlySet<MessageKey> = new Set<MessageKey>([
  'stage.detail-supplier',
  'stage.detail-vehicle',
  'stage.detail-receiver',
  'stage.detail-report-number',
  'stage.detail-document-number',
  'stage.detail-quarantine-number',
]);

/** What is wrong with the stages of a group, by field. */
export function choiceFaults(stages: readonly StageChoice[]): Fault[] {
  return stages.flatMap(({ code, quantity, units, details, openDetails = [] }, at): Fault[] => {
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
    const unasked = openDetails.find((name) => !details.includes(name));
    if (unasked !== undefined) {
      return [
        { pointer: `${pointer}/openDetails`, key: 'stage.open-detail-unasked', params: { name: unasked } },
      ];
    }
    return [];
  });
}

/** The stages as settled; `words` says what a detail’s key reads in the language of the label on the goods. */
export function offeredStages(
  group: ProductGroup,
  choices: readonly StageChoice[],
  words: (key: MessageKey) => string,
): OfferedStage[] {
  const keys = new Map(
    [...knownStages.values()].flatMap(({ details }) => details.map((key) => [words(key), key] as const)),
  );
  return choices.flatMap(({ code, quantity, units, details, openDetails, isExpected }) => {
    const known = knownStages.get(code);
    if (!known) return [];
    const offered = details.map((name): OfferedDetail => {
      const key = keys.get(name) ?? null;
      return { name, key, isOpen: openDetails?.includes(name) ?? (key !== null && !closedDetails.has(key)) };
    });
    return [
      { ...known, quantity, units, details: offered, isExpected: isExpected ?? isExpectedIn(group, code) },
    ];
  });
}

/** A stage as it came with the system, to begin with. */
export function choiceOf(
  group: ProductGroup,
  { code, quantity, units, details }: CataloguedStage,
  words: (key: MessageKey) => string,
): Required<StageChoice> {
  return {
    code,
    quantity,
    units,
    details: details.map(words),
    isExpected: isExpectedIn(group, code),
    openDetails: details.filter((key) => !closedDetails.has(key)).map(words),
  };
}
