import { createHash } from 'node:crypto';
import type { RequestHandler } from 'express';
import { invalid } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { formatNumber } from '../../domain/vietnamese-format.ts';
import { receiveForm } from '../../features/files/file-upload.ts';
import { picturePath } from '../../features/files/media-routes.ts';
import type { UploadedFile as ReceivedFile } from '../../features/files/file-service.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { UploadedFile } from '../shared/form-choices.ts';
import type { FieldValues } from '../shared/form-state.ts';
import type { DepartmentServices } from './department-services.ts';
import type { Visit } from './desk-visit.ts';

const slots = { logo: 'picture' } as const;
type Slot = keyof typeof slots;
const slotNames = Object.keys(slots) as Slot[];

export type MarkUploads = Record<Slot, UploadedFile[]>;

/** Text fields and the attachment of a mark's form. */
export const receiveMarkForm: RequestHandler[] = receiveForm(
  slotNames.map((name) => ({ name: `${name}.new`, maxCount: 1 })),
);

/** Keeps what came with the form, whatever becomes of the form: a new file takes the place of the old one. */
export async function keepMarkFiles(
  { files }: DepartmentServices,
  { req, actor }: Visit,
  posted: FieldValues,
): Promise<{ values: FieldValues; faults: Fault[] }> {
  const values: FieldValues = { ...posted };
  const faults: Fault[] = [];
  const received = req.files as Record<string, ReceivedFile[]> | undefined;
  for (const name of slotNames) {
    if ([posted[`${name}.remove`]].flat().includes(textOf(posted[name]))) values[name] = undefined;
    for (const file of received?.[`${name}.new`] ?? []) {
      const digest = createHash('sha256').update(file.buffer).digest('base64url');
      const by = changeBy(req, actor, `${textOf(posted['key'])}:${digest}`, null);
      const kept = await files.storeTyped(file, by, { kind: slots[name] });
      if (kept.ok) values[name] = kept.value.id;
      else faults.push({ pointer: `/${name}`, ...kept.fault });
    }
  }
  return { values, faults };
}

export async function markUploads(
  { files }: DepartmentServices,
  { lang }: Visit,
  values: FieldValues,
): Promise<MarkUploads> {
  const uploads: MarkUploads = { logo: [] };
  for (const slot of slotNames) {
    const id = textOf(values[slot]);
    for (const { name, kind, size } of id === '' ? [] : await files.describe([id])) {
      const note = `${formatNumber((size / 1_048_576).toFixed(1), lang)} MB`;
      uploads[slot].push({
        id,
        name,
        note,
        ...(kind === 'picture' && { thumbnailSrc: picturePath(id, 320) }),
      });
    }
  }
  return uploads;
}

/** Keeps the one document of a form; what cannot be kept is said when the form is read. */
export async function keepDocument(
  { files }: DepartmentServices,
  { req, actor }: Visit,
  posted: FieldValues,
  name = 'file',
): Promise<FieldValues> {
  const received = req.files as Record<string, ReceivedFile[]> | undefined;
  const [file] = received?.[`${name}.new`] ?? [];
  if (!file) return posted;
  const digest = createHash('sha256').update(file.buffer).digest('base64url');
  const by = changeBy(req, actor, `${textOf(posted['key'])}:${digest}`, null);
  const kept = await files.storeTyped(file, by, { kind: 'document' });
  if (!kept.ok) throw invalid([{ pointer: `/${name}`, ...kept.fault }]);
  return { ...posted, [name]: kept.value.id };
}

function textOf(value: FieldValues[string]): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}
