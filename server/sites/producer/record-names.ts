import type { Named } from '../shared/field-values.ts';

/** What to call records where others refer to them, with the way to their pages. */
export function namesOf(
  root: string,
  records: readonly { id: string; title: string }[],
): ReadonlyMap<string, Named> {
  return new Map(records.map(({ id, title }) => [id, { title, href: `${root}/${id}` }]));
}
