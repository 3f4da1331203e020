import type { Router } from 'express';
import { addDrillRoutes } from '../shared/drill-routes.ts';
import { addTraceRoutes } from '../shared/trace-routes.ts';
import type { TraceSite } from '../shared/trace-routes.ts';
import type { ProducerServices } from './producer-services.ts';
import { send } from './visit.ts';
import type { VisitFor } from './visit.ts';

/** A producer's own chains, one step beyond its own lots, and the drills it holds. */
export function addTracePages(
  router: Router,
  { services, visitFor }: { services: ProducerServices; visitFor: VisitFor },
): void {
  const { traces, drills, batches } = services;
  const site: TraceSite = {
    root: '/producer',
    current: 'batch',
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
}
