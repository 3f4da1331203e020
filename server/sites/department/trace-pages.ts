import { Router } from 'express';
import { addDrillRoutes } from '../shared/drill-routes.ts';
import { addTraceRoutes } from '../shared/trace-routes.ts';
import type { TraceSite } from '../shared/trace-routes.ts';
import type { DepartmentServices } from './department-services.ts';
import { send } from './desk-visit.ts';
import type { VisitFor } from './desk-visit.ts';

/** Everybody's chains, and the drills of the department and of producers. */
export function tracePages({ traces, drills, batches }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();
  const site: TraceSite = {
    root: '/department',
    current: 'organisations',
    visitFor: (req, res) => {
      const visit = visitFor(req, res);
      return { ...visit, show: (page) => send(visit, page) };
    },
  };
  addTraceRoutes(router, site, traces);
  addDrillRoutes(router, site, {
    drills,
    batchName: async (id, { actor }) => (await batches.read(id, actor)).title,
  });
  return router;
}
