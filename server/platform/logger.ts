import { pino } from 'pino';
import type { Logger } from 'pino';

export type { Logger };

/** The one logger, made in main.ts and passed down. Secrets never reach it (ASVS 16.2.5). */
export function createLogger(level: string): Logger {
  return pino({
    level,
    redact: {
      paths: [
        'req.headers.authorization',
        'req.headers.cookie',
        'res.headers["set-cookie"]',
        '*.password',
        '*.token',
      ],
      censor: '[hidden]',
    },
  });
}

export const silentLogger: Logger = pino({ level: 'silent' });
