import { isOfDepartment, may } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import type { SearchItem } from '../../platform/contract-types.ts';
import { addressOf } from '../department/desk-visit.ts';
import { departmentDesk, grantHref, managerDesk, markHref } from '../department/mark-desk.ts';
import { recordAddress } from '../department/record-address.ts';

type Found = Pick<SearchItem, 'kind' | 'id' | 'code' | 'organisation'>;

/** Where a thing that was found is shown to whoever found it. */
export function foundAddress(item: Found, actor: Actor): string {
  if (isOfDepartment(actor)) return deskAddress(item, actor);
  return actor.roles.includes('mark-manager') ? managerAddress(item, actor) : portalAddress(item);
}

function deskAddress({ kind, id, code }: Found, actor: Actor): string {
  if (kind === 'stamp') {
    return may(actor, 'stamps.inspect')
      ? addressOf('/department/inspection', { code: code ?? '' })
      : recordAddress('batch', id);
  }
  if (kind === 'mark') return markHref({ desk: departmentDesk }, id);
  const isDeskWork = kind === 'submission' || kind === 'case' || kind === 'report';
  return isDeskWork ? `/department/${kind}s/${id}` : recordAddress(kind, id);
}

const folders: Partial<Record<SearchItem['kind'], string>> = {
  batch: '/producer/batches',
  product: '/producer/products',
  place: '/producer/places',
  certificate: '/producer/certificates',
  grant: '/producer/rights',
};

function portalAddress({ kind, id }: Found): string {
  if (kind === 'organisation') return '/producer/organisation';
  if (kind === 'stamp') return `/producer/batches/${id}/stamps`;
  if (kind === 'mark') return `/register/marks/${id}`;
  return `${folders[kind] ?? '/producer'}/${id}`;
}

/** Managers look after the owner's marks and the rights under them; marks of others stand in the register. */
function managerAddress(item: Found, { organisation }: Actor): string {
  const isOwn = item.organisation?.id === organisation;
  if (item.kind === 'mark' && isOwn) return markHref({ desk: managerDesk }, item.id);
  if (item.kind === 'grant') return grantHref({ desk: managerDesk }, item.id);
  return portalAddress(item);
}
