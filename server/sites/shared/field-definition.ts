import type { ReviewKind } from '../../domain/change.ts';
import type { MessageKey } from '../../platform/i18n.ts';

/** How a field is shown to people. A reference names another record; a list holds objects of its own fields. */
export type FieldType =
  | 'text'
  | 'code'
  | 'date'
  | 'time'
  | 'instant'
  | 'quantity'
  | 'days'
  | 'stars'
  | 'numbers'
  | 'flag'
  | 'choice'
  | 'stage'
  | 'commune'
  | 'pictures'
  | 'file'
  | 'geometry'
  | 'web'
  | 'reference'
  | 'list'
  | 'stages';

export interface Field {
  /** As a pointer without its first slash; `*` stands for any place in a list. */
  path: string;
  label: MessageKey;
  type: FieldType;
  choices?: Readonly<Record<string, MessageKey>>;
  /** What kind of record a reference names. */
  names?: ReferredKind;
}

export type ReferredKind = ReviewKind | 'mark' | 'grant';
export type FieldKind = ReferredKind | 'stage';

export const field = (path: string, label: MessageKey, type: FieldType = 'text'): Field => ({
  path,
  label,
  type,
});
export const reference = (path: string, label: MessageKey, names: ReferredKind): Field => ({
  ...field(path, label, 'reference'),
  names,
});
export const choice = (path: string, label: MessageKey, choices: Record<string, MessageKey>): Field => ({
  ...field(path, label, 'choice'),
  choices,
});
