import Big from 'big.js';
import { inputLines, objectLines, outputLines } from './epcis/event-facts.ts';
import type { EventFacts, EventLine } from './epcis/event-facts.ts';
import type { JsonObject } from './epcis/event-hash.ts';
import { handovers } from './epcis/event-owner.ts';
import type { BalanceLine } from './balance-check.ts';
import type { Making, Uses } from './mass-balance.ts';
import { isUnitCode, sameDimension } from './quantity.ts';
import type { Quantity } from './quantity.ts';
import { recoveryStages } from './recovery-rate.ts';
import type { Goods, RecoveryStage } from './recovery-rate.ts';
import type { ProductGroup } from './stage-catalogue.ts';

/** An event of the store that stands. */
export interface ToldEvent {
  organisation: string;
  /** The batch whose stage it is; null for what machines and hand-overs tell. */
  batch: string | null;
  at: Date;
  epcis: JsonObject;
  facts: EventFacts;
}

/** A lot whose balance is asked for. */
export interface BalancedLot {
  batch: string;
  organisation: string;
  /** Its canonical identifier. */
  id: string;
  group: ProductGroup;
  goods: Goods;
  producedOn: string;
}

/** What is known of identifiers: lots with a record here. */
export type NameOf = (id: string) => { title: string; goods: Goods } | undefined;

const mainStage: Record<ProductGroup, RecoveryStage> = {
  crops: 'harvest',
  livestock: 'slaughter',
  aquaculture: 'harvest',
  processing: 'processing',
};

/**
 * How the lot came into being, kind of stage by kind of stage in the order they happened; what a later kind is made
 * of is, where nothing else was told, what the one before gave.
 */
export function makingsOf(lot: BalancedLot, events: readonly ToldEvent[], nameOf: NameOf): Making[] {
  const makings = new Map<RecoveryStage, Making>();
  const told = events
    .filter(({ facts }) => facts.outputs.includes(lot.id))
    .toSorted((a, b) => a.at.getTime() - b.at.getTime());
  for (const event of told) {
    const stage = recoveryStageOf(event, lot.group);
    const before = makings.get(stage);
    const earlier = [...makings.values()].filter((making) => making.stage !== stage).at(-1);
    const named = [...(before?.inputs ?? []), ...namedInputs(event, nameOf)];
    const given = earlier?.made.map((quantity) => resultOf(earlier, quantity)) ?? [];
    makings.set(stage, {
      stage,
      on: lot.producedOn,
      output: lot.goods,
      made: [...(before?.made ?? []), ...amountsOf(outputLines(event.epcis), lot.id)],
      inputs: named.length > 0 ? named : given,
    });
  }
  const source = [...makings.values()][0];
  if (source?.inputs.length === 0) source.inputs = materialsOf(lot, events, nameOf);
  return [...makings.values()];
}

/** Where the lot went: used up, given away, sold or destroyed by its producer; used by others. */
export function usesOf(
  lot: BalancedLot,
  events: readonly ToldEvent[],
): Omit<Uses, 'handedOver'> & { sold: BalanceLine[] } {
  const lines = (event: ToldEvent, found: readonly EventLine[]) =>
    found.filter(({ id }) => id === lot.id).map((line) => lineOf(event, line, lot.goods));
  const isOwn = ({ organisation }: ToldEvent) => organisation === lot.organisation;
  const destroyed = events.filter(
    (event) => isOwn(event) && event.facts.type === 'ObjectEvent' && event.facts.action === 'DELETE',
  );
  const sold = events.filter((event) => isOwn(event) && event.facts.type === 'TransactionEvent');
  return {
    own: [
      ...usedIn(events, lot.id)
        .filter(isOwn)
        .flatMap((event) => lines(event, usedLines(event))),
      ...destroyed.flatMap((event) => lines(event, objectLines(event.epcis))),
    ],
    sold: sold.flatMap((event) => lines(event, objectLines(event.epcis))),
    foreign: usedIn(events, lot.id)
      .filter((event) => !isOwn(event))
      .flatMap((event) => lines(event, usedLines(event))),
  };
}

/** What one organisation used up of a lot. */
export function usedBy(
  organisation: string,
  lot: Pick<BalancedLot, 'id' | 'goods'>,
  events: readonly ToldEvent[],
): BalanceLine[] {
  return usedIn(events, lot.id)
    .filter((event) => event.organisation === organisation)
    .flatMap((event) =>
      usedLines(event)
        .filter(({ id }) => id === lot.id)
        .map((line) => lineOf(event, line, lot.goods)),
    );
}

/** The lots that an event puts into something. */
export function lotsUsedIn(event: ToldEvent): string[] {
  return [...new Set(usedLines(event).map(({ id }) => id))];
}

/**
 * Events that use the lot up. Raw material taken in for a batch counts as used for it, unless the batch’s own making
 * names the lot: then it is the same goods told twice.
 */
function usedIn(events: readonly ToldEvent[], id: string): ToldEvent[] {
  const making = events.filter(({ facts }) => facts.inputs.includes(id));
  const batches = new Set(making.map(({ batch }) => batch));
  const taken = events.filter(
    (event) => isTaking(event) && event.facts.classes.includes(id) && !batches.has(event.batch),
  );
  return [...making, ...taken];
}

function usedLines(event: ToldEvent): EventLine[] {
  return isTaking(event) ? objectLines(event.epcis) : inputLines(event.epcis);
}

/** Raw material that a batch takes in; goods taken over as they are belong to no batch. */
function isTaking({ batch, facts }: ToldEvent): boolean {
  return batch !== null && facts.bizStep !== null && handovers.has(facts.bizStep);
}

function namedInputs(event: ToldEvent, nameOf: NameOf): BalanceLine[] {
  return inputLines(event.epcis)
    .map((line) => ({ line, quantity: quantityOf(line), known: nameOf(line.id) }))
    .filter(({ quantity, known }) => quantity !== null || known !== undefined)
    .map(({ line, quantity, known }) => ({
      title: known?.title ?? line.id,
      stage: null,
      quantity,
      goods: known?.goods ?? nothingKnown,
    }));
}

/** A crop, herd or raw material without a lot of its own: what was told of it before the lot came into being. */
function materialsOf(lot: BalancedLot, events: readonly ToldEvent[], nameOf: NameOf): BalanceLine[] {
  const sources = new Set(
    events.filter(({ facts }) => facts.outputs.includes(lot.id)).flatMap(({ facts }) => facts.inputs),
  );
  const told = events.filter(
    ({ batch, facts }) =>
      (batch === lot.batch || facts.classes.some((id) => sources.has(id))) && !facts.all.includes(lot.id),
  );
  const lines = (found: readonly ToldEvent[]) =>
    found.flatMap((event) =>
      objectLines(event.epcis).map((line): BalanceLine => {
        const known = nameOf(line.id);
        const title = known?.title ?? null;
        return {
          title,
          stage: stageIn(event),
          quantity: quantityOf(line),
          goods: known?.goods ?? nothingKnown,
        };
      }),
    );
  const taken = lines(told.filter((event) => isTaking(event) || stageIn(event) === 'raw-collection'));
  if (taken.some(({ quantity }) => quantity !== null)) return taken;
  const begun = lines(told.filter(({ facts }) => facts.action === 'ADD'));
  const area = areaOf(begun, lines(told));
  return area.length > 0 ? area : [...taken, ...begun];
}

/** The area sown; where no sowing tells it, the largest that anything was done to. */
function areaOf(begun: readonly BalanceLine[], all: readonly BalanceLine[]): BalanceLine[] {
  const isArea = ({ quantity }: BalanceLine) => quantity !== null && sameDimension(quantity.unit, 'HAR');
  const sown = begun.filter(isArea);
  if (sown.length > 0) return sown;
  const squareMetres = ({ quantity }: BalanceLine) =>
    new Big(quantity?.value ?? 0).times(quantity?.unit === 'HAR' ? 10_000 : 1);
  const largest = all
    .filter(isArea)
    .reduce<BalanceLine | undefined>(
      (most, line) => (most && squareMetres(most).gte(squareMetres(line)) ? most : line),
      undefined,
    );
  return largest ? [largest] : [];
}

const nothingKnown: Goods = { product: null, group: null, netContent: undefined };

function resultOf({ stage, output }: Making, quantity: Quantity): BalanceLine {
  return { title: null, stage, quantity, goods: output };
}

function lineOf(event: ToldEvent, line: EventLine, goods: Goods): BalanceLine {
  return { title: null, stage: stageIn(event), quantity: quantityOf(line), goods };
}

function amountsOf(lines: readonly EventLine[], id: string): Quantity[] {
  return lines.filter((line) => line.id === id).flatMap((line) => quantityOf(line) ?? []);
}

/** Pieces have no unit of measure in EPCIS; a unit we do not know says nothing. */
function quantityOf({ quantity, uom = 'H87' }: EventLine): Quantity | null {
  if (quantity === undefined || !isUnitCode(uom)) return null;
  return { value: new Big(quantity).toFixed(), unit: uom };
}

function recoveryStageOf(event: ToldEvent, group: ProductGroup): RecoveryStage {
  const told = stageIn(event);
  return recoveryStages.find((stage) => stage === told) ?? mainStage[group];
}

function stageIn({ epcis }: Pick<ToldEvent, 'epcis'>): string | null {
  const stage = epcis['nguongoc:stage'];
  return typeof stage === 'string' ? stage : null;
}
