import type { Request, Router } from 'express';
import type { Right } from '../../domain/roles.ts';
import type { Grant } from '../../platform/contract-types.ts';
import type { ContractName } from '../../platform/contracts.ts';
import type { FormRoute, PageForm } from '../shared/form-route.ts';
import type { DepartmentServices } from './department-services.ts';
import { idIn } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { addForm } from './form-route.ts';
import { grantHref } from './mark-desk.ts';
import type { MarkDesk } from './mark-desk.ts';
import { trailOf } from './grant-trail.ts';

/** Where forms about rights of use stand, and on what. */
export interface GrantForms {
  router: Router;
  services: DepartmentServices;
  visitFor: VisitFor;
  desk: MarkDesk;
}

interface GrantForm<Name extends ContractName> extends Pick<FormRoute<Visit, Name>, 'contract' | 'receive'> {
  /** The end of its address, after the right of use. */
  path: string;
  right: Right;
  form(
    visit: Visit,
    grant: Grant,
    req: Request,
  ): Promise<Omit<PageForm<Name>, 'trail'>> | Omit<PageForm<Name>, 'trail'>;
}

/** A form about one right of use: found as far as the reader may see it, with the way back. */
export function addGrantForm<Name extends ContractName>(
  { router, services, visitFor, desk }: GrantForms,
  { path, form, ...route }: GrantForm<Name>,
): void {
  addForm(router, visitFor, {
    ...route,
    path: `${desk.grants}/:id/${path}`,
    async form(visit, req) {
      const grant = await services.grants.find(idIn(req), visit.actor);
      return { trail: trailOf(visit, grant), ...(await form(visit, grant, req)) };
    },
  });
}

/** The page of a right of use, saying what was done. */
export function doneAt(visit: Visit, id: string, done: string): string {
  return `${grantHref(visit, id)}?done=${done}`;
}
