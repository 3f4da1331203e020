import { notFound } from '../../domain/errors.ts';
import { productGroups } from '../../domain/stage-catalogue.ts';
import type { OfferedDetail } from '../../domain/stage-offer.ts';
import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { StageCatalogue } from '../../platform/contract-types.ts';
import type { Translate } from '../../platform/i18n.ts';
import { wordsOf } from '../../platform/request-context.ts';
import type { EventService } from './event-service.ts';
import type { StageCatalogueService } from './stage-catalogue-service.ts';

interface EventRoutes {
  events: EventService;
  catalogues: StageCatalogueService;
}

export function eventRoutes({ events, catalogues }: EventRoutes): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/stage-catalogue',
      tag: 'stages',
      summary: 'The stages of a product group and what is asked for each, in the caller’s language',
      right: 'records.read',
      query: 'StageCatalogueQuery',
      answer: 'StageCatalogue',
      handle: async ({ query: { group }, req }) => catalogueView(await catalogues.read(group), wordsOf(req)),
    }),

    operation({
      method: 'put',
      path: '/stage-catalogues/{group}',
      tag: 'stages',
      summary: 'Settle the stages of a product group',
      right: 'catalogues.write',
      body: 'StageCatalogueContent',
      answer: 'StageCatalogue',
      changes: true,
      handle: async ({ params, body, rev, by, req }) => {
        const group = productGroups.find((one) => one === params['group']);
        if (group === undefined) throw notFound();
        await catalogues.edit(group, body, { rev, by });
        return catalogueView(await catalogues.read(group), wordsOf(req));
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

type Settled = Awaited<ReturnType<StageCatalogueService['read']>>;

function catalogueView({ group, rev, stages }: Settled, t: Translate): StageCatalogue {
  return {
    group,
    rev,
    stages: stages.map(({ code, name, quantity, units, asks, details, isExpected, shows }) => ({
      code,
      name: t(name),
      quantity,
      units: [...units],
      asks: [...asks],
      details: details.map((detail) => wordsFor(detail, t)),
      isExpected,
      shows: [...shows],
      openDetails: details.filter(({ isOpen }) => isOpen).map((detail) => wordsFor(detail, t)),
    })),
  };
}

function wordsFor({ key, name }: OfferedDetail, t: Translate): string {
  return key === null ? name : t(key);
}
