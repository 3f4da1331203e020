import type { Subject } from '../domain/change.ts';
import { AuditEntryModel } from './audit-entry-model.ts';
import type { AuditEntry } from './audit-entry-model.ts';
import { VersionModel } from './version-model.ts';
import type { Version } from './version-model.ts';

const most = 500;

/** What was ever done to a record and every version that was in force, newest first. Looks at no actor. */
export async function historyOf(subject: Subject): Promise<{ entries: AuditEntry[]; versions: Version[] }> {
  const filter = { 'subject.kind': subject.kind, 'subject.id': subject.id };
  const entries = await AuditEntryModel.find(filter)
    .sort({ at: -1, _id: -1 })
    .limit(most)
    .lean<AuditEntry[]>();
  const versions = await VersionModel.find(filter).sort({ number: -1 }).limit(most).lean<Version[]>();
  return { entries, versions };
}
