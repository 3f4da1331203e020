import { addDays } from '../domain/calendar-date.ts';
import type { Actor } from '../domain/roles.ts';
import { parse } from '../platform/contracts.ts';
import type { Registry } from './plant-registry.ts';
import { plantStamps } from './plant-stamps.ts';
import { daysFrom, known, step } from './planting.ts';
import type { Planting } from './planting.ts';
import type { Outcome, SampleBatch, SampleInput, SampleStage, SampleStamps } from './sample-plan.ts';

interface Planted {
  id: string;
  name: string;
  registry: Registry;
  stamps: SampleStamps | undefined;
}

/** A batch with its stages, brought to where it shall stand. `grant` is the producer's right to the sample mark. */
export async function plantBatch(
  planting: Planting,
  { stages, stamps, outcome, ...batch }: SampleBatch,
  { registry, grant }: { registry: Registry; grant: string },
): Promise<void> {
  const { key, clerk } = registry.owner;
  const producedOn = daysFrom(planting, -batch.produced);
  const lot = lotOf(batch.lot, producedOn);
  const name = `${key}:batch:${lot}`;
  const content = await batchContent({ ...batch, lot }, { producedOn, registry, grant });
  const { id, uri } = await planting.features.batches.create(content, step(clerk, name), { sample: true });
  planting.codes.set(`${key}:${lot}`, uri);
  const planted = { id, name, registry, stamps };
  for (const [index, stage] of stages.entries()) {
    const told = await stageContent(planting, stage, { producedOn, registry });
    await planting.features.events.add(id, told, step(clerk, `${name}:stage:${index}`));
  }
  await bringTo(planting, outcome, planted);
}

/** `TN` and `2026-11-02`: `TN261102`. */
export function lotOf(prefix: string, producedOn: string): string {
  return prefix + producedOn.slice(2).replaceAll('-', '');
}

async function batchContent(
  {
    produced: _ago,
    packed,
    claimsMark = false,
    images,
    product,
    place,
    certificates,
    ...content
  }: Omit<SampleBatch, 'stages' | 'stamps' | 'outcome'>,
  { producedOn, registry, grant }: { producedOn: string; registry: Registry; grant: string },
) {
  return parse('BatchContent', {
    ...content,
    product: known(registry.products, product),
    place: known(registry.places, place),
    certificates: certificates.map((certificate) => known(registry.certificates, certificate)),
    grants: claimsMark ? [grant] : [],
    producedOn,
    ...(packed !== undefined && { packedOn: addDays(producedOn, packed) }),
    images: await registry.pictures(images),
  });
}

async function stageContent(
  planting: Planting,
  { inputs = [], day, from, to, place, details, images, isPublic = true, ...content }: SampleStage,
  { producedOn, registry }: { producedOn: string; registry: Registry },
) {
  const on = addDays(producedOn, day);
  return parse('StageContent', {
    ...content,
    place: known(registry.places, place),
    startedAt: `${on}T${from}`,
    ...(inputs.length > 0 && { inputs: inputs.map((input) => inputOf(planting, input)) }),
    ...(to !== undefined && { endedAt: `${on}T${to}` }),
    ...(details && { details: details.map(([name, value]) => ({ name, value })) }),
    images: await registry.pictures(images),
    isPublic,
  });
}

function inputOf(planting: Planting, { producer, lot, produced, quantity }: SampleInput) {
  const number = lotOf(lot, daysFrom(planting, -produced));
  return { code: known(planting.codes, `${producer}:${number}`), quantity };
}

async function bringTo(
  planting: Planting,
  outcome: Outcome,
  { id, name, registry, stamps }: Planted,
): Promise<void> {
  if (outcome === 'draft') return;
  const { features, officer } = planting;
  const { submissions, batches } = features;
  const { clerk } = registry.owner;
  const submission = await submissions.submit('batch', id, step(clerk, `${name}:submit`));
  if (outcome === 'waiting') return;
  const decision = step(officer, `${name}:decide`);
  const after = `${name}:after`;
  if (typeof outcome === 'object' && 'returned' in outcome) {
    await submissions.return(submission.id, outcome.returned, decision);
    if (outcome.answer !== undefined) await answer(planting, { id, name, clerk }, outcome.answer);
    return;
  }
  if (typeof outcome === 'object' && 'refused' in outcome) {
    await submissions.refuse(submission.id, outcome.refused, decision);
    return;
  }
  await submissions.approve(submission.id, decision);
  if (stamps) await plantStamps(planting, { batch: id, name, clerk }, stamps);
  if (outcome === 'closed') await batches.close(id, step(clerk, after));
  else if (outcome === 'approved') return;
  else if ('suspended' in outcome) await batches.suspend(id, outcome.suspended, step(officer, after));
  else await features.recalls.publish({ ...outcome.recalled, batches: [id] }, step(officer, after));
}

/** The producer mends one of the remarks and leaves the others as they are. */
async function answer(
  { features: { batches, submissions } }: Planting,
  { id, name, clerk }: { id: string; name: string; clerk: Actor },
  note: string,
): Promise<void> {
  const { rev, content } = await batches.read(id, clerk);
  await batches.edit(id, { ...content, note }, { rev, by: step(clerk, `${name}:answer`) });
  await submissions.submit('batch', id, step(clerk, `${name}:submit-again`));
}
