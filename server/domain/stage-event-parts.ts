import { definitionOf } from './identifiers/application-identifiers.ts';
import { traceUri } from './identifiers/digital-link.ts';
import { checkValue } from './identifiers/element-check.ts';
import { percentEncoded } from './identifiers/percent-encoding.ts';
import { parseTypedCode } from './identifiers/typed-code.ts';
import { isDateOnly } from './local-time.ts';
import type { Quantity } from './quantity.ts';
import type { StageFacts } from './stage-facts.ts';
import type { MessageKey } from '../locales/catalogue.ts';

/** What a stage happened to: the lot, what it is made from, or the carton it was put into. */
export function whatOf(facts: StageFacts): object {
  const { stage, lotUri, quantity, container, origin } = facts;
  if (stage.type === 'TransformationEvent') {
    return {
      inputQuantityList: inputsOf(facts) ?? [{ epcClass: sourceClass(facts) }],
      outputQuantityList: [{ epcClass: lotUri, ...amountOf(quantity) }],
      ...(facts.run !== undefined && { transformationID: runUri(facts, facts.run) }),
    };
  }
  const lot = [{ epcClass: stage.what === 'lot' ? lotUri : sourceClass(facts), ...amountOf(quantity) }];
  if (container === undefined) {
    return { quantityList: stage.what === 'inputs' ? (inputsOf(facts) ?? lot) : lot };
  }
  const carton = `${origin}/00/${container}`;
  return isPacking(facts) ? { parentID: carton, childQuantityList: lot } : { epcList: [carton] };
}

/** Goods put into a numbered carton are an aggregation; without its number they were only seen being packed. */
export function typeOf({ stage, container }: Pick<StageFacts, 'stage' | 'container'>): string {
  return isPacking({ stage, container }) ? 'AggregationEvent' : stage.type;
}

export function actionOf({ stage, container }: StageFacts): object {
  if (stage.action === null) return {};
  return { action: isPacking({ stage, container }) ? 'ADD' : stage.action };
}

/** Papers, parties, measurements and master data: the why and the how of a stage. */
export function circumstancesOf(facts: StageFacts): object {
  const { stage, document, temperature, certificate, result } = facts;
  const holds = result === 'non_conformant' ? null : stage.persistent;
  return {
    ...(document !== undefined &&
      stage.document !== null && {
        bizTransactionList: [{ type: stage.document, bizTransaction: documentUri(facts, document) }],
      }),
    ...partiesOf(facts),
    ...(temperature && {
      sensorElementList: [
        {
          sensorReport: [
            {
              type: 'Temperature',
              minValue: Number(temperature.lowest),
              maxValue: Number(temperature.highest),
              uom: 'CEL',
            },
          ],
        },
      ],
    }),
    ...(certificate !== undefined && { certificationInfo: [certificate] }),
    ...(holds !== null && typeOf(facts) === 'ObjectEvent' && { persistentDisposition: { set: [holds] } }),
    ...masterDataOf(facts),
    ...termsOf(facts, ownTerms),
  };
}

/** Who the goods came from, who has them now, where they go (CBV 2.0 §7.4.2, §7.4.3). */
function partiesOf({ stage, origin, ownParty, partner, partnerPlace }: StageFacts): object {
  if (partner !== undefined) {
    return {
      sourceList: [{ type: 'owning_party', source: `${origin}/417/${partner}` }],
      destinationList: [{ type: 'owning_party', destination: ownParty }],
    };
  }
  if (partnerPlace === undefined || !stage.asks.includes('partnerPlace')) return {};
  return {
    sourceList: [{ type: 'possessing_party', source: ownParty }],
    destinationList: [{ type: 'location', destination: `${origin}/414/${partnerPlace}` }],
  };
}

/** Facts that the detail fields tell and that other systems can use, by the words of our vocabulary. */
const ownTerms: Partial<Record<MessageKey, string>> = {
  'stage.detail-product': 'inputProduct',
  'stage.detail-dose': 'dose',
  'stage.detail-waiting-days': 'preHarvestIntervalDays',
};
const masterTerms: Partial<Record<MessageKey, string>> = {
  'stage.detail-variety': 'seedVariety',
  'stage.detail-breed': 'seedVariety',
  'stage.detail-supplier': 'seedSource',
};

/** Master data stand where a lot comes into being, and nowhere else (EPCIS 2.0 §7.3.8). */
function masterDataOf(facts: StageFacts): object {
  const { stage, startedAt, endedAt, quantity } = facts;
  const day = (time: string) => (isDateOnly(time) ? time : time.slice(0, 10));
  const isSown = stage.type === 'ObjectEvent' && stage.action === 'ADD';
  const ilmd = {
    ...(isSown && termsOf(facts, masterTerms)),
    ...(isSown && quantity?.unit === 'HAR' && { 'nguongoc:plotArea': quantity.value }),
    ...(stage.kind === 'harvest' &&
      stage.type === 'TransformationEvent' && {
        'cbvmda:harvestStartDate': day(startedAt),
        ...(endedAt !== undefined && { 'cbvmda:harvestEndDate': day(endedAt) }),
      }),
  };
  return Object.keys(ilmd).length > 0 ? { ilmd } : {};
}

function termsOf(
  { details = [], detailKeys }: StageFacts,
  terms: Partial<Record<MessageKey, string>>,
): object {
  return Object.fromEntries(
    details.flatMap(({ name, value }) => {
      const key = detailKeys.get(name);
      const term = key && terms[key];
      return term === undefined ? [] : [[`nguongoc:${term}`, value]];
    }),
  );
}

/** The field, herd or pond as a lot of the product where its season and plot were told. */
function sourceClass({ lotUri, sourceUri, sourceLot }: StageFacts): string {
  if (sourceLot === undefined) return sourceUri;
  return lotUri.replace(/\/10\/[^/]*$/, `/10/${percentEncoded(sourceLot)}`);
}

function inputsOf({ inputs, origin }: StageFacts): object[] | undefined {
  if (!inputs || inputs.length === 0) return undefined;
  return inputs.flatMap(({ code, quantity }) => {
    const read = parseTypedCode({ code, lot: '' });
    return read.ok ? [{ epcClass: traceUri(origin, read.value), ...amountOf(quantity) }] : [];
  });
}

/** Pieces have no unit of measure in EPCIS. The exact decimal stays in the stage; JSON-LD knows numbers only. */
export function amountOf(quantity: Quantity | undefined): object {
  if (!quantity) return {};
  return { quantity: Number(quantity.value), ...(quantity.unit !== 'H87' && { uom: quantity.unit }) };
}

function isPacking({ stage, container }: Pick<StageFacts, 'stage' | 'container'>): boolean {
  return stage.bizStep === 'packing' && container !== undefined;
}

export function documentUri(
  { origin, organisation }: Pick<StageFacts, 'origin' | 'organisation'>,
  number: string,
): string {
  return isUri(number) ? number : `${origin}/documents/${organisation}/${percentEncoded(number)}`;
}

/** A production order as GS1 numbers documents, else by a name of our own. */
function runUri({ origin, organisation }: StageFacts, run: string): string {
  const definition = definitionOf('253');
  if (definition && checkValue(definition, run) === undefined) return `${origin}/253/${percentEncoded(run)}`;
  return isUri(run) ? run : `${origin}/runs/${organisation}/${percentEncoded(run)}`;
}

function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[-\w.~:/?#[\]@!$&'()*+,;=%]+$/i.test(text);
}
