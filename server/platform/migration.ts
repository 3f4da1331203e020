import type { Database } from './database.ts';

/** A step that brings the database to the shape the code expects. Never edited once released; old code runs on the new shape. */
export interface Migration {
  /** Date and subject: `2026-11-22-accounts`. Steps run in the order of the list that names them. */
  name: string;
  up(database: Database): Promise<void>;
}

interface IndexOptions {
  unique?: boolean;
  expireAfterSeconds?: number;
  partialFilterExpression?: object;
}

export type IndexPlan = [
  collection: string,
  keys: Record<string, 1 | -1 | 'text' | '2dsphere'>,
  options?: IndexOptions,
];

/** A migration that makes indexes, and the collections they stand on. */
export function indexes(name: string, plans: IndexPlan[]): Migration {
  return {
    name,
    async up(database) {
      for (const [collection, keys, options] of plans) {
        await database.collection(collection).createIndexes([{ key: keys, ...options }]);
      }
    },
  };
}

/** Runs what has not run yet. Two processes at once do no harm: every step may run twice. */
export async function migrate(
  database: Database,
  migrations: readonly Migration[],
  now: Date,
): Promise<string[]> {
  const done = database.collection<{ _id: string; at: Date }>('migrations');
  const applied: string[] = [];
  for (const migration of migrations) {
    if (await done.findOne({ _id: migration.name })) continue;
    await migration.up(database);
    await done.updateOne({ _id: migration.name }, { $setOnInsert: { at: now } }, { upsert: true });
    applied.push(migration.name);
  }
  return applied;
}
