import type { ListFilter } from '../../ledger/record-store.ts';

/** No organisation of a province keeps more records of one kind; a choice among more needs another form. */
const most = 500;

/** All records of one kind, page after page, for choices in a form. */
export async function everyRecord<View>(
  list: (filter: ListFilter) => Promise<{ items: View[]; next?: string }>,
  filter: ListFilter = {},
): Promise<View[]> {
  const found: View[] = [];
  let after: string | undefined;
  do {
    const page = await list({ ...filter, limit: 100, after });
    found.push(...page.items);
    after = page.next;
  } while (after !== undefined && found.length < most);
  return found;
}
