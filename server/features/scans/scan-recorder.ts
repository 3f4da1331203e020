import type { Logger } from '../../platform/logger.ts';
import type { SeenScan } from './scan-writer.ts';

interface RecorderOptions {
  write: (scans: readonly SeenScan[]) => Promise<string[]>;
  /** Looks at units whose scans have changed. */
  examine: (units: readonly string[]) => Promise<void>;
  log: Logger;
  /** Tests wait for less than a second and hold less than twenty thousand. */
  everyMs?: number;
  most?: number;
}

/**
 * Keeps look-ups off the path of the answer: `seen` only takes note, once a second everything noted is written in
 * bulk. A process that is killed loses at most that second, one that is stopped loses nothing; a database that is
 * away costs the oldest look-ups, counted in the log, and never memory or an answer.
 */
export function scanRecorder({ write, examine, log, everyMs = 1000, most = 20_000 }: RecorderOptions) {
  let noted: SeenScan[] = [];
  let dropped = 0;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();

  return {
    seen(scan: SeenScan): void {
      noted.push(scan);
      if (noted.length > most) dropOldest();
    },

    start(): void {
      timer ??= setInterval(() => void flush(), everyMs).unref();
    },

    /** Writes all that is noted; one flush after the other. */
    flush,

    async stop(): Promise<void> {
      clearInterval(timer);
      timer = undefined;
      await flush();
    },
  };

  function flush(): Promise<void> {
    running = running.then(writeNoted);
    return running;
  }

  async function writeNoted(): Promise<void> {
    if (dropped > 0) log.warn({ dropped }, 'look-ups were not recorded: more than could be kept');
    dropped = 0;
    if (noted.length === 0) return;
    const batch = noted;
    noted = [];
    try {
      await examine(await write(batch));
    } catch (error) {
      log.error({ err: error, scans: batch.length }, 'look-ups are kept until they can be written');
      noted = [...batch, ...noted];
      if (noted.length > most) dropOldest();
    }
  }

  /** A twentieth at a time, so that an overflow does not copy the rest for every look-up. */
  function dropOldest(): void {
    const surplus = noted.length - most + Math.floor(most / 20);
    dropped += surplus;
    noted = noted.slice(surplus);
  }
}
