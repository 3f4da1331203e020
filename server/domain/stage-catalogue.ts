import type { MessageKey } from '../locales/catalogue.ts';
import type { StageKind } from './canonical-record.ts';
import type { UnitCode } from './quantity.ts';

export const productGroups = ['crops', 'livestock', 'aquaculture', 'processing'] as const;
export type ProductGroup = (typeof productGroups)[number];

/** How a stage is written down as an EPCIS 2.0 event, and what a clerk is asked for it. */
export interface CataloguedStage {
  code: string;
  /** Its name on pages. */
  name: MessageKey;
  /** The stage as national gateways know it. */
  kind: StageKind;
  type: 'ObjectEvent' | 'TransformationEvent';
  /** A transformation has none. */
  action: 'ADD' | 'OBSERVE' | null;
  /** A word of CBV 2.0, or `voc/…`: a word of our own vocabulary where CBV has none that fits. */
  bizStep: string;
  disposition: string;
  /** What it happens to: what the lot is made from (crop, herd, pond, raw material), or the lot itself. */
  what: 'source' | 'lot';
  /** On the road the goods are at no business location. */
  stays: boolean;
  quantity: 'none' | 'optional' | 'required';
  units: readonly UnitCode[];
  /** Particulars worth asking for, by the name to show. */
  details: readonly MessageKey[];
}

const goods: readonly UnitCode[] = ['KGM', 'TNE', 'GRM', 'LTR', 'MLT', 'H87'];
const land: readonly UnitCode[] = ['HAR', 'MTK'];

type Particulars = Partial<Omit<CataloguedStage, 'code' | 'name'>>;

/** Something done to the crop, herd, pond or raw material before there is a lot. */
function before(code: keyof StageNames, particulars: Particulars = {}): CataloguedStage {
  return {
    ...observed(code),
    kind: 'growing',
    bizStep: `voc/${code}`,
    what: 'source',
    units: [...land, ...goods],
    ...particulars,
  };
}

/** The lot comes into being: inputs and outputs are kept apart, the quantity is the output (field.md §2.3). */
function making(code: keyof StageNames, particulars: Particulars): CataloguedStage {
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
function after(code: keyof StageNames, particulars: Particulars = {}): CataloguedStage {
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
    what: 'lot',
    stays: true,
    quantity: 'optional',
    units: goods,
    details: [],
  };
}

type StageNames = { [Key in MessageKey as Key extends `stage.${infer Code}` ? Code : never]: true };

const stocking = before('stocking', {
  action: 'ADD',
  bizStep: 'commissioning',
  disposition: 'active',
  details: ['stage.detail-breed', 'stage.detail-supplier'],
});
const feeding = before('feeding', { details: ['stage.detail-feed', 'stage.detail-dose'] });
const treatment = before('treatment', {
  quantity: 'none',
  details: ['stage.detail-product', 'stage.detail-dose', 'stage.detail-waiting-days'],
});
const preliminary = after('preliminary-processing', { details: ['stage.detail-method'] });

/**
 * What happens to every lot. Packing is observed, not an aggregation: that takes the number of the carton, which
 * comes with the unit stamps. A shipment uses CBV `shipping`, which excludes loading and departing.
 */
const onward: readonly CataloguedStage[] = [
  after('sampling', { bizStep: 'sampling', details: ['stage.detail-laboratory'] }),
  after('inspection', {
    bizStep: 'inspecting',
    disposition: 'conformant',
    quantity: 'none',
    details: ['stage.detail-test', 'stage.detail-report-number'],
  }),
  after('packing', { kind: 'packing', bizStep: 'packing', details: ['stage.detail-pack-form'] }),
  after('storage', {
    kind: 'storage',
    bizStep: 'storing',
    disposition: 'sellable_not_accessible',
    details: ['stage.detail-temperature', 'stage.detail-humidity'],
  }),
  after('transport', {
    kind: 'transport',
    bizStep: 'transporting',
    disposition: 'in_transit',
    stays: false,
    details: ['stage.detail-vehicle', 'stage.detail-temperature'],
  }),
  after('dispatch', {
    kind: 'distribution',
    bizStep: 'shipping',
    disposition: 'in_transit',
    stays: false,
    details: ['stage.detail-receiver', 'stage.detail-document-number'],
  }),
  after('retail-sale', { kind: 'retail', bizStep: 'retail_selling', disposition: 'retail_sold' }),
];

/** CBV `collecting` means taking away for disposal, so gathering raw material has a word of our own. */
const catalogue: Record<ProductGroup, readonly CataloguedStage[]> = {
  crops: [
    before('land-preparation', { details: ['stage.detail-method'] }),
    before('sowing', {
      action: 'ADD',
      bizStep: 'commissioning',
      disposition: 'active',
      details: ['stage.detail-variety', 'stage.detail-supplier'],
    }),
    before('fertilising', { details: ['stage.detail-product', 'stage.detail-dose'] }),
    before('spraying', {
      quantity: 'none',
      details: ['stage.detail-product', 'stage.detail-dose', 'stage.detail-waiting-days'],
    }),
    before('care', { quantity: 'none', details: ['stage.detail-method'] }),
    making('harvest', { kind: 'harvest', details: ['stage.detail-weather'] }),
    preliminary,
    ...onward,
  ],
  livestock: [
    stocking,
    feeding,
    before('vaccination', {
      quantity: 'none',
      details: ['stage.detail-vaccine', 'stage.detail-waiting-days'],
    }),
    treatment,
    before('live-transport', {
      kind: 'transport',
      disposition: 'in_transit',
      stays: false,
      details: ['stage.detail-vehicle', 'stage.detail-quarantine-number'],
    }),
    making('slaughter', { kind: 'processing', details: ['stage.detail-quarantine-number'] }),
    after('cutting', { details: ['stage.detail-method'] }),
    ...onward,
  ],
  aquaculture: [
    before('pond-preparation', { details: ['stage.detail-method'] }),
    stocking,
    feeding,
    before('water-care', {
      quantity: 'none',
      details: ['stage.detail-salinity', 'stage.detail-temperature'],
    }),
    treatment,
    making('harvest', { kind: 'harvest', details: ['stage.detail-method'] }),
    after('purification', { details: ['stage.detail-method'] }),
    preliminary,
    ...onward,
  ],
  processing: [
    before('raw-collection', { kind: 'harvest', units: goods, details: ['stage.detail-method'] }),
    before('raw-receipt', {
      kind: 'processing',
      bizStep: 'receiving',
      units: goods,
      details: ['stage.detail-supplier', 'stage.detail-document-number'],
    }),
    before('preparation', { kind: 'processing', units: goods, details: ['stage.detail-method'] }),
    making('processing', {
      disposition: 'active',
      details: ['stage.detail-method', 'stage.detail-temperature', 'stage.detail-additive'],
    }),
    after('finishing', { details: ['stage.detail-method'] }),
    ...onward,
  ],
};

/** The stages a product of this group goes through, in their usual order. */
export function stagesOf(group: ProductGroup): readonly CataloguedStage[] {
  return catalogue[group];
}

export function stageOf(group: ProductGroup, code: string): CataloguedStage | undefined {
  return catalogue[group].find((stage) => stage.code === code);
}
