import type { ReviewState } from '../domain/review-table.ts';
import type { RecordDocument } from './reviewed-record.ts';

/** A reviewed record as the API and the pages show it: plain JSON, nothing but what its contract names. */
export interface RecordView<Content> {
  id: string;
  rev: number;
  state: ReviewState;
  organisation: { id: string; name: string };
  title: string;
  sample: boolean;
  notes: { pointer: string; text: string }[];
  message: string | null;
  approved: { version: number; at: string; by: string } | null;
  updatedAt: string;
  content: Content;
}

export function recordView<Content>(
  doc: RecordDocument<Content>,
  names: ReadonlyMap<string, string>,
): RecordView<Content> {
  const organisation = String(doc.organisation);
  const { approved } = doc;
  return {
    id: String(doc._id),
    rev: doc.rev,
    state: doc.state,
    organisation: { id: organisation, name: names.get(organisation) ?? '' },
    title: doc.title,
    sample: doc.sample,
    notes: doc.notes.map(({ pointer, text }) => ({ pointer, text })),
    message: doc.message,
    approved: approved && { version: approved.version, at: approved.at.toISOString(), by: approved.by },
    updatedAt: doc.updatedAt.toISOString(),
    content: doc.content,
  };
}
