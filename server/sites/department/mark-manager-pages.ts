import { Router } from 'express';
import type { RequestHandler } from 'express';
import { requireSignIn } from '../../features/accounts/page-session.ts';
import { forbidden } from '../../domain/errors.ts';
import { actorOf } from '../../platform/request-context.ts';
import type { DepartmentServices } from './department-services.ts';
import { deskVisits } from './desk-visit.ts';
import { grantRoutes } from './grant-routes.ts';
import { managerDesk } from './mark-desk.ts';
import { markRoutes } from './mark-routes.ts';

const managersOnly: RequestHandler = (req, _res, next) => {
  const { roles, organisation } = actorOf(req);
  if (organisation === null || !roles.includes('mark-manager')) throw forbidden();
  next();
};

/** Where an owner's managers look after the owner's marks: the desk's pages of marks, within their scope. */
export function markManagerPages(services: DepartmentServices): Router {
  const router = Router({ caseSensitive: true });
  const visitFor = deskVisits(services, managerDesk);
  router.use('/marks', requireSignIn, managersOnly);
  router.use(grantRoutes(services, visitFor, managerDesk));
  router.use(markRoutes(services, visitFor, managerDesk));
  return router;
}
