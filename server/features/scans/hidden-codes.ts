import { Types } from 'mongoose';
import limiters from 'rate-limiter-flexible';
import { DomainError, conflict, invalid, notFound } from '../../domain/errors.ts';
import { foldCrockford } from '../../domain/identifiers/crockford.ts';
import { hiddenCodeLength } from '../../domain/stamps/serial.ts';
import type { Clock } from '../../platform/clock.ts';
import type { HiddenCodeAnswer } from '../../platform/contract-types.ts';
import type { Database } from '../../platform/database.ts';
import { UnitScansModel } from './scan-model.ts';
import type { StoredUnitScans } from './scan-model.ts';
import { unitId } from './scan-place.ts';
import type { UnitPlace } from './scan-place.ts';
import type { SessionKeys } from './scan-salt.ts';
import type { Visitor } from './scan-visitor.ts';

/** A stamp that was issued, with or without a scratch layer. */
export interface CodedStamp extends UnitPlace {
  batchId: string;
  serial: string;
  hasHiddenCode: boolean;
}

interface HiddenCodesOptions {
  database: Database;
  clock: Clock;
  keys: SessionKeys;
  stampAt: (productKey: string, serial: string) => Promise<CodedStamp | null>;
  /** Whether the code is the stamp's; compares in constant time. */
  codeHolds: (productKey: string, serial: string, code: string) => boolean;
  provinceOf: (network: string) => string | null;
  provinceName: (code: string) => string | undefined;
  examine: (units: readonly string[]) => Promise<void>;
}

export type HiddenCodes = ReturnType<typeof hiddenCodes>;

const tries = { points: 5, duration: 24 * 3600 };

/**
 * The second level: a code under a scratch layer can be opened first only once. Five tries a stamp and day, each
 * counted before it is judged; 40 bits leave guessing no chance.
 */
export function hiddenCodes(options: HiddenCodesOptions) {
  const { database, clock, keys, stampAt, codeHolds, provinceOf, provinceName, examine } = options;
  const brake = new limiters.RateLimiterMongo({
    storeClient: database,
    tableName: 'guess-limits',
    disableIndexesCreation: true,
    keyPrefix: 'hidden',
    ...tries,
  });

  return {
    async openHidden(
      { productKey, serial, code }: { productKey: string; serial: string; code: string },
      visitor: Visitor,
    ): Promise<HiddenCodeAnswer> {
      const stamp = await stampAt(productKey, serial);
      if (!stamp) throw notFound();
      if (!stamp.hasHiddenCode) throw conflict({ key: 'scans.no-hidden-code' });
      const typed = foldCrockford(code, hiddenCodeLength);
      if (typed === null) {
        throw invalid([
          { pointer: '/code', key: 'scans.hidden-code-form', params: { length: hiddenCodeLength } },
        ]);
      }
      const unit = unitId(stamp);
      const triesLeft = await countTry(unit);
      if (!codeHolds(productKey, stamp.serial, typed)) {
        return { result: 'wrong', openedAt: null, province: null, triesLeft };
      }
      await brake.delete(unit);
      return opened(stamp, visitor);
    },
  };

  async function countTry(unit: string): Promise<number> {
    try {
      return (await brake.consume(unit)).remainingPoints;
    } catch (error) {
      if (!(error instanceof limiters.RateLimiterRes)) throw error;
      const retryAfter = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      const params = { hours: Math.ceil(retryAfter / 3600) };
      throw new DomainError('too-many', { key: 'scans.hidden-code-tries', params }, { retryAfter });
    }
  }

  /** Whoever opened it first may read that again the same day; anybody later is told when that was. */
  async function opened(stamp: CodedStamp, visitor: Visitor): Promise<HiddenCodeAnswer> {
    const unit = unitId(stamp);
    const at = clock.now();
    const key = await keys.of(unit, visitor, at);
    const province = provinceOf(visitor.network);
    const earlier = await recordOpening(stamp, { at, key, province });
    if (earlier && earlier.key !== key) await examine([unit]);
    const shown = earlier ?? { at, province };
    return {
      result: earlier && earlier.key !== key ? 'again' : 'first',
      openedAt: shown.at.toISOString(),
      province: shown.province === null ? null : (provinceName(shown.province) ?? shown.province),
      triesLeft: tries.points,
    };
  }
}

type Opening = NonNullable<StoredUnitScans['opening']>;

/** What was recorded before; one write decides who was first, in whatever process. */
async function recordOpening(
  { productKey, batch, unit, batchId, serial }: CodedStamp,
  { at, key, province }: Omit<Opening, 'count'>,
): Promise<Opening | undefined> {
  const _id = unitId({ productKey, batch, unit });
  const place = { productKey, batch, unit, batchId: new Types.ObjectId(batchId), serial, sessions: 0 };
  await UnitScansModel.updateOne({ _id }, { $setOnInsert: place }, { upsert: true });
  const isFirst = await UnitScansModel.updateOne(
    { _id, opening: { $exists: false } },
    { $set: { opening: { at, key, province, count: 1 } } },
  );
  if (isFirst.modifiedCount === 1) return undefined;
  const stored = await UnitScansModel.findOneAndUpdate({ _id, 'opening.key': { $ne: key } } as object, {
    $inc: { 'opening.count': 1 },
  }).lean();
  return stored?.opening ?? (await UnitScansModel.findById(_id).lean())?.opening;
}
