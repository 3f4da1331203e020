import { canonicalJson } from './canonical-json.ts';
import { memberPointer } from './json-pointer.ts';

/** One field that differs. What was added has no `before`, what was removed no `after`. */
export interface Difference {
  /** In the version it stands in: the new one, or the old one for what was removed. */
  pointer: string;
  before?: unknown;
  after?: unknown;
}

/**
 * What differs between two contents, field by field. A list of texts (pictures, certificates) is one field, since
 * its order says something; a list of objects is compared by `id`, or whole where they have none, so that a stage
 * put in between is one difference and not a change of all that follow.
 */
export function differences(before: unknown, after: unknown, at = ''): Difference[] {
  if (canonicalJson(before) === canonicalJson(after)) return [];
  if (isPlainObject(before) && isPlainObject(after)) return ofObjects(before, after, at);
  if (isListOfObjects(before) && isListOfObjects(after)) return ofLists(before, after, at);
  return [{ pointer: at, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }];
}

type Plain = Record<string, unknown>;

function ofObjects(before: Plain, after: Plain, at: string): Difference[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) =>
    differences(own(before, name), own(after, name), memberPointer(at, name)),
  );
}

function ofLists(before: Plain[], after: Plain[], at: string): Difference[] {
  const old = new Map(before.map((item, index) => [identityOf(item), { item, index }]));
  const kept = new Set(after.map(identityOf));
  const removed = [...old].filter(([identity]) => !kept.has(identity));
  const found = [
    ...removed.flatMap(([, { item, index }]) => differences(item, undefined, memberPointer(at, index))),
    ...after.flatMap((item, index) =>
      differences(old.get(identityOf(item))?.item, item, memberPointer(at, index)),
    ),
  ];
  return found.length > 0 ? found : [{ pointer: at, before, after }];
}

function own(object: Plain, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

function identityOf(item: Plain): string {
  return typeof item['id'] === 'string' ? item['id'] : canonicalJson(item);
}

function isListOfObjects(value: unknown): value is Plain[] {
  return Array.isArray(value) && value.every(isPlainObject);
}

function isPlainObject(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
