import { Router } from 'express';
import type { Request, Response } from 'express';
import { requireSignIn } from '../../features/accounts/page-session.ts';
import { DomainError, forbidden } from '../../domain/errors.ts';
import { searchReadings } from '../../domain/search-reading.ts';
import { may } from '../../domain/roles.ts';
import type { SearchService } from '../../lookup/search-service.ts';
import type { SearchItem } from '../../platform/contract-types.ts';
import { actorOf } from '../../platform/request-context.ts';
import { filterIn } from '../department/desk-visit.ts';
import { layout } from '../shared/page-layout.ts';
import type { Frame } from '../shared/page-layout.ts';
import { searchPage } from './search-page.ts';
import type { Shown } from './search-page.ts';

interface SearchPages {
  search: SearchService;
  frameFor: (req: Request) => Frame;
}

/** How many of each kind stand on the page of all kinds. */
const mostOfEach = 5;
const mostOfOne = 25;
const longest = 200;

/** One page for portal and desk: what is found depends on who asks, and so do the addresses. */
export function searchPages({ search, frameFor }: SearchPages): Router {
  const router = Router({ caseSensitive: true });

  router.get('/search', requireSignIn, async (req, res) => {
    const actor = actorOf(req);
    if (!may(actor, 'records.read')) throw forbidden();
    const q = textOf(req.query['q']);
    const kind = search.kindsFor(actor).find((one) => one === req.query['kind']);
    const frame = { ...frameFor(req), search: q.slice(0, longest) };
    const shown: Shown = {
      frame,
      actor,
      q,
      kind,
      kinds: search.kindsFor(actor),
      ...(await found(req, q, kind)),
    };
    send(res, frame, shown);
  });

  return router;

  async function found(
    req: Request,
    q: string,
    kind: SearchItem['kind'] | undefined,
  ): Promise<Pick<Shown, 'groups' | 'readAs' | 'next' | 'isContinued' | 'trouble'>> {
    const none = { groups: [], readAs: null };
    if (q === '') return { ...none, trouble: 'empty' };
    if (q.length > longest) return { ...none, trouble: 'too-long' };
    if (searchReadings(q).length === 0) return { ...none, trouble: 'no-words' };
    const actor = actorOf(req);
    if (kind === undefined) return search.overview(actor, q, mostOfEach);
    const after = cursorIn(req);
    const { items, readAs, next } = await search.search(actor, { q, kind, limit: mostOfOne, ...after });
    const groups = items.length === 0 ? [] : [{ kind, items, hasMore: false }];
    return { groups, readAs, next, isContinued: after.after !== undefined };
  }
}

/** A cursor that was tampered with begins the list anew. */
function cursorIn(req: Request): { after?: string } {
  try {
    const { after } = filterIn('SearchQuery', { query: { q: 'x', after: req.query['after'] } } as never, [
      'q',
      'after',
    ]);
    return after === undefined ? {} : { after };
  } catch (error) {
    if (error instanceof DomainError) return {};
    throw error;
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function send(res: Response, frame: Frame, shown: Shown): void {
  if (shown.trouble === 'too-long') res.status(422);
  res
    .set('Cache-Control', 'no-store')
    .type('html')
    .send(layout(frame, searchPage(shown)).markup);
}
