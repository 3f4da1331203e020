import type { RequestHandler } from 'express';
import { createApp } from './app.ts';
import { composeFeatures } from './compose-features.ts';
import type { Deployment } from './compose-features.ts';
import { mediaRoutes } from './features/files/media-routes.ts';
import { healthRoutes } from './platform/health.ts';

export type { Deployment };
export type Composition = ReturnType<typeof compose>;

interface Overrides {
  identifyCaller?: RequestHandler;
}

/** The composition root: ordinary code that makes every object and hands it what it needs. */
export function compose(deployment: Deployment, overrides: Overrides = {}) {
  const { database, log, trustProxy, checkAnswers } = deployment;
  const features = composeFeatures(deployment);
  let isDraining = false;

  const app = createApp({
    log,
    trustProxy,
    checkAnswers,
    health: healthRoutes({ database, isDraining: () => isDraining }),
    open: [],
    identifyCaller:
      overrides.identifyCaller ??
      ((_req, _res, next) => {
        next();
      }),
    operations: features.operations,
    guardPages: [],
    pages: [mediaRoutes(features.files)],
    errorPage: (problem, _req, res) => {
      res.type('text/plain').send(problem.title);
    },
  });

  return {
    app,
    features,
    /** Starts what runs in the background. */
    start(): void {},
    /** Says "not ready" to the load balancer and lets background work finish. */
    async drain(): Promise<void> {
      isDraining = true;
      await Promise.resolve();
    },
  };
}
