import { parse } from '../platform/contracts.ts';
import type { Quantity } from '../platform/contract-types.ts';
import { lotOf } from './plant-batches.ts';
import type { Registry } from './plant-registry.ts';
import { daysFrom, known, step } from './planting.ts';
import type { Planting } from './planting.ts';

/** Dry-season sap gives a kilogram of sugar from six and a half to seven litres (field.md §8); told by trial boiling. */
const boilingRate = {
  stage: 'processing',
  most: { value: '0.15', unit: 'KGM' },
  per: 'LTR',
  tolerance: '5',
  validFrom: '2026-01-01',
  source: 'Nấu thử tại lò Văn Giáo đầu mùa khô (dữ liệu mẫu)',
};

/** What may come of a litre of sap: one batch of the sample stands close to it. */
export async function plantRecoveryRates(
  { features: { recoveryRates }, officer }: Planting,
  { products }: Registry,
): Promise<void> {
  for (const product of ['cakes', 'powder']) {
    const rate = parse('RecoveryRateContent', { ...boilingRate, product: known(products, product) });
    await recoveryRates.add(rate, step(officer, `recovery-rate:${product}`));
  }
}

/** Syrup from the household to the co-operative: one lot of it weighed a little less on arrival, one on its way. */
export async function plantHandovers(
  planting: Planting,
  { sender, receiver }: { sender: Registry; receiver: Registry },
): Promise<void> {
  const { handovers, batches } = planting.features;
  const { clerk } = sender.owner;
  const { items } = await batches.list(clerk, { limit: 100 });
  const number = lotOf('MT', daysFrom(planting, -11));
  const lot = items.find(({ content }) => content.lot === number);
  if (!lot) throw new Error(`Sample data: the household has no lot ${number}`);
  const { name } = (await planting.features.organisations.read(receiver.owner.id, receiver.owner.clerk))
    .content;
  const kilograms = (value: string): Quantity => ({ value, unit: 'KGM' });
  const told = (value: string, daysAgo: number, document: string) =>
    parse('HandoverContent', {
      receiver: name,
      sentOn: daysFrom(planting, -daysAgo),
      place: known(sender.places, 'yard'),
      lines: [{ batch: lot.id, quantity: kilograms(value) }],
      document,
    });
  const sent = await handovers.send(told('20', 6, 'PXK-01'), step(clerk, 'handover:1'), { sample: true });
  const receipt = parse('ReceiptContent', {
    receivedOn: daysFrom(planting, -5),
    place: known(receiver.places, 'packing'),
    lines: [{ batch: lot.id, quantity: kilograms('19.6') }],
    document: 'PNK-07',
    note: 'Cân lại tại kho: một can rò nắp',
  });
  await handovers.confirm(sent.id, receipt, step(receiver.owner.clerk, 'handover:1:receipt'));
  await handovers.send(told('8', 1, 'PXK-02'), step(clerk, 'handover:2'), { sample: true });
}
