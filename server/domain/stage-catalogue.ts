import { after, before, goods, making } from './stage-definition.ts';
import type { CataloguedStage } from './stage-definition.ts';
import { onward } from './stage-onward.ts';

export const productGroups = ['crops', 'livestock', 'aquaculture', 'processing'] as const;
export type ProductGroup = (typeof productGroups)[number];

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
    making('harvest', { kind: 'harvest', asks: ['sourceLot'], details: ['stage.detail-weather'] }),
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
    making('slaughter', {
      kind: 'processing',
      asks: ['sourceLot', 'inputs'],
      details: ['stage.detail-quarantine-number'],
    }),
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
    making('harvest', { kind: 'harvest', asks: ['sourceLot'], details: ['stage.detail-method'] }),
    after('purification', { details: ['stage.detail-method'] }),
    preliminary,
    ...onward,
  ],
  processing: [
    before('raw-collection', { kind: 'harvest', units: goods, details: ['stage.detail-method'] }),
    before('raw-receipt', {
      kind: 'processing',
      bizStep: 'receiving',
      what: 'inputs',
      units: goods,
      document: 'po',
      asks: ['inputs', 'document', 'partner'],
      details: ['stage.detail-supplier'],
    }),
    before('preparation', { kind: 'processing', units: goods, details: ['stage.detail-method'] }),
    making('processing', {
      disposition: 'active',
      asks: ['inputs', 'run'],
      details: ['stage.detail-method', 'stage.detail-temperature', 'stage.detail-additive'],
    }),
    after('finishing', { details: ['stage.detail-method'] }),
    ...onward,
  ],
};

/**
 * What the log of any lot of the group must hold to say where the goods come from; where it is not told, its absence is.
 * Stages of one season only, such as sowing, are not among them: an orchard has none.
 */
const expected: Record<ProductGroup, readonly string[]> = {
  crops: ['harvest', 'packing'],
  livestock: ['stocking', 'slaughter', 'packing'],
  aquaculture: ['stocking', 'harvest', 'packing'],
  processing: ['processing', 'packing'],
};

export function isExpectedIn(group: ProductGroup, code: string): boolean {
  return expected[group].includes(code);
}

/** The stages a product of this group goes through, in their usual order. */
export function stagesOf(group: ProductGroup): readonly CataloguedStage[] {
  return catalogue[group];
}

/** Every stage there is, by its code: a group may take up any of them. */
export const knownStages: ReadonlyMap<string, CataloguedStage> = new Map(
  productGroups.flatMap((group) => catalogue[group]).map((stage) => [stage.code, stage]),
);

export function stageOf(group: ProductGroup, code: string): CataloguedStage | undefined {
  return catalogue[group].find((stage) => stage.code === code);
}
