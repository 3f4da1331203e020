import { Router } from 'express';
import { requireSignIn } from '../../features/accounts/page-session.ts';
import { anomalyPages } from './anomaly-pages.ts';
import { batchPages } from './batch-pages.ts';
import { bulkPages } from './bulk-pages.ts';
import { casePages } from './case-pages.ts';
import type { DepartmentServices } from './department-services.ts';
import { departmentOnly, deskVisits } from './desk-visit.ts';
import { grantRoutes } from './grant-routes.ts';
import { handoverPages } from './handover-pages.ts';
import { historyPages } from './history-pages.ts';
import { homePages } from './home-page.ts';
import { inspectionPages } from './inspection-pages.ts';
import { jobPages } from './job-pages.ts';
import { linkPages } from './link-pages.ts';
import { linksetPages } from './linkset-pages.ts';
import { markRoutes } from './mark-routes.ts';
import { normPages } from './norm-pages.ts';
import { organisationRoutes } from './organisation-routes.ts';
import { queuePages } from './queue-page.ts';
import { recallFormPages } from './recall-form-pages.ts';
import { recallPages } from './recall-pages.ts';
import { recordPages } from './record-pages.ts';
import { recoveryRatePages } from './recovery-rate-pages.ts';
import { reportPages } from './report-pages.ts';
import { reviewPages } from './review-routes.ts';
import { stageCataloguePages } from './stage-catalogue-pages.ts';
import { stampTotalsPages } from './stamp-totals-page.ts';
import { suspensionPages } from './suspension-pages.ts';
import { syncPages } from './sync-pages.ts';
import { tracePages } from './trace-pages.ts';

/** The department's desk: every page its officers, leaders and administrators work on. */
export function departmentPages(services: DepartmentServices): Router {
  const router = Router({ caseSensitive: true });
  const visitFor = deskVisits(services);
  const families = [
    homePages,
    queuePages,
    bulkPages,
    reviewPages,
    organisationRoutes,
    recordPages,
    historyPages,
    tracePages,
    batchPages,
    suspensionPages,
    jobPages,
    recallFormPages,
    recallPages,
    grantRoutes,
    markRoutes,
    syncPages,
    stageCataloguePages,
    recoveryRatePages,
    handoverPages,
    reportPages,
    inspectionPages,
    casePages,
    anomalyPages,
    stampTotalsPages,
    normPages,
    linkPages,
    linksetPages,
  ];

  router.use('/department', requireSignIn, departmentOnly);
  for (const family of families) router.use(family(services, visitFor));
  return router;
}
