import type { WordKind } from './vocabulary.ts';

/** One member as the hash writes it. */
export interface HashField {
  name: string;
  isTime?: boolean;
  words?: WordKind;
  /** Members of the object that stands here, in their order. */
  fields?: readonly HashField[];
  /** A list writes its own name once, and this for each of its items. */
  item?: HashField;
  /** Items of some lists have no name of their own. */
  unnamed?: boolean;
  /** Not at its place in the standard's table but among what follows it, sorted, as the published hashes have it. */
  last?: boolean;
}

const identifiers = (name: string): HashField => ({ name, item: { name: 'epc' } });
const quantities = (name: string): HashField => ({
  name,
  item: { name: 'quantityElement', fields: [{ name: 'epcClass' }, { name: 'quantity' }, { name: 'uom' }] },
});
const place = (name: string): HashField => ({ name, fields: [{ name: 'id' }] });
const typed = (name: string, value: string, words: WordKind): HashField => ({
  name,
  last: true,
  item: { name: value, unnamed: true, fields: [{ name: 'type', words }, { name: value }] },
});
const plain = (...names: string[]): HashField[] => names.map((name) => ({ name }));
const time = (name: string): HashField => ({ name, isTime: true });

const metadata: readonly HashField[] = [
  time('time'),
  time('startTime'),
  time('endTime'),
  ...plain('deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod', 'bizRules'),
];

const report: readonly HashField[] = [
  { name: 'type', words: 'measure' },
  { name: 'exception', words: 'alert' },
  ...plain('deviceID', 'deviceMetadata', 'rawData', 'dataProcessingMethod'),
  time('time'),
  ...plain('microorganism', 'chemicalSubstance', 'value'),
  { name: 'component', words: 'component' },
  ...plain('stringValue', 'booleanValue', 'hexBinaryValue', 'uriValue', 'minValue', 'maxValue', 'meanValue'),
  ...plain('sDev', 'percRank', 'percValue', 'uom', 'coordinateReferenceSystem'),
];

/** The order of CBV 2.0 §8.9.2. */
export const fieldsOfEvent: readonly HashField[] = [
  time('eventTime'),
  ...plain('eventTimeZoneOffset', 'certificationInfo'),
  identifiers('epcList'),
  ...plain('parentID'),
  identifiers('inputEPCList'),
  identifiers('childEPCs'),
  quantities('quantityList'),
  quantities('childQuantityList'),
  quantities('inputQuantityList'),
  identifiers('outputEPCList'),
  quantities('outputQuantityList'),
  ...plain('action', 'transformationID'),
  { name: 'bizStep', words: 'bizStep' },
  { name: 'disposition', words: 'disposition' },
  {
    name: 'persistentDisposition',
    fields: [
      { name: 'set', words: 'disposition' },
      { name: 'unset', words: 'disposition' },
    ],
  },
  place('readPoint'),
  place('bizLocation'),
  {
    name: 'sensorElementList',
    item: {
      name: 'sensorElement',
      fields: [
        { name: 'sensorMetadata', fields: metadata },
        { name: 'sensorReport', fields: report },
      ],
    },
  },
  typed('bizTransactionList', 'bizTransaction', 'transactionType'),
  typed('destinationList', 'destination', 'partyType'),
  typed('sourceList', 'source', 'partyType'),
];
