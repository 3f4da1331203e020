import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HotCount } from './hot-count.ts';
import type { PageCache } from './page-cache.ts';

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

interface FastPath {
  cache: Pick<PageCache, 'get'>;
  app: Handler;
  count: HotCount['count'];
}

/**
 * Answers hot pages ahead of Express, whose routing alone costs several times the answer. The raw URL is the key:
 * a page is kept under its one canonical address only, so that any other spelling, and any query, goes to the app.
 */
export function pageFastPath({ cache, app, count }: FastPath): Handler {
  return (req, res) => {
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    const answer = isRead ? cache.get(req.url ?? '') : undefined;
    if (answer) count(answer.send(req, res));
    else app(req, res);
  };
}
