import type { Logger } from './logger.ts';

interface WakefulWork {
  /** One round; it waits by itself, at the bell, where there is nothing to do. */
  round: () => Promise<unknown>;
  bell: { ring(): void; wait(milliseconds: number): Promise<void> };
  /** After a round that failed. */
  pauseMs: number;
  log: Logger;
  failure: string;
}

/** Work in the background that begins as soon as somebody rings; a round that fails is logged and the next one comes. */
export function wakefulWork({ round, bell, pauseMs, log, failure }: WakefulWork) {
  let running: Promise<void> | undefined;
  let isStopping = false;

  return {
    start(): void {
      isStopping = false;
      running ??= run();
    },

    /** Lets the round under way finish. */
    async stop(): Promise<void> {
      isStopping = true;
      bell.ring();
      await running;
      running = undefined;
    },

    /** For a round of many steps, which need not all be taken. */
    isStopping: () => isStopping,
  };

  async function run(): Promise<void> {
    while (!isStopping) {
      try {
        await round();
      } catch (error) {
        log.error({ err: error }, failure);
        await bell.wait(pauseMs);
      }
    }
  }
}
