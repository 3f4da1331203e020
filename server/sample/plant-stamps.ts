import type { Actor } from '../domain/roles.ts';
import { step } from './planting.ts';
import type { Planting } from './planting.ts';
import type { SampleStamps } from './sample-plan.ts';

/** Stamps of an approved batch: the first printed, of those the first torn or misprinted, the next on goods. */
export async function plantStamps(
  { features: { stamps } }: Planting,
  { batch, name, clerk }: { batch: string; name: string; clerk: Actor },
  { count, printed, misprints, active }: SampleStamps,
): Promise<void> {
  const run = await stamps.request({ batch, count, hiddenCode: false }, step(clerk, `${name}:stamps`));
  await stamps.markPrinted(run.id, { from: 0, to: printed }, step(clerk, `${name}:stamps:print`));
  const { units } = await stamps.unitsOf(run.id, clerk);
  const serials = Array.from(units, ({ serial }) => serial);
  const range = (from: number, to: number) => ({ first: serials[from] ?? '', last: serials[to - 1] ?? '' });
  if (misprints > 0) {
    const note = 'Kẹt giấy ở đầu cuộn';
    const torn = { ...range(0, misprints), reason: 'misprint' as const, note };
    await stamps.void(batch, torn, step(clerk, `${name}:stamps:void`));
  }
  const onGoods = range(misprints, misprints + active);
  await stamps.activate(batch, onGoods, step(clerk, `${name}:stamps:activate`));
}
