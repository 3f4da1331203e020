import { Router } from 'express';
import mongoose from 'mongoose';
import type { Database } from './database.ts';

/** Liveness says that the event loop turns; readiness that the primary answers and no shutdown has begun. */
export function healthRoutes({
  database,
  isDraining,
}: {
  database: Database;
  isDraining: () => boolean;
}): Router {
  const router = Router();

  router.get('/healthz', (_req, res) => {
    res.set('Cache-Control', 'no-store').json({ status: 'alive' });
  });

  router.get('/readyz', async (_req, res) => {
    const isReady = !isDraining() && (await answers(database));
    res
      .set('Cache-Control', 'no-store')
      .status(isReady ? 200 : 503)
      .json({ status: isReady ? 'ready' : 'not ready' });
  });

  return router;
}

async function answers(database: Database): Promise<boolean> {
  try {
    await database.db?.command({ ping: 1 }, { timeoutMS: 2000 });
    return database.readyState === mongoose.ConnectionStates.connected;
  } catch {
    return false;
  }
}
