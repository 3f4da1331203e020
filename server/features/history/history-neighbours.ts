import type { Subject } from '../../domain/change.ts';
import type { SubmissionState } from '../../domain/review-table.ts';
import type { RecordAbout } from '../../platform/contract-types.ts';

/** A version as it was frozen for the department, with what the department said to it. */
export interface FrozenVersion {
  number: number;
  state: SubmissionState;
  submittedAt: Date;
  submittedBy: string;
  endorsedAt: Date | null;
  endorsedBy: string | null;
  decidedAt: Date | null;
  decidedBy: string | null;
  message: string | null;
  ground: string | null;
  notes: { pointer: string; text: string }[];
  content: object;
}

/** A file that a version names: what it is and what its bytes were. */
export interface EvidenceFile {
  id: string;
  kind: 'picture' | 'document';
  name: string;
  size: number;
  sha256: string;
  at: Date;
}

/** The questions that a history asks other features. */
export interface HistoryNeighbours {
  /** What the record is called today; a title of null where its kind has none. */
  about(subject: Subject): Promise<Pick<RecordAbout, 'title' | 'organisation' | 'sample'>>;
  /** Newest first. */
  frozen(subject: Subject): Promise<FrozenVersion[]>;
  /** Those of the identifiers that name files, in their order. */
  evidence(ids: readonly string[]): Promise<EvidenceFile[]>;
}
