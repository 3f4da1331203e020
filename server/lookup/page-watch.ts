import { setTimeout as pause } from 'node:timers/promises';
import { StampRunModel } from '../features/stamps/stamp-run-model.ts';
import type { Database } from '../platform/database.ts';
import type { Logger } from '../platform/logger.ts';
import type { LookupChange } from './hot-caches.ts';
import { LinksModel } from './link-model.ts';
import { OriginModel } from './origin-model.ts';

/** Answers with null whenever nothing changed for a while: silence means that it is broken. */
export interface ChangeFeed {
  tryNext(): Promise<LookupChange | null>;
  close(): Promise<void>;
}

interface PageWatchOptions {
  openFeed: () => ChangeFeed;
  caches: { open(): void; close(): void; forget(change: LookupChange): void };
  log: Logger;
}

/** A feed answers at least so often; twice `patience` after its last word at the latest the caches are shut. */
const maxAwaitTimeMS = 400;
const patience = 900;
const retryAfter = 250;

/**
 * Keeps the caches true in this process: each change forgets what shows it, and from the moment changes can no longer
 * be heard nothing is kept at all. Both within two seconds, the time in which a recall must show everywhere.
 */
export function pageWatch({ openFeed, caches, log }: PageWatchOptions) {
  let running = Promise.resolve();
  let watchdog: NodeJS.Timeout | undefined;
  let feed: ChangeFeed | undefined;
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
      caches.close();
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

  async function listen(source: ChangeFeed): Promise<void> {
    for (;;) {
      const change = await source.tryNext();
      if (isStopped) return;
      hasBeat = true;
      if (!isHeard) caches.open();
      isHeard = true;
      if (change) apply(change);
    }
  }

  function apply(change: LookupChange): void {
    if (!change.documentKey) throw new Error(`a collection as a whole: ${change.operationType}`);
    caches.forget(change);
  }

  function lose(error: unknown): void {
    if (isHeard && !isStopped) log.warn({ err: error }, 'pages are not cached until changes are heard again');
    isHeard = false;
    caches.close();
  }
}

/** Everything that hot answers are made of, in one stream, so that its beat speaks for all. */
export function lookupFeed(database: Database): ChangeFeed {
  const { db } = database;
  if (!db) throw new Error('The database is not connected');
  const watched = [OriginModel, StampRunModel, LinksModel].map((model) => model.collection.name);
  const stages = [
    { $match: { $or: [{ 'ns.coll': { $in: watched } }, { 'ns.coll': { $exists: false } }] } },
    {
      $project: {
        operationType: 1,
        'ns.coll': 1,
        documentKey: 1,
        'fullDocument.batch': 1,
        'fullDocument.record': 1,
      },
    },
  ];
  return db.watch<object, LookupChange>(stages, { maxAwaitTimeMS, fullDocument: 'updateLookup' });
}

function ignore(): void {
  // A stream that cannot be closed is closed already.
}
