import { digest } from '../domain/canonical-json.ts';
import type { CanonicalRecord } from '../domain/canonical-record.ts';
import { dateInVietnam } from '../domain/vietnamese-format.ts';
import type { Clock } from '../platform/clock.ts';
import type { Accepted, Delivery, GatewayPort, Handed, HeldRecord } from './gateway-port.ts';
import { ParcelItemModel } from './parcel-model.ts';
import type { ParcelItem } from './parcel-model.ts';
import type { ParcelSeal } from './parcel-seal.ts';
import { tallyByListing } from './reconcile-digest.ts';

interface FileGatewayOptions {
  clock: Clock;
  seal: ParcelSeal;
}

const page = 500;

/**
 * For portals that take uploads only: deliveries lie ready until an officer makes a signed bundle of them, carries it
 * there and writes the receipt down. What the portal holds is what it gave receipts for.
 */
export function fileGateway({ clock, seal }: FileGatewayOptions): GatewayPort {
  return {
    name: 'file',
    put: layReady,
    withdraw: layReady,

    async lookup(record, delivery) {
      const item = await ParcelItemModel.findById(delivery.key).lean<ParcelItem>();
      if (!item || item.outcome === 'refused') return { outcome: 'absent' };
      return item.outcome === 'accepted' ? acceptance(item) : { outcome: 'handed' };
    },

    async list(kind, { day, after }) {
      const latest = await ParcelItemModel.aggregate<ParcelItem>([
        {
          $match: { outcome: 'accepted', 'record.kind': kind, ...(after && { 'record.id': { $gt: after } }) },
        },
        { $sort: { 'record.id': 1, seq: -1 } },
        { $group: { _id: '$record.id', item: { $first: '$$ROOT' } } },
        { $replaceRoot: { newRoot: '$item' } },
        { $sort: { 'record.id': 1 } },
        { $limit: page + 1 },
      ]);
      const shown = latest.slice(0, page);
      const records = shown.map(heldRecord).filter((held) => day === undefined || held.day === day);
      return {
        outcome: 'listed',
        records,
        next: latest.length > page ? (shown.at(-1)?.record.id ?? null) : null,
      };
    },

    tally(kind) {
      return tallyByListing((one, range) => this.list(one, range), kind);
    },

    health: () => Promise.resolve({ healthy: true }),

    check() {
      const words = Buffer.from(clock.now().toISOString());
      const isGood = seal.verifies(words, seal.sign(words));
      return Promise.resolve([{ point: 'signing', isGood, found: seal.publicKey.kid }]);
    },
  };

  /** The same delivery is laid ready once; after a refusal it waits for the next bundle. */
  async function layReady(record: CanonicalRecord, delivery: Delivery): Promise<Accepted | Handed> {
    const { key: _id, seq, at } = delivery;
    const known = await ParcelItemModel.findById(_id).lean<ParcelItem>();
    if (known?.outcome === 'accepted') return acceptance(known);
    if (known?.outcome === null) return { outcome: 'handed' };
    await ParcelItemModel.updateOne(
      { _id },
      {
        $set: { parcel: null, outcome: null, words: '', readyAt: clock.now() },
        $setOnInsert: { record, seq, at, digest: contentDigest(record) },
      },
      { upsert: true },
    );
    return { outcome: 'handed' };
  }
}

/** What an answered item proves. */
export function acceptance({ record, digest: held, words }: ParcelItem): Accepted {
  const digestNow = record.state === 'withdrawn' ? '' : held;
  return { outcome: 'accepted', foreignId: record.id, receipt: words, digest: digestNow };
}

function heldRecord({ record, seq, at, digest: held, words }: ParcelItem): HeldRecord {
  const withdrawn = record.state === 'withdrawn';
  return {
    id: record.id,
    foreignId: record.id,
    seq,
    day: dateInVietnam(new Date(at)),
    digest: withdrawn ? '' : held,
    withdrawn,
    receipt: words,
  };
}

function contentDigest(record: CanonicalRecord): string {
  return digest(record);
}
