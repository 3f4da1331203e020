import type { Subject } from './change.ts';
import { forbidden, notFound } from './errors.ts';
import { isOfDepartment, may } from './roles.ts';
import type { Actor } from './roles.ts';

/** Kinds whose history their owner reads as well. What the department looks into is its own business. */
const ownersToo: ReadonlySet<Subject['kind']> = new Set([
  'organisation',
  'place',
  'product',
  'certificate',
  'batch',
  'mark',
  'grant',
  'file',
  'capture',
  'event',
  'handover',
  'link',
  'recall',
  'recall-drill',
  'print-job',
  'label-layout',
]);

/**
 * Which entries of a record's history an actor reads: the department all, an owner those of its own organisation
 * ("any" where two organisations act on one record). Everybody else finds nothing (ASVS 8.2.2).
 */
export function historyReach(kind: Subject['kind'], actor: Actor): { own?: string; isShared: boolean } {
  if (isOfDepartment(actor)) {
    if (!may(actor, kind === 'user' ? 'users.write' : 'history.read')) throw forbidden();
    return { isShared: false };
  }
  if (actor.organisation === null || !ownersToo.has(kind)) throw notFound();
  return { own: actor.organisation, isShared: kind === 'handover' };
}
