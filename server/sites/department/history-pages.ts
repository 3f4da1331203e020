import { Router } from 'express';
import { recordKinds } from '../../domain/change.ts';
import type { Subject } from '../../domain/change.ts';
import { addHistoryRoutes } from '../shared/history-routes.ts';
import type { HistorySite } from '../shared/history-site.ts';
import { caseAddress } from './case-address.ts';
import type { DepartmentServices } from './department-services.ts';
import { send } from './desk-visit.ts';
import type { VisitFor } from './desk-visit.ts';
import { recordAddress } from './record-address.ts';

/** Everybody's records as they became what they are. */
export function historyPages(services: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();
  const site: HistorySite = {
    root: '/department',
    hrefOf: addressOf,
    currentOf: (kind) => (kind === 'mark' || kind === 'grant' ? 'marks' : 'organisations'),
    visitFor: (req, res) => {
      const visit = visitFor(req, res);
      return { ...visit, show: (page) => send(visit, page) };
    },
  };
  addHistoryRoutes(router, site, { ...services, reading: services });
  return router;
}

function addressOf(kind: Subject['kind'], id: string): string | undefined {
  const known = recordKinds.find((one) => one === kind);
  if (known) return recordAddress(known, id);
  if (kind === 'case') return caseAddress(id);
  return kind === 'handover' ? `/department/handovers/${id}` : undefined;
}
