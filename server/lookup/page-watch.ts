import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import { OriginModel } from './origin-model.ts';
import type { PageCache } from './page-cache.ts';

/** What the database tells of a change; `documentKey` is missing where the whole collection went. */
export interface OriginChange {
  operationType: string;
  documentKey?: { _id: string };
}

/** Answers with null whenever nothing changed for a while: silence means that it is broken. */
export interface OriginFeed {
  tryNext(): Promise<OriginChange | null>;
  close(): Promise<void>;
}

interface PageWatchOptions {
  openFeed: () => OriginFeed;
  cache: Pick<PageCache, 'open' | 'close' | 'forget'>;
  /** The addresses of the pages that show an origin. */
  addressesOf: (path: string) => readonly string[];
  log: Logger;
}

/** A feed answers at least so often; twice `patience` after its last word at the latest the cache is shut. */
const maxAwaitTimeMS = 400;
const patience = 900;
const retryAfter = 250;

/**
 * Keeps the cache true in this process: each change forgets its pages, and from the moment changes can no longer be
 * heard nothing is kept at all. Both within two seconds, the time in which a recall must show everywhere.
 */
export function pageWatch({ openFeed, cache, addressesOf, log }: PageWatchOptions) {
  let running = Promise.resolve();
  let watchdog: NodeJS.Timeout | undefined;
  let feed: OriginFeed | undefined;
  let isStopped = true;
  let isHeard = false;
  let hasBeat = false;

  return {
    start(): void {
      isStopped = false;
      running = follow();
      watchdog = setInterval(() => {
        if (!hasBeat) lose('no word from the change stream');
        hasBeat = false;
      }, patience).unref();
    },

    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(watchdog);
      await feed?.close().catch(ignore);
      await running;
      cache.close();
    },
  };

  async function follow(): Promise<void> {
    while (!isStopped) {
      try {
        feed = openFeed();
        await listen(feed);
      } catch (error) {
        lose(error);
        await feed?.close().catch(ignore);
        await pause(retryAfter);
      }
    }
  }

  async function listen(source: OriginFeed): Promise<void> {
    for (;;) {
      const change = await source.tryNext();
      if (isStopped) return;
      hasBeat = true;
      if (!isHeard) cache.open();
      isHeard = true;
      if (change) apply(change);
    }
  }

  function apply({ operationType, documentKey }: OriginChange): void {
    if (!documentKey) throw new Error(`the origins as a whole: ${operationType}`);
    cache.forget(addressesOf(documentKey._id));
  }

  function lose(error: unknown): void {
    if (isHeard && !isStopped) log.warn({ err: error }, 'pages are not cached until changes are heard again');
    isHeard = false;
    cache.close();
  }
}

export function originFeed(database: Database): OriginFeed {
  const { db } = database;
  if (!db) throw new Error('The database is not connected');
  return db
    .collection<{ _id: string }>(OriginModel.collection.name)
    .watch<object, OriginChange>([{ $project: { operationType: 1, documentKey: 1 } }], { maxAwaitTimeMS });
}

function ignore(): void {
  // A stream that cannot be closed is closed already.
}
