import type { Subject } from '../../domain/change.ts';
import type { Role } from '../../domain/roles.ts';

export interface Recipient {
  id: string;
  organisation: string | null;
}

/** A person as their mails know them. */
export interface Addressee {
  id: string;
  name: string;
  email: string | null;
  roles: readonly Role[];
  organisation: string | null;
}

/** Two sides of a hand-over, by organisation. */
export interface Parties {
  sender: { id: string; name: string };
  receiver: { id: string; name: string };
}

/** What comes about by the calendar or from afar, without anybody's act. */
export interface StandingFact {
  organisation: string;
  subject: Pick<Subject, 'id'> & { kind: 'certificate' | 'grant' };
  title: string;
  on: string;
}

/** What notices ask of other features; answered where the server is composed. Most is asked inside a change. */
export interface NoticeNeighbours {
  /** Those who can sign in with one of these roles, of this organisation or of the department. */
  people(roles: readonly Role[], organisation: string | null): Promise<Recipient[]>;
  /** Those of the given ids who can still sign in. */
  addressees(ids: readonly string[]): Promise<Addressee[]>;
  titleOf(subject: Subject): Promise<string | null>;
  /** Who owns the mark that a right of use is of. */
  markOwnerOf(grant: string): Promise<string | null>;
  /** Who ordered a print job. */
  ordererOf(job: string): Promise<string | null>;
  /** The version of a record submitted last, and the fields that an officer's remarks on it name. */
  submissionOf(subject: Subject): Promise<{ id: string; remarks: string[] } | null>;
  partiesOf(handover: string): Promise<Parties | null>;
  /** How many stamps a batch may still get; null where nobody can tell. */
  stampsOf(batch: string): Promise<{ left: number; total: number } | null>;
  /** Certificates in force and rights of use that end on one of these days. */
  endingBetween(from: string, to: string): Promise<StandingFact[]>;
  overdue(today: string): Promise<number>;
  /** Messages that a gateway refused and nobody has decided about, by gateway. */
  refusedMessages(): Promise<{ gateway: string; count: number }[]>;
}
