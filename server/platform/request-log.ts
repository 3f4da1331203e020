import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { pinoHttp } from 'pino-http';
import type { Logger } from './logger.ts';

type Handler = (req: IncomingMessage, res: ServerResponse, next: () => void) => void;

/** One line a request; its id is also in every problem, so that a caller's complaint finds its line. */
export function requestLog(log: Logger): Handler {
  return pinoHttp({
    logger: log,
    genReqId: () => randomUUID(),
    customLogLevel: (_req, res, error) => (error || res.statusCode >= 500 ? 'error' : 'info'),
    serializers: {
      req: (req: { id: string; method: string; url: string }) => ({
        id: req.id,
        method: req.method,
        url: pathOf(req.url),
      }),
      res: (res: { statusCode: number }) => ({ status: res.statusCode }),
    },
  });
}

export function requestIdOf(req: object): string {
  return (req as { id?: string }).id ?? '';
}

/** Queries may carry what people typed; the log keeps the path only. */
function pathOf(url: string): string {
  return url.split('?')[0] ?? url;
}
