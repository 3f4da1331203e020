import { Router } from 'express';
import type { Request } from 'express';
import type { openApiDocument } from '../../platform/openapi.ts';
import type { Frame } from '../shared/page-layout.ts';
import { apiPage } from './api-page.ts';

interface ApiRoutes {
  document: ReturnType<typeof openApiDocument>;
  frameFor: (req: Request) => Frame;
}

/** The OpenAPI document for programs and the same for people. */
export function apiRoutes({ document, frameFor }: ApiRoutes): Router {
  const router = Router();

  router.get('/api/v1/openapi.json', (_req, res) => {
    res.set({ 'Cache-Control': 'public, max-age=300', 'Access-Control-Allow-Origin': '*' }).json(document);
  });

  router.get('/api', (req, res) => {
    res.type('html').send(apiPage(frameFor(req), document).markup);
  });

  return router;
}
