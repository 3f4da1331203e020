import { canonicalJson } from './canonical-json.ts';
import { memberPointer, valueAt } from './json-pointer.ts';

/** A remark on the version before, with what stands there now. */
export interface NoteAnswer {
  /** Where the remark stood, in the version it was made on. */
  pointer: string;
  text: string;
  before?: unknown;
  after?: unknown;
  isChanged: boolean;
}

/** Which of the remarks the next version answers. What it says there is for the officer to judge. */
export function answersTo(
  notes: readonly { pointer: string; text: string }[],
  before: unknown,
  after: unknown,
): NoteAnswer[] {
  return notes.map(({ pointer, text }) => {
    const was = valueAt(before, pointer);
    const is = valueAt(after, sameItem(pointer, before, after));
    return {
      pointer,
      text,
      ...(was !== undefined && { before: was }),
      ...(is !== undefined && { after: is }),
      isChanged: !isSame(was, is),
    };
  });
}

/** `/stages/1/who` of the old version, wherever that stage stands in the new one; nowhere if it is gone. */
function sameItem(pointer: string, before: unknown, after: unknown): string {
  const [list = '', index = '', ...rest] = pointer.split('/').slice(1);
  const id = valueAt(before, `/${list}/${index}/id`);
  const items = valueAt(after, `/${list}`);
  if (typeof id !== 'string' || !Array.isArray(items)) return pointer;
  const at = items.findIndex((item) => valueAt(item, '/id') === id);
  return rest.reduce(memberPointer, memberPointer(memberPointer('', list), at));
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b;
  return canonicalJson(a) === canonicalJson(b);
}
