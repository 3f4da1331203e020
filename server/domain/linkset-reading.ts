import type { Fault, Sentence } from './errors.ts';
import { parseDigitalLink } from './identifiers/digital-link-syntax.ts';
import { memberPointer } from './json-pointer.ts';
import { linkTypeNamed } from './link-types.ts';
import { mayBeRegistered, pathOf, supportedKeys } from './link-levels.ts';
import { linkFaults } from './linkset-target.ts';
import type { Link, LinkLevel } from './linkset.ts';

/** One registration and where in the file it stands (JSON Pointer). */
export interface ReadRegistration {
  pointer: string;
  level: LinkLevel;
}

interface ReadLinkset {
  registrations: ReadRegistration[];
  faults: Fault[];
}

/**
 * Reads the linkset of a file, an array of link contexts or `{"linkset": […]}`, each of them one registration, and
 * names every fault by its place. Nothing may be kept of a linkset with faults.
 */
export function readLinkset(file: unknown, publicOrigin: string): ReadLinkset {
  const contexts = isObject(file) && Array.isArray(file['linkset']) ? file['linkset'] : file;
  if (!Array.isArray(contexts))
    return { registrations: [], faults: [{ pointer: '', key: 'linkset.no-list' }] };
  const read = contexts.map((context: unknown, at) => readContext(context, [String(at)], publicOrigin));
  const registrations = read.flatMap(({ place, registration }) =>
    registration ? [{ pointer: `/${place.join('/')}`, level: registration }] : [],
  );
  const faults = read.flatMap((one) => one.faults);
  const seen = new Set<string>();
  for (const { registration, place } of read) {
    if (registration && seen.has(registration.path)) {
      faults.push(fault([...place, 'anchor'], { key: 'linkset.anchor-repeated' }));
    }
    if (registration) seen.add(registration.path);
  }
  return { registrations, faults };
}

interface ReadContext {
  place: string[];
  registration: LinkLevel | undefined;
  faults: Fault[];
}

function readContext(context: unknown, place: string[], publicOrigin: string): ReadContext {
  if (!isObject(context)) {
    return { place, registration: undefined, faults: [fault(place, { key: 'linkset.no-object' })] };
  }
  const { anchor, itemDescription, description = itemDescription, ...relations } = context;
  const path = readAnchor(anchor);
  const faults = typeof path === 'string' ? [] : [fault([...place, 'anchor'], path)];
  if (description !== undefined && typeof description !== 'string') {
    faults.push(fault([...place, 'itemDescription'], { key: 'linkset.description' }));
  }
  const links: Link[] = [];
  for (const [relation, targets] of Object.entries(relations)) {
    const found = readRelation({ relation, targets, place: [...place, relation], publicOrigin });
    links.push(...found.links);
    faults.push(...found.faults);
  }
  faults.push(...defaultFaults(links, place));
  if (typeof path !== 'string') return { place, registration: undefined, faults };
  const named = typeof description === 'string' ? description : links.find(isDefault)?.title;
  return { place, registration: { path, description: named ?? path, links }, faults };
}

/** One default at most, and one where there are several that differ by headers (§2.5.8). */
function defaultFaults(links: readonly Link[], place: string[]): Fault[] {
  const count = links.filter(isDefault).length;
  if (count > 1) return [fault(place, { key: 'linkset.defaults-several' })];
  const isMissing = count === 0 && links.some(({ type }) => type === 'defaultLinkMulti');
  return isMissing ? [fault(place, { key: 'linkset.default-missing' })] : [];
}

function isDefault({ type }: Link): boolean {
  return type === 'defaultLink';
}

/** The canonical path of what the anchor names; its host may be another resolver's, whose links are taken over. */
function readAnchor(anchor: unknown): string | Sentence {
  if (typeof anchor !== 'string' || !/^https?:\/\/[^?#]+$/i.test(anchor))
    return { key: 'linkset.anchor-form' };
  const link = parseDigitalLink(anchor);
  if (!link.ok) return link.fault;
  const { key } = link.value;
  if (!supportedKeys.includes(key.ai)) return { key: 'linkset.key-unsupported', params: { ai: key.ai } };
  return mayBeRegistered(link.value) ? pathOf(link.value) : { key: 'linkset.anchor-level' };
}

interface Relation {
  relation: string;
  targets: unknown;
  place: string[];
  publicOrigin: string;
}

function readRelation({ relation, targets, place, publicOrigin }: Relation): {
  links: Link[];
  faults: Fault[];
} {
  const type = linkTypeNamed(relation);
  if (type === undefined) {
    return { links: [], faults: [fault(place, { key: 'linkset.type-unknown', params: { type: relation } })] };
  }
  if (!Array.isArray(targets) || targets.length === 0) {
    return { links: [], faults: [fault(place, { key: 'linkset.no-targets' })] };
  }
  const read = targets.map((target: unknown, at) =>
    readTarget({ type, target, place: [...place, String(at)], publicOrigin }),
  );
  return { links: read.flatMap(({ link }) => link), faults: read.flatMap(({ faults }) => faults) };
}

interface TargetAt {
  type: string;
  target: unknown;
  place: string[];
  publicOrigin: string;
}

/** One link object under its link type; `link` is empty where it has faults. */
export function readTarget({ type, target, place, publicOrigin }: TargetAt): {
  link: Link[];
  faults: Fault[];
} {
  if (!isObject(target)) return { link: [], faults: [fault(place, { key: 'linkset.no-object' })] };
  const wrong = linkFaults(target, publicOrigin);
  const faults = wrong.map(([member, sentence]) => fault([...place, member], sentence));
  if (type === 'defaultLink') faults.push(...ornamented(target, place));
  if (faults.length > 0) return { link: [], faults };
  const { href, title, type: mediaType, hreflang, context } = target as unknown as Target;
  const link: Link = {
    type,
    href,
    title,
    ...(hreflang && { hreflang }),
    ...(mediaType !== undefined && { mediaType }),
    ...(context && { context }),
  };
  return { link: [link], faults: [] };
}

/** The one default has a title and nothing else (§2.5.8); what differs by headers is a `defaultLinkMulti`. */
function ornamented(target: object, place: string[]): Fault[] {
  return ['type', 'hreflang', 'context']
    .filter((member) => member in target)
    .map((member) => fault([...place, member], { key: 'linkset.default-plain' }));
}

/** The shape that `linkFaults` has found nothing wrong with. */
interface Target {
  href: string;
  title: string;
  type?: string;
  hreflang?: string[];
  context?: string[];
}

function fault(place: readonly string[], sentence: Sentence): Fault {
  return {
    pointer: place.reduce((at, name) => memberPointer(at, name), ''),
    key: sentence.key,
    ...(sentence.params && { params: sentence.params }),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
