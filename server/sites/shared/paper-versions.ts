import { formatInstant } from '../../domain/vietnamese-format.ts';
import { differences } from '../../domain/difference.ts';
import { valueAt } from '../../domain/json-pointer.ts';
import type { Version } from '../../ledger/version-model.ts';
import { comparedRows, isFieldKind } from './compared-rows.ts';
import { contentRows } from './content-rows.ts';
import type { Field } from './field-definition.ts';
import { fieldsOf } from './field-labels.ts';
import { stageLine } from './field-values.ts';
import type { Block } from './paper-flow.ts';
import { plainText } from './plain-text.ts';
import type { PaperFile } from './record-paper.ts';

/** What the department stands for today, field by field, pictures small. */
export async function* contentBlocks(whole: PaperFile): AsyncGenerator<Block> {
  const { file, reader } = whole;
  const { t, lang } = reader;
  const last = file.versions.at(-1);
  yield { is: 'heading', level: 2, text: t('history.paper-in-force') };
  if (!last) {
    yield { is: 'text', text: t('history.paper-never-in-force') };
    return;
  }
  const { number, at, by } = last;
  yield {
    is: 'text',
    text: t('history.paper-in-force-of', { number, at: formatInstant(at, lang), by }),
  };
  yield* fieldBlocks(whole, last);
  yield* pictureBlocks(whole, last);
}

/** Each version with its digest and what it changed. */
export function* versionBlocks({ file, reader, reading }: PaperFile): Generator<Block> {
  const { t, lang } = reader;
  const { about, versions } = file;
  yield { is: 'heading', level: 2, text: t('history.paper-versions') };
  if (versions.length === 0) yield { is: 'text', text: t('history.paper-none') };
  for (const [index, version] of versions.entries()) {
    const before = versions[index - 1];
    const { number, at, by } = version;
    const line = t('history.version-line', { at: formatInstant(at, lang), by });
    yield { is: 'heading', level: 3, text: `${t('history.version', { number })} · ${line}` };
    yield { is: 'row', term: t('history.paper-digest'), value: version.digest };
    if (!before) {
      yield { is: 'text', text: t('history.paper-first') };
      continue;
    }
    const compared = {
      about,
      comparable: [],
      from: { head: headOf(before), content: before.content },
      to: { head: headOf(version), content: version.content },
      differences: differences(before.content, version.content),
    };
    const nothing = t('history.paper-nothing');
    for (const row of comparedRows(reading, compared)) {
      const told = [
        t('history.paper-before', { value: plainText(row.before) || nothing }),
        t('history.paper-after', { value: plainText(row.after) || nothing }),
      ];
      yield { is: 'row', term: row.term, value: told.join('\n') };
    }
  }
}

function* fieldBlocks({ file, reading }: PaperFile, { content }: Version): Generator<Block> {
  const { kind } = file.about;
  if (!isFieldKind(kind)) {
    yield { is: 'text', text: JSON.stringify(content) };
    return;
  }
  const pictured = new Set(
    fieldsOf(kind)
      .filter(isPicture)
      .map(({ path }) => `/${path}`),
  );
  for (const { pointer, term, value } of contentRows(reading, kind, content)) {
    const text = pictured.has(pointer) ? '' : plainText(value);
    if (text !== '') yield { is: 'row', term, value: text };
  }
  const stages = valueAt(content, '/stages');
  if (!Array.isArray(stages)) return;
  for (const [index, stage] of stages.entries()) {
    const term = reading.t('record.stage-numbered', { number: index + 1 });
    yield { is: 'row', term, value: plainText(stageLine(reading, stage)) };
  }
}

async function* pictureBlocks(
  { file, reading, pictureOf }: PaperFile,
  { content }: Version,
): AsyncGenerator<Block> {
  const { kind } = file.about;
  if (!isFieldKind(kind)) return;
  for (const field of fieldsOf(kind)
    .filter(isPicture)
    .filter(({ path }) => !path.includes('*'))) {
    const ids = [valueAt(content, `/${field.path}`) ?? []].flat().map(String);
    const pictures = [];
    for (const id of ids) {
      const picture = await pictureOf(id);
      if (picture) pictures.push({ picture, caption: reading.files.get(id)?.name ?? '' });
    }
    if (pictures.length === 0) continue;
    yield { is: 'text', text: reading.t(field.label) };
    yield { is: 'pictures', pictures };
  }
}

function isPicture({ type }: Field): boolean {
  return type === 'pictures' || type === 'file';
}

function headOf({ number, at, by, digest }: Version) {
  return { number, at: at.toISOString(), by, digest, state: 'approved' as const };
}
