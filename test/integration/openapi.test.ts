import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { epcisRouter } from '../../server/features/events/epcis-router.ts';
import { apiRouter } from '../../server/platform/api-router.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

describe('the OpenAPI document', () => {
  let world: World;
  let document: { paths: Record<string, Record<string, { operationId: string }>>; openapi: string };
  beforeAll(async () => {
    world = await startWorld();
    document = (await world.anyone.get('/openapi.json')).body as typeof document;
  });
  afterAll(() => world.close());

  it('is a valid OpenAPI 3.1 document', async () => {
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    expect(document.openapi).toBe('3.1.0');
  });

  it('names exactly what the live router answers', () => {
    const { stack } = apiRouter(world.features.operations, { checkAnswers: false });
    const live = stack.flatMap(({ route }) =>
      route && !('_all' in (route as object as { methods: object }).methods)
        ? Object.keys((route as object as { methods: object }).methods).map(
            (method) => `${method} ${route.path}`,
          )
        : [],
    );
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(live.sort()).toEqual(documented.sort());
  });

  it('gives every operation its own name', () => {
    const names = Object.values(document.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('refuses everybody without a token, on every operation that is not open to anyone', async () => {
    for (const { method, path, right } of world.features.operations) {
      if (right === 'anyone') continue;
      const { status } = await world.anyone.send(
        method.toUpperCase(),
        path.replaceAll(/\{\w+\}/g, '0'.repeat(24)),
      );
      expect({ method, path, status }).toEqual({ method, path, status: 401 });
    }
  });

  it('of the machine interface for events stands beside it, and names exactly what its router answers', async () => {
    const { externalDocs } = document as unknown as { externalDocs: { url: string } };
    const { pathname } = new URL(externalDocs.url);
    const epcis = (await world.web.get(pathname)).body as typeof document;
    const { valid, errors } = await new Validator().validate(structuredClone(epcis));
    expect({ valid, errors }).toEqual({ valid: true, errors: undefined });
    const [router] = epcisRouter({ ...world.features.epcis, clock: world.clock, document: {} } as never);
    const live = router.stack.flatMap(({ route }) =>
      route && typeof route.path === 'string'
        ? route.stack.map(({ method }) => `${method} ${route.path}`)
        : [],
    );
    const documented = Object.entries(epcis.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(live.sort()).toEqual(documented.sort());
    const names = Object.values(epcis.paths).flatMap((methods) =>
      Object.values(methods).map(({ operationId }) => operationId),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('is there for people to read', async () => {
    const { status, text } = await world.web.get('/api', { 'Accept-Language': 'vi' });
    expect(status).toBe(200);
    for (const path of Object.keys(document.paths)) expect(text).toContain(path);
  });
});
