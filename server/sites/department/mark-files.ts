import { createHash } from 'node:crypto';
import type { Fault } from '../../domain/errors.ts';
import { formatNumber } from '../../domain/vietnamese-format.ts';
import { receiveForm } from '../../features/files/file-upload.ts';
import { picturePath } from '../../features/files/media-routes.ts';
import type { UploadedFile as ReceivedFile } from '../../features/files/file-service.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { UploadedFile } from '../shared/form-choices.ts';
import type { FormRoute, KeptFiles } from '../shared/form-route.ts';
import type { FieldValues } from '../shared/form-state.ts';
import type { DepartmentServices } from './department-services.ts';
import type { Visit } from './desk-visit.ts';

interface Slot {
  name: string;
  kind: 'picture' | 'document';
}

/** A form that takes one file: received, kept whatever becomes of the form, and shown again with it. */
export function receiving(
  services: DepartmentServices,
  slot: Slot,
): NonNullable<FormRoute<Visit, never>['receive']> {
  return {
    handlers: receiveForm([{ name: `${slot.name}.new`, maxCount: 1 }]),
    keep: (visit, values) => keepFile(services, visit, { posted: values, slot }),
  };
}

/** A new file takes the place of the old one; what cannot be kept is a fault at its field. */
async function keepFile(
  { files }: DepartmentServices,
  { req, actor }: Visit,
  { posted, slot: { name, kind } }: { posted: FieldValues; slot: Slot },
): Promise<KeptFiles> {
  const values: FieldValues = { ...posted };
  const faults: Fault[] = [];
  const received = req.files as Record<string, ReceivedFile[]> | undefined;
  if ([posted[`${name}.remove`]].flat().includes(textOf(posted[name]))) values[name] = undefined;
  for (const file of received?.[`${name}.new`] ?? []) {
    const digest = createHash('sha256').update(file.buffer).digest('base64url');
    const by = changeBy(req, actor, `${textOf(posted['key'])}:${digest}`, null);
    const kept = await files.storeTyped(file, by, { kind });
    if (kept.ok) values[name] = kept.value.id;
    else faults.push({ pointer: `/${name}`, ...kept.fault });
  }
  return { values, faults };
}

/** The file a form holds already. */
export async function uploadedIn(
  { files }: DepartmentServices,
  { lang }: Visit,
  value: FieldValues[string],
): Promise<UploadedFile[]> {
  const id = textOf(value);
  const found = id === '' ? [] : await files.describe([id]);
  return found.map(({ name, kind, size }) => ({
    id,
    name,
    note: `${formatNumber((size / 1_048_576).toFixed(1), lang)} MB`,
    ...(kind === 'picture' && { thumbnailSrc: picturePath(id, 320) }),
  }));
}

function textOf(value: FieldValues[string]): string {
  return typeof value === 'string' ? value : (value?.[0] ?? '');
}
