import type { Clock } from '../platform/clock.ts';
import type { FinishedAnswer } from '../platform/finished-answer.ts';

interface PageCacheOptions {
  clock: Clock;
  maxPages?: number;
  maxBytes?: number;
  /** The backstop for whatever the change stream might ever miss, in milliseconds. */
  timeToLive?: number;
}

export type PageCache = ReturnType<typeof pageCache>;

/**
 * Finished pages by their address, those asked for last; bounded in count and in bytes. It holds something only
 * while it is open, which it is exactly as long as changes are heard of.
 */
export function pageCache({ clock, ...limits }: PageCacheOptions) {
  const { maxPages = 20_000, maxBytes = 256 * 1024 * 1024, timeToLive = 60_000 } = limits;
  const pages = new Map<string, { answer: FinishedAnswer; until: number }>();
  let bytes = 0;
  let isOpen = false;
  let changes = 0;

  return {
    get(address: string): FinishedAnswer | undefined {
      const page = pages.get(address);
      if (!page) return undefined;
      remove(address);
      if (page.until < clock.now().getTime()) return undefined;
      // Behind all others: a Map keeps the order of insertion, so the first is the one longest unused.
      add(address, page);
      return page.answer;
    },

    /** To be taken before the origin is read: what was read before a change must not be put after it. */
    ticket: () => changes,

    put(address: string, answer: FinishedAnswer, ticket: number): void {
      if (!isOpen || ticket !== changes || answer.bytes > maxBytes) return;
      remove(address);
      add(address, { answer, until: clock.now().getTime() + timeToLive });
      for (const longestUnused of pages.keys()) {
        if (pages.size <= maxPages && bytes <= maxBytes) break;
        remove(longestUnused);
      }
    },

    forget(addresses: readonly string[]): void {
      changes += 1;
      for (const address of addresses) remove(address);
    },

    open(): void {
      empty();
      isOpen = true;
    },

    close(): void {
      empty();
      isOpen = false;
    },

    state: () => ({ isOpen, pages: pages.size, bytes }),
  };

  function add(address: string, page: { answer: FinishedAnswer; until: number }): void {
    pages.set(address, page);
    bytes += page.answer.bytes;
  }

  function remove(address: string): void {
    bytes -= pages.get(address)?.answer.bytes ?? 0;
    pages.delete(address);
  }

  function empty(): void {
    changes += 1;
    pages.clear();
    bytes = 0;
  }
}
