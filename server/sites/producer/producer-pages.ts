import { Router } from 'express';
import { requireSignIn } from '../../features/accounts/page-session.ts';
import { addBatchRoutes } from './batch-routes.ts';
import { batchPages } from './batch-pages.ts';
import { certificatePages } from './certificate-pages.ts';
import { addExplanationRoutes } from './explanation-pages.ts';
import { addHandoverRoutes } from './handover-pages.ts';
import { addHistoryPages } from './history-pages.ts';
import { sendHome } from './home-page.ts';
import { addLabelLayoutRoutes } from './label-layout-pages.ts';
import { addLinkRoutes } from './link-pages.ts';
import { organisationPages } from './organisation-pages.ts';
import { placePages } from './place-pages.ts';
import { addPrintRoutes } from './print-pages.ts';
import type { ProducerServices } from './producer-services.ts';
import { productPages } from './product-pages.ts';
import { addPublicViewRoutes } from './public-view-pages.ts';
import { sendRecordList } from './record-list.ts';
import { addRecordRoutes } from './record-routes.ts';
import { addRightRoutes } from './right-pages.ts';
import { sendReturned } from './returned-page.ts';
import { addStageRoutes } from './stage-pages.ts';
import { addStampRoutes } from './stamp-pages.ts';
import { addTracePages } from './trace-pages.ts';
import { producersOnly, visits } from './visit.ts';

/** The portal of co-operatives, households and firms: everything their API does, in pages without script. */
export function producerPages(services: ProducerServices): Router {
  const router = Router({ caseSensitive: true });
  const tools = { services, visitFor: visits(services) };
  const { visitFor } = tools;
  const batches = batchPages(services);
  const places = placePages(services);
  const products = productPages(services);
  const certificates = certificatePages(services);

  router.use('/producer', requireSignIn, producersOnly);

  router.get('/producer', (req, res) => sendHome(services, visitFor(req, res)));
  router.get('/producer/returned', (req, res) => sendReturned(services, visitFor(req, res)));

  router.get('/producer/batches', (req, res) => sendRecordList(batches, visitFor(req, res)));
  addStageRoutes(router, tools);
  addPublicViewRoutes(router, tools);
  addExplanationRoutes(router, tools);
  addStampRoutes(router, tools);
  addTracePages(router, tools);
  addBatchRoutes(router, batches, tools);
  addRecordRoutes(router, batches, tools);

  router.get('/producer/places', (req, res) => sendRecordList(places, visitFor(req, res)));
  addRecordRoutes(router, places, tools);

  router.get('/producer/products', (req, res) => sendRecordList(products, visitFor(req, res)));
  addLinkRoutes(router, tools);
  addRecordRoutes(router, products, tools);

  router.get('/producer/certificates', (req, res) => sendRecordList(certificates, visitFor(req, res)));
  addRecordRoutes(router, certificates, tools);

  addRightRoutes(router, tools);

  addRecordRoutes(router, organisationPages(services), tools);

  addHandoverRoutes(router, tools);
  addHistoryPages(router, tools);
  addPrintRoutes(router, tools);
  addLabelLayoutRoutes(router, tools);

  return router;
}
