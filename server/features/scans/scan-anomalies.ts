import { Types } from 'mongoose';
import { DomainError } from '../../domain/errors.ts';
import type { AnomalyPage, AnomalyQuery } from '../../platform/contract-types.ts';
import { UnitScansModel } from './scan-model.ts';
import type { StoredUnitScans } from './scan-model.ts';

interface AnomalyOptions {
  batchTitles: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;
}

export type ScanAnomalies = ReturnType<typeof scanAnomalies>;

/** Units that anything speaks against, the most suspicious first. */
export function scanAnomalies({ batchTitles }: AnomalyOptions) {
  return {
    async list({ signal, batch, limit = 25, after }: AnomalyQuery): Promise<AnomalyPage> {
      const found = await UnitScansModel.find({
        suspicion: { $gte: 1 },
        ...(signal !== undefined && { signals: signal }),
        ...(batch !== undefined && { batchId: new Types.ObjectId(batch) }),
        ...(after !== undefined && behind(after)),
      } as object)
        .sort({ suspicion: -1, sessions: -1, _id: 1 })
        .limit(limit + 1)
        .lean();
      const shown = found.slice(0, limit);
      const titles = await batchTitles(shown.map(({ batchId }) => String(batchId)));
      const items = shown.map((unit) => itemOf(unit, titles));
      const last = shown.at(-1);
      return found.length > limit && last ? { items, next: cursorOf(last) } : { items };
    },

    /** Units by signal, for all goods or for one product. */
    async unitsBySignal(productKey: string | undefined): Promise<ReadonlyMap<string, number>> {
      const rows = await UnitScansModel.aggregate<{ _id: string; units: number }>([
        { $match: { suspicion: { $gte: 1 }, ...(productKey !== undefined && { productKey }) } },
        { $unwind: '$signals' },
        { $group: { _id: '$signals', units: { $sum: 1 } } },
      ]);
      return new Map(rows.map(({ _id, units }) => [_id, units]));
    },
  };
}

function itemOf(unit: StoredUnitScans, titles: ReadonlyMap<string, string>): AnomalyPage['items'][number] {
  const { _id, serial, productKey, batchId, signals = [], suspicion = 0, sessions, last } = unit;
  const batch = { id: String(batchId), name: titles.get(String(batchId)) ?? '' };
  return {
    id: _id,
    serial,
    productKey,
    batch,
    signals: [...signals],
    suspicion,
    sessions,
    last: last?.toISOString() ?? null,
  };
}

function cursorOf({ suspicion = 0, sessions, _id }: StoredUnitScans): string {
  return `${suspicion}~${sessions}~${_id}`;
}

function behind(cursor: string): object {
  const [, suspicion, sessions, id] = /^(\d{1,3})~(\d{1,9})~([\w/]{1,60})$/.exec(cursor) ?? [];
  if (suspicion === undefined || sessions === undefined || id === undefined) {
    throw new DomainError('malformed', { key: 'errors.malformed' });
  }
  const [high, many] = [Number(suspicion), Number(sessions)];
  return {
    $or: [
      { suspicion: { $lt: high } },
      { suspicion: high, sessions: { $lt: many } },
      { suspicion: high, sessions: many, _id: { $gt: id } },
    ],
  };
}
