import type { Router } from 'express';
import type { Subject } from '../../domain/change.ts';
import { addHistoryRoutes } from '../shared/history-routes.ts';
import type { HistorySite } from '../shared/history-site.ts';
import type { ProducerServices } from './producer-services.ts';
import { send } from './visit.ts';
import type { VisitFor } from './visit.ts';

const folders: Partial<Record<Subject['kind'], string>> = {
  place: 'places',
  product: 'products',
  certificate: 'certificates',
  batch: 'batches',
  handover: 'handovers',
  grant: 'marks',
};

/** A producer's own records as they became what they are. */
export function addHistoryPages(
  router: Router,
  { services, visitFor }: { services: ProducerServices; visitFor: VisitFor },
): void {
  const site: HistorySite = {
    root: '/producer',
    hrefOf: (kind, id) => {
      if (kind === 'organisation') return '/producer/organisation';
      const folder = folders[kind];
      return folder === undefined ? undefined : `/producer/${folder}/${id}`;
    },
    currentOf: (kind) => kind,
    visitFor: (req, res) => {
      const visit = visitFor(req, res);
      return { ...visit, show: (page) => send(visit, page) };
    },
  };
  addHistoryRoutes(router, site, { ...services, reading: services });
}
