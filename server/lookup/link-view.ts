import { parseTracePath } from '../domain/identifiers/digital-link.ts';
import type { LinkSpeaker, Link } from '../domain/linkset.ts';
import type { LinkCheck, RegisteredLink } from '../platform/contract-types.ts';
import type { StoredCheck } from './link-check-model.ts';
import type { Declared } from './link-model.ts';

interface Seen {
  path: string;
  name: string;
  by: LinkSpeaker;
  link: Link;
  declared?: Declared | undefined;
  check?: StoredCheck | undefined;
}

/** A link as the API and the pages show it. */
export function linkView({ path, name, by, link, declared, check }: Seen): RegisteredLink {
  const { type, href, title, hreflang = [] } = link;
  return {
    id: declared?.id ?? null,
    rev: declared?.rev ?? null,
    path,
    lot: lotIn(path),
    name,
    by,
    type: type as RegisteredLink['type'],
    href,
    title,
    languages: hreflang,
    organisation: declared?.organisation ?? null,
    product: declared?.product ?? null,
    check: by === 'system' ? null : checkView(check),
  };
}

function lotIn(path: string): string | null {
  const link = parseTracePath(`/${path}`);
  const lot = link.ok ? link.value.qualifiers.find(({ ai }) => ai === '10') : undefined;
  return lot?.value ?? null;
}

function checkView(check: StoredCheck | undefined): LinkCheck {
  if (!check) return { state: 'unchecked', status: null, reason: null, checkedAt: null, failingSince: null };
  const { state, status, reason, checkedAt, failingSince } = check;
  return {
    state,
    status,
    reason,
    checkedAt: checkedAt?.toISOString() ?? null,
    failingSince: failingSince?.toISOString() ?? null,
  };
}
