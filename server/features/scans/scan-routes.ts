import type { Actor } from '../../domain/roles.ts';
import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { HiddenCodes } from './hidden-codes.ts';
import type { Inspection } from './inspection.ts';
import type { ScanAnomalies } from './scan-anomalies.ts';
import type { ScanHistory } from './scan-history.ts';
import type { ScanNorms } from './scan-norms.ts';
import type { SignalFiguresOf } from './signal-figures.ts';
import { visitorOf } from './scan-visitor.ts';

export interface ScanRoutesParts {
  norms: ScanNorms;
  history: ScanHistory;
  anomalies: ScanAnomalies;
  figures: SignalFiguresOf;
  hidden: HiddenCodes;
  inspecting: Inspection;
  neighbours: {
    /** Throws where the batch is not the actor's to see. */
    mayRead: (batchId: string, actor: Actor) => Promise<void>;
  };
}

export function scanRoutes(parts: ScanRoutesParts): Operation[] {
  const { norms, history, anomalies, figures, hidden, inspecting, neighbours } = parts;
  return [
    operation({
      method: 'get',
      path: '/batches/{batchId}/scans',
      tag: 'scans',
      summary: 'How often stamps of a batch were looked up, by day, province and verdict',
      right: 'records.read',
      answer: 'BatchScans',
      handle: async ({ params, actor }) => {
        const batch = params['batchId'] ?? '';
        await neighbours.mayRead(batch, actor);
        return history.ofBatch(batch);
      },
    }),
    operation({
      method: 'get',
      path: '/stamps/inspection',
      tag: 'scans',
      summary: 'All that is known of one stamp, for an inspector in front of the goods',
      right: 'stamps.inspect',
      query: 'InspectionQuery',
      answer: 'InspectedUnit',
      handle: ({ query, req }) => inspecting.inspect(query, visitorOf(req, req.ip ?? '')),
    }),
    operation({
      method: 'post',
      path: '/stamps/{code}/{serial}/hidden-code',
      tag: 'scans',
      summary: 'Try the code under the scratch layer; five tries a stamp and day',
      right: 'anyone',
      body: 'HiddenCodeTry',
      answer: 'HiddenCodeAnswer',
      handle: ({ params, body, req }) =>
        hidden.openHidden(
          { productKey: params['code'] ?? '', serial: params['serial'] ?? '', code: body.code },
          visitorOf(req, req.ip ?? ''),
        ),
    }),
    operation({
      method: 'get',
      path: '/scan-anomalies',
      tag: 'scans',
      summary: 'Stamps that anything speaks against, the most suspicious first',
      right: 'scans.read',
      query: 'AnomalyQuery',
      answer: 'AnomalyPage',
      handle: ({ query }) => anomalies.list(query),
    }),
    operation({
      method: 'get',
      path: '/scan-signals',
      tag: 'scans',
      summary: 'Every signal with how often it was right and how often a false alarm',
      right: 'scans.read',
      query: 'SignalFiguresQuery',
      answer: 'SignalFigures',
      handle: ({ query, actor }) => figures(query.product, actor),
    }),
    operation({
      method: 'get',
      path: '/products/{productId}/scan-norm',
      tag: 'scans',
      summary: 'What is still usual for the stamps of a product',
      right: 'scans.read',
      answer: 'ScanNorm',
      handle: ({ params, actor }) => norms.read(params['productId'] ?? '', actor),
    }),
    operation({
      method: 'put',
      path: '/products/{productId}/scan-norm',
      tag: 'scans',
      summary: 'Say what is usual for the stamps of a product',
      right: 'norms.write',
      body: 'ScanNormContent',
      answer: 'ScanNorm',
      changes: true,
      handle: ({ params, body, rev, by }) => norms.set(params['productId'] ?? '', body, { rev, by }),
    }),
  ];
}
