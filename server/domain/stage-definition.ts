import type { MessageKey } from '../locales/catalogue.ts';
import type { StageKind } from './canonical-record.ts';
import type { UnitCode } from './quantity.ts';

/** How a stage is written down as an EPCIS 2.0 event, and what a clerk is asked for it. */
export interface CataloguedStage {
  code: string;
  /** Its name on pages. */
  name: MessageKey;
  /** The stage as national gateways know it. */
  kind: StageKind;
  type: 'ObjectEvent' | 'TransactionEvent' | 'TransformationEvent';
  /** A transformation has none. */
  action: 'ADD' | 'OBSERVE' | 'DELETE' | null;
  /** A word of CBV 2.0, or `voc/…`: a word of our own vocabulary where CBV has none that fits. */
  bizStep: string;
  disposition: string;
  /** What holds of the goods from then on, until it is taken back. */
  persistent: string | null;
  /** What it happens to: what the lot is made from (crop, herd, pond), raw material taken in, or the lot itself. */
  what: 'source' | 'inputs' | 'lot';
  /** On the road, or used up, the goods are at no business location. */
  stays: boolean;
  /** The kind of paper that goes with it (CBV 2.0 §7.4). */
  document: string | null;
  /** What has a field of its own in the form, beyond what every stage has. */
  asks: readonly StageAsk[];
  quantity: 'none' | 'optional' | 'required';
  units: readonly UnitCode[];
  /** Particulars worth asking for, by the name to show. */
  details: readonly MessageKey[];
  /** What of it the public may be told at most; whatever is not listed here never leaves the record. */
  shows: readonly ShownMember[];
}

/** How a stage is written down, whatever else is asked for it. */
export type StageShape = Omit<CataloguedStage, 'details'>;

/** Members of a stage that may be public. Who did it, notes, papers and partners are on no list: they name people. */
export type ShownMember = 'place' | 'quantity' | 'details' | 'pictures' | 'temperature' | 'result';

/** Members of a stage's content that only some stages have. */
export type StageAsk =
  | 'sourceLot'
  | 'inputs'
  | 'document'
  | 'container'
  | 'temperature'
  | 'partner'
  | 'partnerPlace'
  | 'run'
  | 'result'
  | 'certificate';

export const goods: readonly UnitCode[] = ['KGM', 'TNE', 'GRM', 'LTR', 'MLT', 'H87'];
const land: readonly UnitCode[] = ['HAR', 'MTK'];

type Particulars = Partial<Omit<CataloguedStage, 'code' | 'name'>>;

/** Something done to the crop, herd, pond or raw material before there is a lot. */
export function before(code: keyof StageNames, particulars: Particulars = {}): CataloguedStage {
  return {
    ...observed(code),
    kind: 'growing',
    bizStep: `voc/${code}`,
    what: 'source',
    asks: ['sourceLot'],
    units: [...land, ...goods],
    ...particulars,
  };
}

/** The lot comes into being: inputs and outputs are kept apart, the quantity is the output (field.md §2.3). */
export function making(code: keyof StageNames, particulars: Particulars): CataloguedStage {
  return {
    ...observed(code),
    type: 'TransformationEvent',
    action: null,
    bizStep: 'creating_class_instance',
    quantity: 'required',
    ...particulars,
  };
}

/** Something done to the lot. */
export function after(code: keyof StageNames, particulars: Particulars = {}): CataloguedStage {
  return { ...observed(code), bizStep: `voc/${code}`, ...particulars };
}

function observed(code: keyof StageNames): CataloguedStage {
  return {
    code,
    name: `stage.${code}`,
    kind: 'processing',
    type: 'ObjectEvent',
    action: 'OBSERVE',
    bizStep: '',
    disposition: 'in_progress',
    persistent: null,
    what: 'lot',
    stays: true,
    document: null,
    asks: [],
    quantity: 'optional',
    units: goods,
    details: [],
    shows: ['place', 'quantity', 'details', 'pictures'],
  };
}

type StageNames = { [Key in MessageKey as Key extends `stage.${infer Code}` ? Code : never]: true };
