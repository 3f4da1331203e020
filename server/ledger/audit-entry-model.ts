import { Schema, model } from 'mongoose';
import type { Subject } from '../domain/change.ts';
import type { Role } from '../domain/roles.ts';

/** Who did what to which record, when and why; inserted once, never changed. */
export interface AuditEntry {
  at: Date;
  actor: { id: string; name: string; roles: Role[] };
  action: string;
  subject: Subject;
  organisation: string | null;
  reason: string | null;
  /** Digests of the record's content before and after (canonical JSON, SHA-256). */
  before: string | null;
  after: string | null;
}

const auditEntrySchema = new Schema<AuditEntry>(
  {
    at: { type: Date, required: true },
    actor: {
      type: new Schema({ id: String, name: String, roles: [String] }, { _id: false }),
      required: true,
    },
    action: { type: String, required: true },
    subject: { type: new Schema({ kind: String, id: String }, { _id: false }), required: true },
    organisation: { type: String, default: null },
    reason: { type: String, default: null },
    before: { type: String, default: null },
    after: { type: String, default: null },
  },
  { collection: 'audit-entries', strict: 'throw', versionKey: false },
);

export const AuditEntryModel = model<AuditEntry>('AuditEntry', auditEntrySchema);
