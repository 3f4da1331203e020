import type { SubmissionQuery } from '../../platform/contract-types.ts';
import { addressOf, filterIn } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';

export const queueRoot = '/department/queue';

const filterNames = ['state', 'kind', 'q', 'organisation', 'flag', 'due', 'order', 'after'] as const;

/** The list somebody looks at or comes from: all its filters stand in the address. */
export function queueIn({ req }: Visit): SubmissionQuery {
  return filterIn('SubmissionQuery', req, filterNames);
}

/** A submission's page, which keeps the filter so that the next record comes from the same list. */
export function reviewAddress(id: string, query: SubmissionQuery = {}): string {
  return addressOf(`/department/submissions/${id}`, listFilter(query));
}

/** The filter without the page of the list. */
export function listFilter({ after: _after, limit: _limit, ...filter }: SubmissionQuery): SubmissionQuery {
  return filter;
}
