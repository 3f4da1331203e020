import { stagesOf } from '../../domain/stage-catalogue.ts';
import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import { wordsOf } from '../../platform/request-context.ts';
import type { EventService } from './event-service.ts';

export function eventRoutes(events: EventService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/stage-catalogue',
      tag: 'stages',
      summary: 'The stages of a product group and what is asked for each, in the caller’s language',
      right: 'records.read',
      query: 'StageCatalogueQuery',
      answer: 'StageCatalogue',
      handle: ({ query: { group }, req }) => {
        const t = wordsOf(req);
        const stages = stagesOf(group).map(({ code, name, quantity, units, asks, details }) => ({
          code,
          name: t(name),
          quantity,
          units: [...units],
          asks: [...asks],
          details: details.map((detail) => t(detail)),
        }));
        return Promise.resolve({ group, stages });
      },
    }),

    operation({
      method: 'get',
      path: '/batches/{batchId}/stages',
      tag: 'stages',
      summary: 'The stages of a batch, in the order in which they happened',
      right: 'records.read',
      answer: 'StageList',
      handle: async ({ params, actor }) => ({ items: await events.list(params['batchId'] ?? '', actor) }),
    }),

    operation({
      method: 'post',
      path: '/batches/{batchId}/stages',
      tag: 'stages',
      summary: 'Record a stage of a batch',
      right: 'records.write',
      body: 'StageContent',
      answer: 'Stage',
      status: 201,
      handle: ({ params, body, by }) => events.add(params['batchId'] ?? '', body, by),
    }),

    operation({
      method: 'post',
      path: '/batches/{batchId}/stages/{stageId}/withdrawal',
      tag: 'stages',
      summary: 'Declare that a stage did not happen as recorded',
      right: 'records.write',
      body: 'ReasonGiven',
      answer: 'Stage',
      handle: ({ params, body, by }) =>
        events.withdraw(params['batchId'] ?? '', params['stageId'] ?? '', { reason: body.reason, by }),
    }),

    operation({
      method: 'get',
      path: '/batches/{batchId}/events',
      tag: 'stages',
      summary: 'The events of a batch as an EPCIS 2.0 document',
      right: 'records.read',
      answer: 'EpcisDocument',
      handle: ({ params, actor }) => events.epcis(params['batchId'] ?? '', actor),
    }),
  ];
}
