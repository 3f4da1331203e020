import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { FrozenVersion } from '../../features/history/history-neighbours.ts';
import { isFieldKind } from './compared-rows.ts';
import { termAt } from './content-rows.ts';
import { actOf } from './history-words.ts';
import { personOf } from './history-parts.ts';
import type { Block } from './paper-flow.ts';
import type { PaperFile } from './record-paper.ts';

/** What was put before the department, and what the department said to it. */
export function* submissionBlocks(whole: PaperFile): Generator<Block> {
  const { file, reader } = whole;
  yield { is: 'heading', level: 2, text: reader.t('history.paper-submissions') };
  if (file.submissions.length === 0) yield { is: 'text', text: reader.t('history.paper-none') };
  for (const one of file.submissions) yield* submissionRows(whole, one);
}

function* submissionRows({ file, reader, reading }: PaperFile, one: FrozenVersion): Generator<Block> {
  const { t, lang } = reader;
  const line = (at: Date, by: string | null) =>
    t('history.version-line', { at: formatInstant(at, lang), by: by ?? '' });
  const { state, number, submittedAt, submittedBy, endorsedAt, decidedAt, decidedBy, message, ground } = one;
  yield {
    is: 'heading',
    level: 3,
    text: `${t('history.version', { number })} · ${t(`submission.state-${state}`)}`,
  };
  yield { is: 'row', term: t('history.paper-submitted'), value: line(submittedAt, submittedBy) };
  if (endorsedAt)
    yield { is: 'row', term: t('history.paper-endorsed'), value: line(endorsedAt, one.endorsedBy) };
  if (decidedAt) yield { is: 'row', term: t('history.paper-decided'), value: line(decidedAt, decidedBy) };
  if (ground !== null) yield { is: 'row', term: t('history.paper-ground'), value: ground };
  if (message !== null) yield { is: 'row', term: t('history.paper-message'), value: message };
  const { kind } = file.about;
  for (const { pointer, text } of one.notes) {
    const field = isFieldKind(kind) ? termAt(reading, kind, pointer) : pointer;
    yield { is: 'row', term: t('history.paper-note', { field }), value: text };
  }
}

export function* evidenceBlocks({ file, reader }: PaperFile): Generator<Block> {
  const { t } = reader;
  yield { is: 'heading', level: 2, text: t('history.paper-evidence') };
  if (file.evidence.length === 0) yield { is: 'text', text: t('history.paper-none') };
  for (const { name, sha256 } of file.evidence)
    yield { is: 'row', term: name, value: `SHA-256 ${sha256.match(/.{1,16}/g)?.join(' ') ?? ''}` };
}

/** Oldest first, one entry after another as they are read. */
export async function* logBlocks({ file, reader }: PaperFile): AsyncGenerator<Block> {
  const { t, lang } = reader;
  yield { is: 'heading', level: 2, text: t('history.paper-log') };
  for await (const { at, action, actor, reason } of file.entries) {
    const person = personOf({ by: actor.name, roles: actor.roles }, t);
    const lines = [`${actOf(action, t).text} · ${person}`, ...(reason === null ? [] : [reason])];
    yield { is: 'row', term: formatInstant(at, lang), value: lines.join('\n') };
  }
}

export function* checkBlocks({ reader: { t } }: PaperFile): Generator<Block> {
  yield { is: 'heading', level: 2, text: t('history.paper-check') };
  yield { is: 'text', text: t('history.paper-check-lead') };
  for (const key of ['check-file', 'check-versions', 'check-entries', 'check-evidence'] as const)
    yield { is: 'text', text: t(`history.${key}`) };
}
