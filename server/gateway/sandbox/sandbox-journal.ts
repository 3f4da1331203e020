import type { RequestHandler } from 'express';
import type { Clock } from '../../platform/clock.ts';

/** One call as it came in, and the status it left with; null where the connection broke. */
export interface Call {
  number: number;
  at: string;
  method: string;
  path: string;
  key: string | null;
  status: number | null;
}

const kept = 200;

/** The last calls, for the team that wonders what its client really sends. `onCall` sees each as it arrives. */
export function sandboxJournal({ clock, onCall }: { clock: Clock; onCall?: (call: Call) => void }) {
  const calls: Call[] = [];
  let count = 0;

  const middleware: RequestHandler = (req, res, next) => {
    if (/^\/(sso|tochuc)\//.test(req.path)) {
      count += 1;
      const { method, originalUrl: path } = req;
      const key = req.get('idempotency-key') ?? null;
      const call: Call = { number: count, at: clock.now().toISOString(), method, path, key, status: null };
      calls.push(call);
      if (calls.length > kept) calls.shift();
      res.once('finish', () => (call.status = res.statusCode));
      onCall?.(call);
    }
    next();
  };

  return { middleware, latest: () => calls.toReversed() };
}
