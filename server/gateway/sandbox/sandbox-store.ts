import { createHash, randomBytes } from 'node:crypto';
import type { mongo } from 'mongoose';
import { isDuplicateKey } from '../../platform/database.ts';
import type { Clock } from '../../platform/clock.ts';
import { idPrefixes } from './sandbox-dialect.ts';
import type { Answer, DossierResource, Wire } from './sandbox-dialect.ts';

/** A dossier as held. What a request did and what it was told stand in the same document: one write, or none. */
export interface Dossier {
  _id: string;
  loai: DossierResource;
  maThamChieu: string;
  phienBan: number;
  noiDung: Wire;
  trangThai: number;
  tinhTrang: string;
  /** The day of the delivery it holds, by the sender's `thoiDiem`. */
  ngay: string;
  thoiDiem: string | null;
  /** The events of a chain, in the order received. */
  suKien: EventEntry[];
  khoa: KeyEntry[];
  nhanLuc: Date;
  suaLuc: Date;
}

export interface EventEntry {
  noiDung: Wire;
  daRut: boolean;
}

export interface KeyEntry {
  ma: string;
  dauVan: string;
  traLoi: Answer;
}

/** A change of a dossier that is only made where `when` still holds. */
export interface DossierChange {
  id: string;
  when?: mongo.Filter<Dossier>;
  set?: mongo.MatchKeysAndValues<Dossier>;
  event?: EventEntry;
  entry: KeyEntry;
}

interface Range {
  after: string;
  limit: number;
  ngay?: string | undefined;
}

export type SandboxStore = Awaited<ReturnType<typeof openStore>>;

/** What the gateway holds, in a database of its own, so that a restart loses nothing. */
export async function openStore(database: mongo.Db, clock: Clock) {
  const dossiers = database.collection<Dossier>('dossiers');
  await dossiers.createIndexes([
    { key: { loai: 1, maThamChieu: 1 }, unique: true },
    { key: { 'khoa.ma': 1 }, unique: true },
    { key: { suaLuc: -1 } },
    { key: { loai: 1, ngay: 1, maThamChieu: 1 } },
    { key: { 'noiDung.idLenhSanXuat': 1 }, sparse: true },
    { key: { 'noiDung.gtinCode': 1 }, unique: true, partialFilterExpression: { loai: 'ToChuc_SanPham' } },
  ]);

  return {
    async byKey(key: string): Promise<KeyEntry | undefined> {
      const held = await dossiers.findOne({ 'khoa.ma': key });
      return held?.khoa.find(({ ma }) => ma === key);
    },

    byReference: (loai: DossierResource, maThamChieu: string) => dossiers.findOne({ loai, maThamChieu }),

    byId: (loai: DossierResource, id: unknown) =>
      typeof id === 'string' ? dossiers.findOne({ _id: id, loai }) : Promise.resolve(null),

    productByGtin: (gtin: unknown) => dossiers.findOne({ loai: 'ToChuc_SanPham', 'noiDung.gtinCode': gtin }),

    chainOf: (idLenhSanXuat: unknown) =>
      dossiers.findOne({ loai: 'ToChuc_ChuoiTruyXuat', 'noiDung.idLenhSanXuat': idLenhSanXuat }),

    list(loai: DossierResource, { after, limit, ngay }: Range): Promise<Dossier[]> {
      return dossiers
        .find({ loai, _id: { $gt: after }, ...(ngay !== undefined && { ngay }) })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray();
    },

    /** Every dossier of one kind, day by day, each day in the order of the reference numbers. */
    byDay: (loai: DossierResource) => dossiers.find({ loai }).sort({ loai: 1, ngay: 1, maThamChieu: 1 }),

    /** The events of the chains of these orders. */
    async eventsOf(orders: readonly string[]): Promise<Map<string, EventEntry[]>> {
      const chains = await dossiers
        .find({ 'noiDung.idLenhSanXuat': { $in: [...orders] }, loai: 'ToChuc_ChuoiTruyXuat' })
        .toArray();
      return new Map(chains.map(({ noiDung, suKien }) => [String(noiDung.idLenhSanXuat), suKien]));
    },

    remove: async (id: string) => (await dossiers.deleteOne({ _id: id })).deletedCount,
    clear: () => dossiers.deleteMany({}),

    newest: (limit: number) => dossiers.find().sort({ suaLuc: -1 }).limit(limit).toArray(),

    /** False where another request holding the key, the reference or the GTIN came first. */
    async insert(dossier: Omit<Dossier, 'nhanLuc' | 'suaLuc'>): Promise<boolean> {
      const at = clock.now();
      try {
        await dossiers.insertOne(
          { ...dossier, nhanLuc: at, suaLuc: at },
          { writeConcern: { w: 'majority' } },
        );
        return true;
      } catch (error) {
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    async change({ id, when = {}, set = {}, event, entry }: DossierChange): Promise<boolean> {
      try {
        const { matchedCount } = await dossiers.updateOne(
          { ...when, _id: id, 'khoa.ma': { $ne: entry.ma } },
          { $set: { ...set, suaLuc: clock.now() }, $push: { khoa: entry, ...(event && { suKien: event }) } },
          { writeConcern: { w: 'majority' } },
        );
        return matchedCount === 1;
      } catch (error) {
        // The key has served for another dossier, or the GTIN belongs to one.
        if (isDuplicateKey(error)) return false;
        throw error;
      }
    },

    newId: (loai: DossierResource) => `${idPrefixes[loai]}-${randomBytes(6).toString('hex').toUpperCase()}`,
    newReceipt: () => `BN-${randomBytes(6).toString('hex').toUpperCase()}`,
  };
}

export function fingerprintOf(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
