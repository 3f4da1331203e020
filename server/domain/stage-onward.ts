import { after } from './stage-definition.ts';
import type { CataloguedStage, ShownMember } from './stage-definition.ts';

const goodsOnTheWay: readonly ShownMember[] = ['quantity', 'details', 'temperature', 'pictures'];
/** How much was sold to whom is the business of the two. */
const trade: readonly ShownMember[] = ['place', 'pictures'];

/**
 * What happens to every lot. Packing is an aggregation where the number of the carton is told, else only observed. A
 * shipment uses CBV `shipping`, which excludes loading and departing; a sale to a trader ties the goods to its invoice.
 */
export const onward: readonly CataloguedStage[] = [
  after('sampling', { bizStep: 'sampling', stays: false, details: ['stage.detail-laboratory'] }),
  after('inspection', {
    bizStep: 'inspecting',
    disposition: 'conformant',
    persistent: 'completeness_verified',
    quantity: 'none',
    document: 'testres',
    asks: ['result', 'document', 'certificate'],
    details: ['stage.detail-test'],
    shows: ['place', 'details', 'result', 'pictures'],
  }),
  after('packing', {
    kind: 'packing',
    bizStep: 'packing',
    asks: ['container'],
    details: ['stage.detail-pack-form'],
  }),
  after('storage', {
    kind: 'storage',
    bizStep: 'storing',
    disposition: 'sellable_not_accessible',
    asks: ['temperature'],
    details: ['stage.detail-humidity'],
    shows: [...goodsOnTheWay, 'place'],
  }),
  after('transport', {
    kind: 'transport',
    bizStep: 'transporting',
    disposition: 'in_transit',
    stays: false,
    document: 'bol',
    asks: ['document', 'container', 'temperature'],
    details: ['stage.detail-vehicle'],
    shows: [...goodsOnTheWay, 'place'],
  }),
  after('dispatch', {
    kind: 'distribution',
    bizStep: 'shipping',
    disposition: 'in_transit',
    stays: false,
    document: 'desadv',
    asks: ['document', 'container', 'partnerPlace'],
    details: ['stage.detail-receiver'],
    shows: trade,
  }),
  after('sale', {
    kind: 'distribution',
    type: 'TransactionEvent',
    action: 'ADD',
    bizStep: 'shipping',
    disposition: 'in_transit',
    stays: false,
    quantity: 'required',
    document: 'inv',
    asks: ['document'],
    details: ['stage.detail-receiver'],
    shows: trade,
  }),
  after('retail-sale', {
    kind: 'retail',
    bizStep: 'retail_selling',
    disposition: 'retail_sold',
    shows: trade,
  }),
  after('recall', {
    bizStep: 'holding',
    disposition: 'recalled',
    persistent: 'recalled',
    stays: false,
    quantity: 'none',
    details: ['stage.detail-cause'],
  }),
  after('destruction', {
    action: 'DELETE',
    bizStep: 'destroying',
    disposition: 'destroyed',
    stays: false,
    quantity: 'required',
    details: ['stage.detail-method'],
  }),
];
