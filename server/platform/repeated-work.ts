import type { Logger } from './logger.ts';

interface RepeatedWork {
  work: () => Promise<unknown>;
  /** Between the end of one turn and the next, in milliseconds. */
  pauseMs: number;
  /** Before the first turn; as long as any other pause where nothing is said. */
  firstPauseMs?: number;
  log: Logger;
  /** What the log says when a turn failed. */
  failure: string;
}

/** Work in the background, turn after turn; a turn that fails is logged and the next one comes all the same. */
export function repeatedWork({ work, pauseMs, firstPauseMs = pauseMs, log, failure }: RepeatedWork) {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();
  let isStopping = false;

  return {
    start(): void {
      isStopping = false;
      again(firstPauseMs);
    },

    /** Lets the turn under way finish. */
    async stop(): Promise<void> {
      isStopping = true;
      clearTimeout(timer);
      await running;
    },

    /** For a turn of many steps, which need not all be taken. */
    isStopping: () => isStopping,
  };

  function again(pause: number): void {
    if (isStopping) return;
    timer = setTimeout(() => {
      running = turn();
    }, pause);
    timer.unref();
  }

  async function turn(): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error({ err: error }, failure);
    }
    again(pauseMs);
  }
}
