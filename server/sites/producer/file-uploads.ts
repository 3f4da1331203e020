import { createHash } from 'node:crypto';
import type { Fault } from '../../domain/errors.ts';
import { formatNumber } from '../../domain/vietnamese-format.ts';
import { picturePath } from '../../features/files/media-routes.ts';
import type { UploadedFile as ReceivedFile } from '../../features/files/file-service.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { File } from '../../platform/contract-types.ts';
import type { UploadedFile } from '../shared/form-choices.ts';
import type { FieldValues } from '../shared/form-state.ts';
import type { ProducerServices } from './producer-services.ts';
import type { FileSlot, Uploads } from './record-kind.ts';
import type { Visit } from './visit.ts';

type Files = ProducerServices['files'];

/**
 * Keeps what was uploaded with a form, whatever becomes of the form: the ids of the files join the field's values,
 * so that they come back as hidden fields. The same file sent twice by one form is kept once.
 */
export async function keepUploads(
  files: Files,
  slots: readonly FileSlot[],
  visit: Visit,
  posted: FieldValues,
): Promise<{ values: FieldValues; faults: Fault[] }> {
  const values = { ...posted };
  const faults: Fault[] = [];
  for (const slot of slots) {
    const removed = listOf(posted[`${slot.name}.remove`]);
    const ids = listOf(posted[slot.name]).filter((id) => !removed.includes(id));
    for (const file of receivedIn(visit, slot)) {
      const kept = await files.storeTyped(file, keyOf(visit, posted, file), kindOf(slot));
      if (kept.ok) ids.push(kept.value.id);
      else faults.push({ pointer: `/${slot.name}`, ...kept.fault });
    }
    values[slot.name] = slot.most === 1 ? ids.slice(-1) : [...new Set(ids)];
  }
  return { values, faults };
}

/** The files a form or page names, as far as they are the organisation's own. */
export async function describeUploads(
  files: Files,
  slots: readonly FileSlot[],
  visit: Visit,
  values: FieldValues,
): Promise<Uploads> {
  const ids = slots.flatMap(({ name }) => listOf(values[name]));
  const own = await files.owned(ids, visit.organisation);
  const known = new Map(
    (await files.describe(ids.filter((id) => own.has(id)))).map((file) => [file.id, file]),
  );
  return Object.fromEntries(
    slots.map(({ name }) => [
      name,
      listOf(values[name]).flatMap((id) => {
        const file = known.get(id);
        return file ? [uploadedFile(file, visit)] : [];
      }),
    ]),
  );
}

function uploadedFile({ id, name, kind, size }: File, { t, lang }: Visit): UploadedFile {
  const megabytes = formatNumber((size / 1_048_576).toFixed(1), lang);
  return {
    id,
    name,
    note: `${t(`producer.file-${kind}`)}, ${megabytes} MB`,
    ...(kind === 'picture' && { thumbnailSrc: picturePath(id, 320) }),
  };
}

function receivedIn({ req }: Visit, { name }: FileSlot): ReceivedFile[] {
  const files = req.files as Record<string, ReceivedFile[]> | undefined;
  return files?.[`${name}.new`] ?? [];
}

function keyOf({ req, actor }: Visit, { key }: FieldValues, { buffer }: ReceivedFile) {
  if (typeof key !== 'string' || key === '') return { actor };
  const bytes = createHash('sha256').update(buffer).digest('base64url');
  return changeBy(req, actor, `${key}:${bytes}`, null);
}

function kindOf({ kind }: FileSlot): { kind?: 'picture' } {
  return kind === undefined ? {} : { kind };
}

function listOf(value: FieldValues[string]): string[] {
  if (value === undefined) return [];
  return (typeof value === 'string' ? [value] : [...value]).filter((item) => item !== '');
}
