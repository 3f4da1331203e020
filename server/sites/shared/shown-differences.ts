import type { Difference } from '../../domain/difference.ts';
import { memberPointer, valueAt } from '../../domain/json-pointer.ts';
import { picturePath } from '../../features/files/media-routes.ts';
import type { Hole } from '../../platform/html.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { termAt } from './content-rows.ts';
import type { FieldKind } from './field-definition.ts';
import { fieldAt } from './field-labels.ts';
import { fieldValue } from './field-values.ts';
import type { Reading } from './field-values.ts';
import { pictureGrid } from './panels.ts';

export interface ShownDifference {
  pointer: string;
  term: string;
  before: Hole;
  after: Hole;
  /** Whether the new version holds the field: only then can a note stand at it. */
  isHeld: boolean;
}

interface Versions {
  kind: FieldKind;
  content: unknown;
  previous: unknown;
  differences: readonly Difference[];
}

/** What differs between two versions, each whole field once: "1.050 kg" became "1.250,5 kg". */
export function shownDifferences(reading: Reading, versions: Versions): ShownDifference[] {
  const { kind, content, previous } = versions;
  const shown = new Map<string, ShownDifference>();
  for (const difference of versions.differences) {
    const pointer = wholeField(kind, difference.pointer);
    const isLifted = pointer !== difference.pointer;
    const before = isLifted ? valueAt(previous, pointerBefore(versions, pointer)) : difference.before;
    const after = isLifted ? valueAt(content, pointer) : difference.after;
    const field = fieldAt(kind, pointer);
    const show = (value: unknown, other: unknown, word: MessageKey): Hole => {
      if (!field || value === undefined) return undefined;
      if (field.type === 'pictures') return comparedPictures(reading, { value, other, word });
      const isItem = /\/\d+$/.test(pointer) && (field.type === 'list' || field.type === 'stages');
      return fieldValue(reading, { field, kind }, isItem ? [value] : value);
    };
    shown.set(pointer + (difference.after === undefined ? ' removed' : ''), {
      pointer,
      term: termAt(reading, kind, pointer),
      before: show(before, after, 'desk.picture-removed'),
      after: show(after, before, 'desk.picture-added'),
      isHeld: difference.after !== undefined || isLifted,
    });
  }
  return [...shown.values()];
}

/** A side of two sets of pictures: those that the other side lacks say so. */
function comparedPictures(
  { t, files }: Reading,
  { value, other, word }: { value: unknown; other: unknown; word: MessageKey },
): Hole {
  const ids = Array.isArray(value) ? value.map(String) : [];
  const kept = new Set(Array.isArray(other) ? other.map(String) : []);
  if (ids.length === 0) return undefined;
  return pictureGrid(
    ids.map((id, index) => ({
      src: picturePath(id, 320),
      href: picturePath(id, 1600),
      alt: files.get(id)?.name ?? t('record.picture-numbered', { number: index + 1 }),
      caption: kept.has(id) ? undefined : t(word),
    })),
  );
}

/** `/quantity/value` is told as `/quantity`; one item of a list of objects stands for itself. */
function wholeField(kind: FieldKind, pointer: string): string {
  const field = fieldAt(kind, pointer);
  if (!field) return pointer;
  const length = field.path.split('/').length + (isItemOf(field.path, pointer) ? 1 : 0);
  return pointer
    .split('/')
    .slice(0, length + 1)
    .join('/');
}

function isItemOf(path: string, pointer: string): boolean {
  return path === 'standards' && /^\/standards\/\d+/.test(pointer);
}

/** Where a field stood before: a stage is known by its identifier, whatever its place was. */
function pointerBefore({ content, previous }: Versions, pointer: string): string {
  const [list = '', index = '', ...rest] = pointer.split('/').slice(1);
  const id = valueAt(content, `/${list}/${index}/id`);
  const items = valueAt(previous, `/${list}`);
  if (typeof id !== 'string' || !Array.isArray(items)) return pointer;
  const at = items.findIndex((item) => valueAt(item, '/id') === id);
  return [...rest].reduce(memberPointer, memberPointer(`/${list}`, at));
}
