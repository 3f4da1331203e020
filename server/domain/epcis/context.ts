/** Short names for namespaces, as a document declares them. */
export type Prefixes = ReadonlyMap<string, string>;

/** What the context of EPCIS 2.0 declares; it is known here and never fetched. */
const standard: Prefixes = new Map([
  ['epcis', 'https://ref.gs1.org/epcis/'],
  ['cbv', 'https://ref.gs1.org/cbv/'],
  ['cbvmda', 'urn:epcglobal:cbv:mda:'],
  ['gs1', 'https://gs1.org/voc/'],
  ['rdfs', 'http://www.w3.org/2000/01/rdf-schema#'],
  ['owl', 'http://www.w3.org/2002/07/owl#'],
  ['xsd', 'http://www.w3.org/2001/XMLSchema#'],
  ['dcterms', 'http://purl.org/dc/terms/'],
]);

/** The standard prefixes and those that the contexts add, the nearer context last. */
export function prefixesOf(...contexts: readonly unknown[]): Prefixes {
  const own = contexts.flat().flatMap((context) => Object.entries(isObject(context) ? context : {}));
  const namespaces = own.flatMap(([prefix, namespace]) =>
    typeof namespace === 'string' && !prefix.startsWith('@') ? [[prefix, namespace] as const] : [],
  );
  return new Map([...standard, ...namespaces]);
}

/** A compact name as a whole URI; what has no declared prefix stays as it is. */
export function expandName(name: string, prefixes: Prefixes): string {
  const { namespace, local } = partsOf(name, prefixes);
  return namespace === undefined ? name : namespace + local;
}

/** A compact name with its namespace set apart, `{https://example.org/voc/}colour`, as the event hash writes it. */
export function markName(name: string, prefixes: Prefixes): string {
  const { namespace, local } = partsOf(name, prefixes);
  return namespace === undefined ? name : `{${namespace}}${local}`;
}

/** The prefix of a name that nobody declared; an absolute URI needs none. */
export function undeclaredPrefix(name: string, prefixes: Prefixes): string | undefined {
  const colon = name.indexOf(':');
  const prefix = name.slice(0, Math.max(colon, 0));
  const isUri = name.startsWith('//', colon + 1) || prefix === 'urn';
  return colon < 1 || isUri || prefixes.has(prefix) ? undefined : prefix;
}

function partsOf(name: string, prefixes: Prefixes): { namespace: string | undefined; local: string } {
  const colon = name.indexOf(':');
  if (colon < 1 || name.startsWith('//', colon + 1)) return { namespace: undefined, local: name };
  return { namespace: prefixes.get(name.slice(0, colon)), local: name.slice(colon + 1) };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
