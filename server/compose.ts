import type { Request, RequestHandler, Response } from 'express';
import { createApp } from './app.ts';
import { composeFeatures } from './compose-features.ts';
import type { Deployment } from './compose-features.ts';
import { mediaRoutes } from './features/files/media-routes.ts';
import { nationalGateway } from './gateway/national-gateway.ts';
import { syncWorker } from './gateway/sync-worker.ts';
import { healthRoutes } from './platform/health.ts';
import type { Problem } from './platform/problem.ts';
import { languageOf, wordsOf } from './platform/request-context.ts';
import { assetRoutes } from './sites/shared/asset-routes.ts';
import { errorPage } from './sites/shared/error-page.ts';

export type { Deployment };
export type Composition = ReturnType<typeof compose>;

interface Overrides {
  identifyCaller?: RequestHandler;
}

/** The composition root: ordinary code that makes every object and hands it what it needs. */
export function compose(deployment: Deployment, overrides: Overrides = {}) {
  const { database, log, clock, trustProxy, checkAnswers } = deployment;
  const features = composeFeatures(deployment);
  const { accounts, refresher, files } = features;
  const workers = deployment.nationalGateway
    ? [syncWorker({ gateway: nationalGateway({ ...wire(deployment.nationalGateway), clock }), clock, log })]
    : [];
  let isDraining = false;

  const app = createApp({
    log,
    trustProxy,
    checkAnswers,
    health: healthRoutes({ database, isDraining: () => isDraining }),
    open: [assetRoutes()],
    identifyCaller: [overrides.identifyCaller ?? [], accounts.identifyCaller].flat(),
    operations: features.operations,
    guardPages: accounts.guardPages,
    pages: [mediaRoutes(files)],
    errorPage: showError,
  });

  return {
    app,
    features,
    /** Starts what runs in the background. */
    start(): void {
      refresher.start();
      for (const worker of workers) worker.start();
    },
    /** Says "not ready" to the load balancer and lets background work finish. */
    async drain(): Promise<void> {
      isDraining = true;
      await Promise.all([refresher.stop(), ...workers.map((worker) => worker.stop())]);
    },
  };
}

function wire({ url, ...client }: NonNullable<Deployment['nationalGateway']>) {
  return { ...client, baseUrl: url };
}

function showError({ title, status, instance }: Problem, req: Request, res: Response): void {
  const t = wordsOf(req);
  const frame = {
    lang: languageOf(req),
    t,
    department: t('common.department', { province: '' }),
    version: '',
    home: '/',
  };
  const page = errorPage(frame, { status, sentence: title, ...(status >= 500 && { id: instance }) });
  res.type('html').send(page.markup);
}
