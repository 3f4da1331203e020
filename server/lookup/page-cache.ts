import type { Clock } from '../platform/clock.ts';
import type { FinishedAnswer } from '../platform/finished-answer.ts';

interface PageCacheOptions {
  clock: Clock;
  maxPages?: number;
  maxBytes?: number;
  /** The backstop for whatever the change stream might ever miss, in milliseconds. */
  timeToLive?: number;
}

interface Page<Kept> {
  answer: Kept;
  until: number;
  /** Asked for since it was put or last passed over: cheaper to note, at every hit, than a new place in a list. */
  isUsed: boolean;
}

export type PageCache<Kept extends Sized = FinishedAnswer> = ReturnType<typeof pageCache<Kept>>;

/** Whatever is kept says how much memory it takes. */
interface Sized {
  readonly bytes: number;
}

/**
 * Finished pages by their address, those asked for lately; bounded in count and in bytes. It holds something only
 * while it is open, which it is exactly as long as changes are heard of.
 */
export function pageCache<Kept extends Sized = FinishedAnswer>({ clock, ...limits }: PageCacheOptions) {
  const { maxPages = 20_000, maxBytes = 256 * 1024 * 1024, timeToLive = 300_000 } = limits;
  const pages = new Map<string, Page<Kept>>();
  let bytes = 0;
  let isOpen = false;
  let changes = 0;

  return {
    get(address: string): Kept | undefined {
      const page = pages.get(address);
      if (!page) return undefined;
      if (page.until < clock.now().getTime()) {
        remove(address);
        return undefined;
      }
      page.isUsed = true;
      return page.answer;
    },

    /** To be taken before the origin is read: what was read before a change must not be put after it. */
    ticket: () => changes,

    put(address: string, answer: Kept, ticket: number): void {
      if (!isOpen || ticket !== changes || answer.bytes > maxBytes) return;
      remove(address);
      add(address, { answer, until: clock.now().getTime() + timeToLive, isUsed: false });
      makeRoom();
    },

    forget(addresses: readonly string[]): void {
      changes += 1;
      for (const address of addresses) remove(address);
    },

    empty,

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

  /** Second chance: what was asked for since it was last passed goes behind the others, once; the rest goes. */
  function makeRoom(): void {
    for (const [address, page] of pages) {
      if (pages.size <= maxPages && bytes <= maxBytes) return;
      remove(address);
      if (page.isUsed) add(address, { ...page, isUsed: false });
    }
  }

  function add(address: string, page: Page<Kept>): void {
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
