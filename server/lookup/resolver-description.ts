import { Router } from 'express';
import type { RequestHandler } from 'express';
import { gs1Namespace } from '../domain/link-types.ts';
import { supportedKeys } from '../domain/link-levels.ts';

export const contextPath = '/linkset-context';

/** What the members of a linkset mean to a reader of linked data; relations are addresses already. */
const context = {
  '@context': {
    '@version': 1.1,
    dct: 'http://purl.org/dc/terms/',
    rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
    linkset: '@graph',
    anchor: '@id',
    href: '@id',
    itemDescription: 'rdfs:comment',
    title: 'dct:title',
    type: 'dct:format',
    hreflang: { '@id': 'dct:language', '@container': '@set' },
    context: { '@id': 'dct:coverage', '@container': '@set' },
  },
};

/** What other systems ask a resolver first: what it is and what its answers mean. */
export function resolverDescriptionRoutes({
  publicOrigin,
  name,
}: {
  publicOrigin: string;
  name: string;
}): Router {
  const router = Router();
  /** GS1-Conformant Resolver 1.2 §3. */
  const description = {
    name,
    resolverRoot: publicOrigin,
    supportedPrimaryKeys: supportedKeys,
    supportedLinkType: [{ namespace: gs1Namespace, prefix: 'gs1:' }],
    linkTypeDefaultCanBeLinkset: false,
    jsonLdContextLocation: publicOrigin + contextPath,
  };
  router.get('/.well-known/gs1resolver', fixed('application/json', description));
  router.get(contextPath, fixed('application/ld+json', context));
  return router;
}

function fixed(mediaType: string, document: object): RequestHandler {
  const body = JSON.stringify(document);
  return (_req, res) => {
    res.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'public, max-age=3600' });
    res.setHeader('Content-Type', mediaType);
    res.end(body);
  };
}
