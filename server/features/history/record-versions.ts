import { digest } from '../../domain/canonical-json.ts';
import type { Subject } from '../../domain/change.ts';
import { versionsOf } from '../../ledger/record-history.ts';
import type { Version } from '../../ledger/version-model.ts';
import type { VersionHead } from '../../platform/contract-types.ts';
import type { FrozenVersion, HistoryNeighbours } from './history-neighbours.ts';

export interface RecordVersions {
  /** Those that were in force, newest first. */
  inForce: Version[];
  frozen: FrozenVersion[];
  /** All of them by their numbers, newest first. */
  all: ComparableVersion[];
}

export interface ComparableVersion {
  head: VersionHead;
  content: unknown;
}

/** Every version of a record: what was in force, and what the department returned, refused or has before it. */
export async function recordVersions(
  subject: Subject,
  { frozen: frozenOf }: Pick<HistoryNeighbours, 'frozen'>,
): Promise<RecordVersions> {
  const inForce = await versionsOf(subject);
  const frozen = await frozenOf(subject);
  const known = new Set(inForce.map(({ number }) => number));
  const all = [
    ...inForce.map(ofLedger),
    ...frozen.filter(({ number }) => !known.has(number)).map(ofSubmission),
  ];
  return { inForce, frozen, all: all.sort((a, b) => b.head.number - a.head.number) };
}

function ofLedger({ number, at, by, digest: kept, content }: Version): ComparableVersion {
  return { head: { number, at: at.toISOString(), by, state: 'approved', digest: kept }, content };
}

/** Of what was never in force the last who acted on it is told. */
function ofSubmission(version: FrozenVersion): ComparableVersion {
  const { number, state, content, submittedAt, submittedBy } = version;
  const at = version.decidedAt ?? version.endorsedAt ?? submittedAt;
  const by = version.decidedBy ?? version.endorsedBy ?? submittedBy;
  return { head: { number, at: at.toISOString(), by, state, digest: digest(content) }, content };
}
