import { operation } from '../platform/operation.ts';
import type { Operation } from '../platform/operation.ts';
import type { SearchService } from './search-service.ts';

export function searchRoutes({ search }: Pick<SearchService, 'search'>): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/search',
      tag: 'search',
      summary: 'Find among everything you may see, best first',
      right: 'records.read',
      query: 'SearchQuery',
      answer: 'SearchPage',
      handle: ({ actor, query }) => search(actor, query),
    }),
  ];
}
