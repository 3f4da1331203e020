import type { CanonicalKind } from '../domain/canonical-record.ts';
import { OutboxModel } from '../ledger/outbox-model.ts';
import type { RefusalCause } from '../ledger/outbox-model.ts';
import type { SyncCauses } from '../platform/contract-types.ts';
import { gatewayNames, ownRefusals } from './gateway-port.ts';

interface Group {
  _id: RefusalCause & { gateway: string };
  count: number;
  oldest: Date;
  example: string;
  kinds: CanonicalKind[];
}

/** Refusals that still stand, by cause: mended once, all of one cause are sent again together. */
export async function refusalCauses(): Promise<SyncCauses> {
  const groups = await OutboxModel.aggregate<Group>([
    { $match: { state: 'refused', cause: { $ne: null } } },
    {
      $lookup: {
        from: 'outbox',
        let: { gateway: '$gateway', aggregate: '$aggregate', seq: '$seq' },
        pipeline: [
          { $match: { $expr: { $and: [same('gateway'), same('aggregate'), { $gt: ['$seq', '$$seq'] }] } } },
          { $limit: 1 },
          { $project: { _id: 1 } },
        ],
        as: 'later',
      },
    },
    { $match: { later: [] } },
    { $sort: { createdAt: 1 } },
    {
      $group: {
        _id: {
          gateway: '$gateway',
          code: '$cause.code',
          field: '$cause.field',
          words: '$cause.words',
        },
        count: { $sum: 1 },
        oldest: { $first: '$createdAt' },
        example: { $first: '$_id' },
        kinds: { $addToSet: '$record.kind' },
      },
    },
    { $sort: { count: -1, oldest: 1 } },
    { $limit: 100 },
  ]);
  return { items: groups.flatMap(causeView) };
}

function same(field: string): object {
  return { $eq: [`$${field}`, `$$${field}`] };
}

function causeView({ _id, count, oldest, example, kinds }: Group): SyncCauses['items'] {
  const gateway = gatewayNames.find((name) => name === _id.gateway);
  if (!gateway) return [];
  const { code, field, words } = _id;
  const trouble = ownRefusals.find((name) => name === code) ?? null;
  return [{ gateway, code, field, words, trouble, count, oldest: oldest.toISOString(), example, kinds }];
}
