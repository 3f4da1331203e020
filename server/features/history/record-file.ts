import { createHash } from 'node:crypto';
import { canonicalJson } from '../../domain/canonical-json.ts';
import type { StoredEntry } from '../../ledger/record-history.ts';
import type { Version } from '../../ledger/version-model.ts';
import type { RecordAbout } from '../../platform/contract-types.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { EvidenceFile, FrozenVersion } from './history-neighbours.ts';
import { entryView } from './history-service.ts';

/** Everything kept of one record, as an inspection takes it along. */
export interface RecordFile {
  about: RecordAbout;
  exported: { at: Date; by: string; roles: readonly string[]; reason: string | null };
  /** What was in force, oldest first. */
  versions: Version[];
  /** What was put before the department, oldest first. */
  submissions: FrozenVersion[];
  evidence: EvidenceFile[];
  /** What was done, oldest first; read once, as it is written. */
  entries: AsyncIterable<StoredEntry>;
}

export const recordFileFormat = 'nguongoc-record-file/1';

/**
 * `{"body":…,"digest":…}` in canonical JSON (RFC 8785), so that whoever has the file can recompute its digest from
 * `body` alone. Members come in the order of their names, because they are written as they are read.
 */
export async function* recordFileJson(file: RecordFile, t: Translate): AsyncGenerator<string> {
  const hash = createHash('sha256');
  yield '{"body":';
  for await (const piece of body(file, t)) {
    hash.update(piece);
    yield piece;
  }
  yield `,"digest":${JSON.stringify(hash.digest('base64url'))}}`;
}

async function* body(file: RecordFile, t: Translate): AsyncGenerator<string> {
  const { about, exported, versions, submissions, evidence, entries } = file;
  yield `{"about":${canonicalJson(about)},"check":${canonicalJson(howToCheck(t))},"entries":`;
  yield* listOf(entries, entryView);
  yield ',"evidence":';
  yield* listOf(evidence, (one) => ({ ...one, at: one.at.toISOString() }));
  yield `,"exported":${canonicalJson({ ...exported, at: exported.at.toISOString() })}`;
  yield `,"format":${JSON.stringify(recordFileFormat)},"submissions":`;
  yield* listOf(submissions, submissionView);
  yield ',"versions":';
  yield* listOf(versions, ({ number, at, by, digest, content }) => ({
    ...{ number, by, digest, content },
    at: at.toISOString(),
  }));
  yield '}';
}

async function* listOf<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  view: (item: Item) => unknown,
): AsyncGenerator<string> {
  let before = '[';
  for await (const item of items) {
    yield before + canonicalJson(view(item));
    before = ',';
  }
  yield before === '[' ? '[]' : ']';
}

function submissionView(version: FrozenVersion) {
  const { submittedAt, endorsedAt, decidedAt, ...rest } = version;
  return {
    ...rest,
    submittedAt: submittedAt.toISOString(),
    endorsedAt: endorsedAt?.toISOString() ?? null,
    decidedAt: decidedAt?.toISOString() ?? null,
  };
}

/** What every digest in the file is taken over. */
function howToCheck(t: Translate) {
  return {
    algorithm: 'SHA-256',
    canonicalisation: 'RFC 8785',
    encoding: 'base64url',
    steps: [
      t('history.check-file'),
      t('history.check-versions'),
      t('history.check-entries'),
      t('history.check-evidence'),
    ],
  };
}
