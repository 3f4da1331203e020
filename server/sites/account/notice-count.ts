import type { Request, RequestHandler } from 'express';
import type { NoticeService } from '../../features/notices/notice-service.ts';
import { actorOrNobody } from '../../platform/request-context.ts';

/** How much a visitor has not read yet: known before a page is drawn, so that every page's head can say it. */
export function noticeCount({ countUnread }: Pick<NoticeService, 'countUnread'>) {
  const counts = new WeakMap<Request, number>();
  const count: RequestHandler = async (req, _res, next) => {
    const actor = actorOrNobody(req);
    if (actor) counts.set(req, await countUnread(actor));
    next();
  };
  return { count, countOf: (req: Request): number | undefined => counts.get(req) };
}
