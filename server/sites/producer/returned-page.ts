import type { ReviewKind } from '../../domain/change.ts';
import type { ListFilter } from '../../ledger/record-store.ts';
import type { RecordView } from '../../ledger/record-view.ts';
import { html } from '../../platform/html.ts';
import { card } from '../shared/panels.ts';
import { emptyState } from '../shared/notices.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { everyRecord } from '../shared/every-record.ts';
import type { ProducerServices } from './producer-services.ts';
import { stateTag } from '../shared/state-tags.ts';
import { send } from './visit.ts';
import type { Visit } from './visit.ts';

interface Returned {
  kind: ReviewKind;
  href: string;
  record: RecordView<unknown>;
}

type Lists = (filter: ListFilter) => Promise<{ items: RecordView<unknown>[]; next?: string }>;

/** What the department sent back, latest first. */
export async function returnedRecords(
  { batches, products, places, certificates, organisations }: ProducerServices,
  { actor }: Visit,
): Promise<Returned[]> {
  const lists: [ReviewKind, string, Lists][] = [
    ['batch', '/producer/batches', (filter) => batches.list(actor, filter)],
    ['product', '/producer/products', (filter) => products.list(actor, filter)],
    ['place', '/producer/places', (filter) => places.list(actor, filter)],
    ['certificate', '/producer/certificates', (filter) => certificates.list(actor, filter)],
    ['organisation', '/producer/organisation', (filter) => organisations.list(actor, filter)],
  ];
  const found: Returned[] = [];
  for (const [kind, root, list] of lists) {
    for (const record of await everyRecord(list, { state: 'returned' })) {
      found.push({ kind, record, href: kind === 'organisation' ? root : `${root}/${record.id}` });
    }
  }
  return found.sort((a, b) => (a.record.updatedAt < b.record.updatedAt ? 1 : -1));
}

export async function sendReturned(services: ProducerServices, visit: Visit): Promise<void> {
  const { t } = visit;
  const records = await returnedRecords(services, visit);
  const title = t('producer.returned');
  const body = html`${pageHead({ title, lead: t('producer.returned-lead') })}
  ${
    records.length === 0
      ? emptyState({
          icon: 'check',
          title: t('producer.returned-none'),
          sentence: t('producer.returned-none-next'),
        })
      : records.map(({ kind, href, record: { title: name, message, notes, state } }) =>
          card({
            title: `${t(`submission.kind-${kind}`)}: ${name}`,
            href,
            aside: stateTag(t, state),
            body: html`<p>${message}</p>
              ${notes.length > 0 && html`<p class="soft">${t('producer.notes-count', { count: notes.length })}</p>`}
              <p class="buttons">
                ${linkButton({ href: `${href}/edit`, label: t('common.edit'), icon: 'pencil', kind: 'primary' })}
              </p>`,
          }),
        )
  }`;
  send(visit, { title, current: 'home', body });
}
