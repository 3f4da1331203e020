import type { Request, RequestHandler } from 'express';
import { createApp } from './app.ts';
import type { AppParts } from './app.ts';
import { composeFeatures } from './compose-features.ts';
import type { Deployment } from './compose-deployment.ts';
import type { Features } from './compose-features.ts';
import { composeSites } from './compose-sites.ts';
import { epcisOpenApi } from './features/events/epcis-openapi.ts';
import { epcisRouter } from './features/events/epcis-router.ts';
import { batchExpiry } from './features/batches/batch-expiry.ts';
import { certificateExpiry } from './features/certificates/certificate-expiry.ts';
import { dailyJobs } from './jobs/daily-jobs.ts';
import { mediaRoutes } from './features/files/media-routes.ts';
import { hotCount } from './lookup/hot-count.ts';
import { hotCaches } from './lookup/hot-caches.ts';
import { pageFastPath } from './lookup/page-fast-path.ts';
import { lookupFeed, pageWatch } from './lookup/page-watch.ts';
import { unitFastPath } from './lookup/unit-fast-path.ts';
import { healthRoutes } from './platform/health.ts';
import { openApiDocument } from './platform/openapi.ts';
import { packageVersion } from './platform/package-version.ts';
import { apiRoutes } from './sites/api/api-routes.ts';
import { originAddresses, readUnitHref } from './sites/public/public-addresses.ts';
import { assetRoutes } from './sites/shared/asset-routes.ts';
import { errorPage } from './sites/shared/error-page.ts';
import type { Frame } from './sites/shared/page-layout.ts';

export type { Deployment };
export type Composition = ReturnType<typeof compose>;

interface Overrides {
  identifyCaller?: RequestHandler;
}

/** The composition root: ordinary code that makes every object and hands it what it needs. */
export function compose(deployment: Deployment, overrides: Overrides = {}) {
  const { database, log, clock, trustProxy, checkAnswers } = deployment;
  const features = composeFeatures(deployment);
  const reminders = { name: 'notices', run: features.tellByCalendar };
  const jobs = [...calendarJobs(features, deployment), ...reviewJobs(features), reminders];
  const daily = dailyJobs({ database, clock, log, jobs, runs: features.jobRuns });
  const { accounts, refresher, linkChecker, files } = features;
  const caches = hotCaches({ clock, addressesOf: originAddresses });
  const openFeed = () => lookupFeed(database);
  const watch = pageWatch({ openFeed, caches, log });
  const hot = hotCount({ log, state: caches.state });
  const { open, pages, frameFor, unitAnswer } = composeSites(features, { ...deployment, caches });
  const described = { publicOrigin: deployment.publicOrigin, version: packageVersion() };
  const document = openApiDocument(features.operations, described);
  let isDraining = false;

  const app = createApp({
    log,
    trustProxy,
    checkAnswers,
    health: healthRoutes({ database, isDraining: () => isDraining }),
    open: [assetRoutes(), apiRoutes({ document, frameFor }), ...open],
    identifyCaller: [overrides.identifyCaller ?? [], accounts.identifyCaller].flat(),
    operations: features.operations,
    epcis: epcisRouter({ ...features.epcis, clock, log, document: epcisOpenApi(described) }),
    guardPages: accounts.guardPages,
    pages: [mediaRoutes(files), ...pages],
    errorPage: showError(frameFor),
  });

  return {
    /** Answers a request: hot pages at once, all else through the app. */
    handler: pageFastPath({
      cache: caches.pages,
      app: unitFastPath({ read: readUnitHref, answer: unitAnswer, app, count: hot.count }),
      count: hot.count,
    }),
    features,
    caches,
    /** Starts what runs in the background. */
    start(): void {
      refresher.start();
      features.scans.recorder.start();
      linkChecker.start();
      features.printing.worker.start();
      watch.start();
      hot.start();
      for (const work of features.gatewayWork) work.start();
      features.letterSender.start();
      daily.start();
    },
    /** Writes down what the last answers left to be written: once nobody is answered any more. */
    settle: () => features.scans.recorder.stop(),
    /** Says "not ready" to the load balancer and lets background work finish. */
    async drain(): Promise<void> {
      isDraining = true;
      hot.stop();
      await Promise.all([
        refresher.stop(),
        features.scans.recorder.stop(),
        linkChecker.stop(),
        features.printing.worker.stop(),
        watch.stop(),
        ...features.gatewayWork.map((work) => work.stop()),
        features.letterSender.stop(),
        daily.stop(),
      ]);
    },
  };
}

/** What ends by its date. */
function calendarJobs({ ledger, decisions }: Features, { clock }: Deployment) {
  return [
    { name: 'grants-expire', run: decisions.expireDue },
    { name: 'certificates-expire', run: certificateExpiry({ ledger, clock }) },
    { name: 'batches-expire', run: batchExpiry({ ledger, clock }) },
  ];
}

/** Flags of the queue follow the calendar; pictures of before are looked at once. */
function reviewJobs({ submissions, likeness }: Features) {
  return [
    { name: 'picture-looks', run: likeness.lookAtOld },
    { name: 'queue-flags', run: submissions.refreshFlags },
  ];
}

function showError(frameFor: (req: Request) => Frame): AppParts['errorPage'] {
  return ({ title, status, instance }, req, res) => {
    const signInHref = '/sign-in';
    const page = errorPage(frameFor(req), {
      status,
      sentence: title,
      signInHref,
      ...(status >= 500 && { id: instance }),
    });
    res.type('html').send(page.markup);
  };
}
