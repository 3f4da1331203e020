import type { ReviewKind, RecordKind } from '../../domain/change.ts';
import { mendingPlace, wholeFields } from '../../domain/mending-field.ts';
import type { Actor } from '../../domain/roles.ts';
import type { StoredNotice } from './notice-model.ts';

type Told = Pick<StoredNotice, 'kind' | 'subject' | 'pointer' | 'words'>;

/** Where a notice leads: to what its reader may see, on their own side of the house, at the very field. */
export function noticeAddress(notice: Told, reader: Pick<Actor, 'organisation'>): string {
  if (reader.organisation === null) return atTheDesk(notice);
  return notice.kind === 'right-applied' ? `/marks/grants/${notice.subject.id}` : inThePortal(notice);
}

function inThePortal({ kind, subject: { kind: noun, id }, pointer }: Told): string {
  if (kind === 'stamps-low') return `/producer/batches/${id}/stamps`;
  const page =
    noun === 'organisation' ? '/producer/organisation' : `/producer/${folders[noun] ?? noun}/${id}`;
  if (kind !== 'returned' || pointer === null) return page;
  return page + mendingPlace(pointer, wholeFields[noun as ReviewKind]);
}

function atTheDesk({ kind, subject: { kind: noun, id }, words }: Told): string {
  if (kind === 'submission-overdue') return '/department/queue?due=overdue&order=age';
  if (kind === 'sync-stuck') return '/department/sync?state=refused';
  if (kind === 'submission-waiting' && words['submission'] !== undefined) {
    return `/department/submissions/${words['submission']}`;
  }
  return `/department/${desks[noun] ?? noun}/${id}`;
}

const folders: Partial<Record<string, string>> = {
  batch: 'batches',
  product: 'products',
  place: 'places',
  certificate: 'certificates',
  handover: 'handovers',
  grant: 'rights',
  'print-job': 'print-jobs',
};

const desks: Partial<Record<string, string>> = {
  organisation: 'organisations',
  place: 'places',
  product: 'products',
  certificate: 'certificates',
  batch: 'batches',
  mark: 'marks',
  grant: 'grants',
} satisfies Record<RecordKind, string>;
