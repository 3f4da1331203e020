import type { Logger } from '../platform/logger.ts';

export type HotCount = ReturnType<typeof hotCount>;

interface HotCountOptions {
  log: Pick<Logger, 'info'>;
  /** What the caches hold at the moment of the line. */
  state: () => object;
  every?: number;
}

/** Hot answers are too many for a line each in the log: one line a minute says how many there were of each status. */
export function hotCount({ log, state, every = 60_000 }: HotCountOptions) {
  let answers = new Map<number, number>();
  let timer: NodeJS.Timeout | undefined;

  return {
    count(status: number): void {
      answers.set(status, (answers.get(status) ?? 0) + 1);
    },

    start(): void {
      timer = setInterval(tell, every).unref();
    },

    stop(): void {
      clearInterval(timer);
      tell();
    },
  };

  function tell(): void {
    if (answers.size === 0) return;
    log.info({ answers: Object.fromEntries(answers), ...state() }, 'hot answers');
    answers = new Map();
  }
}
