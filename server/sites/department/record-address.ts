import type { RecordKind } from '../../domain/change.ts';

const folders: Record<RecordKind, string> = {
  organisation: 'organisations',
  place: 'places',
  product: 'products',
  certificate: 'certificates',
  batch: 'batches',
  mark: 'marks',
  grant: 'grants',
};

/** Where the desk shows a record. */
export function recordAddress(kind: RecordKind, id: string): string {
  return `/department/${folders[kind]}/${id}`;
}
