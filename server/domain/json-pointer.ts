/** The value a JSON Pointer (RFC 6901) names, or undefined where it names nothing. */
export function valueAt(document: unknown, pointer: string): unknown {
  if (pointer === '') return document;
  return pointer.slice(1).split('/').map(unescaped).reduce(memberOf, document);
}

/** The pointer to the first place that holds this text; the root where it stands nowhere. */
export function pointerTo(document: unknown, text: string): string {
  return find(document, text, '') ?? '';
}

export function memberPointer(parent: string, name: string | number): string {
  return `${parent}/${String(name).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

function find(value: unknown, text: string, at: string): string | undefined {
  if (value === text) return at;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, member] of Object.entries(value)) {
    const found = find(member, text, memberPointer(at, name));
    if (found !== undefined) return found;
  }
  return undefined;
}

function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
  return (value as Record<string, unknown>)[name];
}

function unescaped(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}
