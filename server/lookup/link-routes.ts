import { Readable } from 'node:stream';
import type { RequestHandler } from 'express';
import { forbidden, invalid } from '../domain/errors.ts';
import { may } from '../domain/roles.ts';
import { receiveFile } from '../features/files/file-upload.ts';
import { changeBy } from '../platform/api-router.ts';
import { operation } from '../platform/operation.ts';
import type { Operation } from '../platform/operation.ts';
import { actorOf } from '../platform/request-context.ts';
import type { LinkDeclarations } from './link-declarations.ts';
import type { LinkList } from './link-list.ts';
import type { LinkRegistry } from './link-registry.ts';
import { linksetIn, linksetText } from '../domain/linkset-file.ts';

interface LinkParts {
  declarations: LinkDeclarations;
  lists: LinkList;
  register: LinkRegistry;
  publicOrigin: string;
}

const tag = 'links';
const ofProduct = '/products/{productId}/links';

/** Links of codes: what producers declare, what the department imports, all there are. */
export function linkRoutes({ declarations, lists, register, publicOrigin }: LinkParts): Operation[] {
  const idsOf = ({ productId = '', linkId = '' }: Record<string, string>) => [productId, linkId] as const;
  return [
    operation({
      method: 'get',
      path: ofProduct,
      tag,
      summary: 'All links of a product and its lots: made by the system, declared, imported',
      right: 'records.read',
      answer: 'LinkList',
      handle: ({ params, actor }) => declarations.list(params['productId'] ?? '', actor),
    }),
    operation({
      method: 'post',
      path: ofProduct,
      tag,
      summary: 'Declare a link for a product or one of its lots',
      right: 'records.write',
      body: 'LinkContent',
      answer: 'RegisteredLink',
      status: 201,
      handle: ({ params, body, by }) => declarations.add(params['productId'] ?? '', body, by),
    }),
    operation({
      method: 'get',
      path: `${ofProduct}/{linkId}`,
      tag,
      summary: 'A declared link and what the link checker found',
      right: 'records.read',
      answer: 'RegisteredLink',
      handle: ({ params, actor }) => declarations.find(...idsOf(params), actor),
    }),
    operation({
      method: 'put',
      path: `${ofProduct}/{linkId}`,
      tag,
      summary: 'Change a declared link; it may move between the product and its lots',
      right: 'records.write',
      body: 'LinkContent',
      answer: 'RegisteredLink',
      changes: true,
      handle: ({ params, body, rev, by }) => declarations.change(...idsOf(params), body, { rev, by }),
    }),
    operation({
      method: 'delete',
      path: `${ofProduct}/{linkId}`,
      tag,
      summary: 'Remove a declared link',
      right: 'records.write',
      answer: 'nothing',
      handle: ({ params, by }) => declarations.remove(...idsOf(params), by),
    }),
    operation({
      method: 'post',
      path: `${ofProduct}/{linkId}/check`,
      tag,
      summary: 'Visit the address of a declared link now',
      right: 'records.write',
      answer: 'RegisteredLink',
      handle: ({ params, actor }) => declarations.checkNow(...idsOf(params), actor),
    }),
    operation({
      method: 'get',
      path: '/links',
      tag,
      summary: 'Registered links by code: all of them to the department, declared ones to their producer',
      right: 'records.read',
      query: 'LinkQuery',
      answer: 'LinkPage',
      handle: ({ actor, query }) => lists.list(actor, query),
    }),
    operation({
      method: 'get',
      path: '/linksets',
      tag,
      summary: 'All links of all codes as one linkset (RFC 9264)',
      right: 'links.read',
      answer: 'binary',
      handle: () =>
        Promise.resolve({
          type: 'application/linkset+json',
          body: Readable.from(linksetText(register.exported(), publicOrigin)),
        }),
    }),
    operation({
      method: 'post',
      path: '/linksets',
      tag,
      summary: 'Import a whole linkset, a JSON file as multipart field "file", or nothing of it',
      right: 'linksets.write',
      query: 'LinksetImport',
      answer: 'LinksetImported',
      middleware: [mayImport, ...receiveFile()],
      handle: ({ req, actor, query: { takeDefaults } }) => {
        if (!req.file) throw invalid([{ pointer: '/file', key: 'errors.required' }]);
        const text = req.file.buffer.toString('utf8');
        const by = changeBy(req, actor, req.get('Idempotency-Key'), [takeDefaults, text]);
        return register.importLinkset(linksetIn(text), by, { takeDefaults });
      },
    }),
  ];
}

/** Asked before the body is read, so that a stranger's upload takes no memory. */
const mayImport: RequestHandler = (req, _res, next) => {
  if (!may(actorOf(req), 'linksets.write')) throw forbidden();
  next();
};
