import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PageCache } from './page-cache.ts';

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

/**
 * Answers hot pages ahead of Express, whose routing alone costs several times the answer. The raw URL is the key:
 * a page is kept under its one canonical address only, so that any other spelling, and any query, goes to the app.
 */
export function pageFastPath(cache: Pick<PageCache, 'get'>, app: Handler): Handler {
  return (req, res) => {
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    const answer = isRead && isPage.test(req.url ?? '') ? cache.get(req.url ?? '') : undefined;
    if (answer) answer.send(req, res);
    else app(req, res);
  };
}

const isPage = /^\/(?:vi\/nguon-goc|en\/origin)\/[^?]+$/;
