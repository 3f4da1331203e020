import type { Fault } from './errors.ts';
import { declarableTypes } from './link-types.ts';
import { readTarget } from './linkset-reading.ts';
import type { Link } from './linkset.ts';

/** A link as somebody fills it in: for the whole product, or for one of its lots. */
export interface LinkDeclaration {
  type: string;
  href: string;
  title: string;
  language?: string;
  lot?: string;
}

/** By the rules of an import; a fault stands at the field that was filled in. */
export function declaredLink(
  { type, href, title, language }: LinkDeclaration,
  publicOrigin: string,
): { link: Link | undefined; faults: Fault[] } {
  const target = {
    href: writtenAddress(href),
    title: title.trim(),
    ...(language !== undefined && { hreflang: [language] }),
  };
  const known = declarableTypes.find((one) => one === type);
  const { link, faults } = readTarget({ type: known ?? 'pip', target, place: [], publicOrigin });
  const wrong = faults.map((fault) => ({ ...fault, pointer: fieldOf(fault.pointer) }));
  if (known === undefined) wrong.unshift({ pointer: '/type', key: 'link.type-not-declared' });
  return { link: wrong.length === 0 ? link[0] : undefined, faults: wrong };
}

/** People type `https://nôngsản.vn/trang chủ`; a link is kept as it goes over the wire. */
function writtenAddress(typed: string): string {
  const text = typed.trim();
  return /^[\x21-\x7e]*$/.test(text) || !URL.canParse(text) ? text : new URL(text).href;
}

function fieldOf(pointer: string): string {
  return pointer.startsWith('/hreflang') ? '/language' : pointer;
}
