import { memberPointer, valueAt } from '../../domain/json-pointer.ts';
import type { Hole } from '../../platform/html.ts';
import type { Field, FieldKind } from './field-definition.ts';
import { fieldAt, fieldsOf } from './field-labels.ts';
import { fieldValue } from './field-values.ts';
import type { Reading } from './field-values.ts';

export interface ContentRow {
  pointer: string;
  term: string;
  /** Undefined where nothing was declared. */
  value: Hole;
}

/** A record's content field by field, in the order people read it; a list of objects one row an item. Stages have a timeline. */
export function contentRows(reading: Reading, kind: FieldKind, content: unknown): ContentRow[] {
  return fieldsOf(kind)
    .filter(({ path, type }) => !path.includes('*') && type !== 'stages')
    .flatMap((field) => rowsOf(reading, { field, kind }, content));
}

/** What a field is called, its place in a list included: "Công đoạn 3: Người thực hiện". */
export function termAt({ t }: Pick<Reading, 't'>, kind: FieldKind, pointer: string): string {
  const field = fieldAt(kind, pointer);
  if (!field) return pointer;
  const [list, index] = pointer.split('/').slice(1);
  if (index === undefined || !/^\d+$/.test(index)) return t(field.label);
  const number = Number(index) + 1;
  if (list === 'stages') return numbered(t('record.stage-numbered', { number }), field, t(field.label));
  if (list === 'standards') return numbered(t('record.standard-numbered', { number }), field, t(field.label));
  return t(field.label);
}

function numbered(item: string, { path }: Field, label: string): string {
  return path.split('/').length > 2 ? `${item}: ${label.charAt(0).toLowerCase()}${label.slice(1)}` : item;
}

function rowsOf(
  reading: Reading,
  { field, kind }: { field: Field; kind: FieldKind },
  content: unknown,
): ContentRow[] {
  const pointer = `/${field.path}`;
  const value = valueAt(content, pointer);
  if (field.type !== 'list' || !Array.isArray(value) || value.length === 0) {
    const term = reading.t(field.label);
    return [{ pointer, term, value: fieldValue(reading, { field, kind }, value) }];
  }
  return value.map((item: unknown, index) => {
    const at = memberPointer(pointer, index);
    return {
      pointer: at,
      term: termAt(reading, kind, at),
      value: fieldValue(reading, { field, kind }, [item]),
    };
  });
}
