import type { MessageKey } from '../../platform/i18n.ts';
import { fieldCatalogue } from './field-catalogue.ts';
import type { Field, FieldKind } from './field-definition.ts';

/** The field a pointer stands in: itself, or the one whose part it names (`/quantity/value`). */
export function fieldAt(kind: FieldKind, pointer: string): Field | undefined {
  const parts = pointer.split('/').slice(1);
  for (let length = parts.length; length > 0; length -= 1) {
    const field = fieldsByPath[kind].get(pathOf(parts.slice(0, length)));
    if (field) return field;
  }
  return undefined;
}

export function fieldLabel(kind: FieldKind, pointer: string): MessageKey | undefined {
  return fieldAt(kind, pointer)?.label;
}

/** Fields of one kind in the order in which people read them. */
export function fieldsOf(kind: FieldKind): readonly Field[] {
  return fieldCatalogue[kind];
}

function pathOf(parts: readonly string[]): string {
  return parts.map((part) => (/^\d+$/.test(part) ? '*' : part)).join('/');
}

const fieldsByPath = Object.fromEntries(
  Object.entries(fieldCatalogue).map(([kind, fields]) => [
    kind,
    new Map(fields.map((one) => [one.path, one])),
  ]),
) as Record<FieldKind, Map<string, Field>>;
