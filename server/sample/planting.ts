import type { Composition } from '../compose.ts';
import { addDays } from '../domain/calendar-date.ts';
import type { ChangeBy, ReviewKind } from '../domain/change.ts';
import type { Actor } from '../domain/roles.ts';
import { drawn } from './pictures.ts';
import type { PictureName } from './pictures.ts';
import { sampleDocument } from './sample-document.ts';

/** What every part of the planting needs. */
export interface Planting {
  features: Composition['features'];
  /** The day of the first start; all other days count from it. */
  today: string;
  /** Decides what is decided already; the officer who signs in finds the rest. */
  officer: Actor;
  /** Decides with the officer what takes two. */
  colleague: Actor;
  /** The addresses of the batches planted so far, by producer and lot. */
  codes: Map<string, string>;
}

export interface Owner {
  key: string;
  clerk: Actor;
  id: string;
}

/** A step of its own name, which takes effect once however often the planting is begun anew. */
export function step(actor: Actor, name: string): ChangeBy {
  const value = `sample:${name}`;
  return { actor, key: { value, fingerprint: value } };
}

export function daysFrom({ today }: Pick<Planting, 'today'>, days: number): string {
  return addDays(today, days);
}

/** Each drawing is stored once for each owner. */
export function pictureStore({ features: { files } }: Planting, { key, clerk }: Owner) {
  const stored = new Map<PictureName, string>();
  return async (names: readonly PictureName[] = []): Promise<string[]> => {
    for (const name of names) {
      if (stored.has(name)) continue;
      const file = { originalname: `${name}.jpg`, buffer: await drawn(name) };
      const { id } = await files.store(file, step(clerk, `${key}:picture:${name}`), { sample: true });
      stored.set(name, id);
    }
    return names.map((name) => known(stored, name));
  };
}

export type PictureStore = ReturnType<typeof pictureStore>;

export async function storeDocument(
  { features: { files } }: Planting,
  { title, facts, organisation }: { title: string; facts: string[]; organisation: string },
  by: ChangeBy,
): Promise<string> {
  const file = { originalname: `${title}.pdf`, buffer: sampleDocument(title, facts) };
  return (await files.store(file, by, { organisation, sample: true })).id;
}

/** Submitted by its owner, approved by the department unless it shall wait. */
export async function review(
  { features: { submissions }, officer }: Planting,
  { kind, id, name, clerk }: { kind: ReviewKind; id: string; name: string; clerk: Actor },
  left?: 'draft' | 'waiting',
): Promise<void> {
  if (left === 'draft') return;
  const submission = await submissions.submit(kind, id, step(clerk, `${name}:submit`));
  if (left === 'waiting') return;
  await submissions.approve(submission.id, step(officer, `${name}:approve`));
}

/** Names in the sample data are written by hand: a wrong one is a mistake in it. */
export function known<Key extends string, Value>(values: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = values.get(key);
  if (value === undefined) throw new Error(`Sample data: nothing is called ${key}`);
  return value;
}
