import { Types } from 'mongoose';
import { encodeIntervals, span } from '../../server/domain/stamps/intervals.ts';
import { stampSerials } from '../../server/domain/stamps/serial.ts';
import { storedState, StampRunModel } from '../../server/features/stamps/stamp-run-model.ts';
import { newRun } from '../../server/domain/stamps/stamp-ledger.ts';
import { StampAccountModel } from '../../server/features/stamps/stamp-account-model.ts';
import { OriginModel } from '../../server/lookup/origin-model.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { originAddresses, unitHref } from '../../server/sites/public/public-addresses.ts';
import { newSecret, publicOrigin, serving } from '../load/bench-database.ts';
import type { BenchPlace } from '../load/bench-database.ts';
import { compressedSize, load } from '../load/http-load.ts';
import { loadBatches } from '../load/load-batches.ts';
import { measuredProcess } from '../load/measured-process.ts';
import { inTurn, ratio, zipfRanks } from '../load/taking-turns.ts';

const batches = 200;
const stampsEach = 5_000;
const asked = 200_000;

/**
 * Pages of stamps from the built server, look-ups recorded, Zipf over 1,000,000; against the usual Express route with
 * one read and one rendering of the stamp's batch, which neither judges the stamp nor records anything.
 */
export async function pagesSection({ uri, folder }: BenchPlace): Promise<object> {
  const secret = newSecret();
  const stamped = await filled();
  const { write } = stampSerials([{ id: 'bench', secret: Buffer.from(secret, 'base64url') }]);
  const drawn = zipfRanks(batches * stampsEach, asked).map((rank) => {
    const { productKey, ordinal, page } = stamped[rank % batches] ?? stamped[0];
    const serial = write('bench', productKey, { batch: ordinal, unit: Math.floor(rank / batches) });
    return { unit: unitHref({ productKey, serial }, 'vi'), page };
  });
  const own = drawn.map(({ unit }) => unit);
  const usual = drawn.map(({ page }) => page);
  const ours = await measuredProcess(['server/main.js'], serving(uri, secret));
  const express = await measuredProcess(['scripts/load/baseline-server.js', 'express', uri]);
  try {
    await load({ root: ours.root, paths: own, seconds: 5, folder });
    await load({ root: express.root, paths: usual, seconds: 5, folder });
    const [unitPage, plain] = await inTurn([ours, express], { paths: [own, usual], folder, seconds: 5 });
    return {
      stamps: batches * stampsEach,
      different: new Set(own).size,
      compressedBytes: await compressedSize(ours.root + (own[0] ?? '')),
      unitPage,
      express: plain,
      ratios: { toExpress: ratio(unitPage, plain) },
      target: { toExpress: 4 },
    };
  } finally {
    await ours.stop();
    await express.stop();
  }
}

interface Stamped {
  productKey: string;
  ordinal: number;
  page: string;
}

/** Approved batches whose stamps are all active, past the ledger. */
async function filled(): Promise<[Stamped, ...Stamped[]]> {
  const paths = await loadBatches({ batches, clock: systemClock, publicOrigin });
  const origins = await OriginModel.find({ _id: { $in: paths } }, { record: 1, organisation: 1 }).lean();
  const found = origins.map(({ _id, record, organisation }, ordinal) => {
    const [ai = '', productKey = ''] = _id.split('/');
    return { batch: record, organisation, ai, productKey, ordinal, page: originAddresses(_id)[0] ?? '' };
  });
  await StampAccountModel.collection.insertMany(
    found.map(({ batch, organisation, ai, productKey, ordinal }) => ({
      _id: batch,
      organisation,
      productKey: { ai, value: productKey },
      ordinal,
      nextUnit: stampsEach,
      perStamp: { value: '1', unit: 'KGM' },
      rev: 0,
    })),
  );
  const active = encodeIntervals(span(0, stampsEach));
  await StampRunModel.collection.insertMany(
    found.map(({ batch, organisation }) => ({
      ...storedState(newRun(0, stampsEach)),
      ...{ printed: active, activated: active },
      _id: new Types.ObjectId(),
      ...{ batch, organisation, number: 1, keyId: 'bench', hasHiddenCode: false },
      ...{ requestedBy: 'bench', at: systemClock.now(), rev: 0 },
    })),
  );
  const [first, ...others] = found;
  if (!first) throw new Error('Nothing was loaded');
  return [first, ...others];
}
