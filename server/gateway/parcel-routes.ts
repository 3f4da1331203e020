import { operation } from '../platform/operation.ts';
import type { Operation } from '../platform/operation.ts';
import type { ParcelService } from './parcel-service.ts';

export function parcelRoutes(parcels: ParcelService): Operation[] {
  if (!parcels.isOffered) return [];
  return [
    operation({
      method: 'get',
      path: '/parcels',
      tag: 'sync',
      summary: 'Signed bundles for an upload by hand, newest first',
      right: 'sync.read',
      answer: 'ParcelList',
      handle: () => parcels.list(),
    }),

    operation({
      method: 'post',
      path: '/parcels',
      tag: 'sync',
      summary: 'Make a bundle of everything that lies ready',
      right: 'sync.retry',
      answer: 'Parcel',
      status: 201,
      handle: ({ by }) => parcels.make(by),
    }),

    operation({
      method: 'get',
      path: '/parcels/signing-key',
      tag: 'sync',
      summary: 'The public key of the bundles (RFC 8037), for whoever receives one',
      right: 'anyone',
      answer: 'SigningKey',
      handle: () => Promise.resolve(parcels.publicKey()),
    }),

    operation({
      method: 'get',
      path: '/parcels/{parcelId}',
      tag: 'sync',
      summary: 'One bundle with what it carries',
      right: 'sync.read',
      answer: 'Parcel',
      handle: ({ params }) => parcels.find(params['parcelId'] ?? ''),
    }),

    operation({
      method: 'get',
      path: '/parcels/{parcelId}/bundle',
      tag: 'sync',
      summary: 'The bundle itself: a signed zip with JSON, tables and pictures',
      right: 'sync.retry',
      answer: 'binary',
      handle: async ({ params }) => {
        const { name, bytes } = await parcels.bundle(params['parcelId'] ?? '');
        return {
          type: 'application/zip',
          body: bytes,
          headers: { 'Content-Disposition': `attachment; filename="${name}"` },
        };
      },
    }),

    operation({
      method: 'post',
      path: '/parcels/{parcelId}/receipt',
      tag: 'sync',
      summary: 'Write down what the portal answered: its receipt number and what it refused',
      right: 'sync.retry',
      body: 'ParcelReceipt',
      answer: 'Parcel',
      handle: ({ params, body, by }) => parcels.answer(params['parcelId'] ?? '', body, by),
    }),
  ];
}
