import { Types } from 'mongoose';
import limiters from 'rate-limiter-flexible';
import type { ChangeBy } from '../../domain/change.ts';
import { DomainError, invalid, notFound } from '../../domain/errors.ts';
import type { Parsed } from '../../domain/parsed.ts';
import type { Actor } from '../../domain/roles.ts';
import { cursorId } from '../../ledger/record-store.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Report, ReportContent, ReportPage, ReportQuery } from '../../platform/contract-types.ts';
import { ReportModel } from './report-model.ts';
import type { ReportDocument } from './report-model.ts';

interface ReportServiceOptions {
  ledger: Ledger;
  clock: Clock;
  /** What a code names, where it is published. */
  published: (code: string, lot: string | undefined) => Promise<ReportedGoods | null>;
  /** The goods a stamp was issued for, and its serial in its one spelling. */
  stamped: (code: string, serial: string) => Promise<(ReportedGoods & { serial: string }) | null>;
  /** Takes a picture in, made anew from its pixels; what is wrong with it comes back. */
  keepPicture: (file: PictureFile, by: ChangeBy) => Promise<Parsed<{ id: string }>>;
}

export interface ReportedGoods {
  path: string;
  title: string;
  organisation: string;
  batch: string | null;
}

/** A picture as it was sent. */
export interface PictureFile {
  originalname: string;
  buffer: Buffer;
}

interface Sending {
  key?: ChangeBy['key'] | undefined;
  picture?: PictureFile | undefined;
}

export type ReportService = ReturnType<typeof reportService>;

/** Whoever reports needs no account and stays unnamed. */
const consumer: Actor = { id: 'consumer', name: 'Người tiêu dùng', roles: [], organisation: null };

/** What consumers tell the department about goods they hold in their hands. */
export function reportService({ ledger, clock, ...neighbours }: ReportServiceOptions) {
  const perAddress = new limiters.RateLimiterMemory({ points: 5, duration: 10 * 60 });

  return {
    /** Before anything that a stranger sends is read. */
    async mayFile(address: string): Promise<void> {
      const used = await perAddress.get(address);
      if (used && used.remainingPoints <= 0) throw tooMany(used.msBeforeNext);
    },

    /** Five in ten minutes from one network address; what is refused for its content counts as well. */
    async file(content: ReportContent, address: string, { key, picture }: Sending = {}): Promise<Report> {
      await slowDown(address);
      const text = content.text.trim();
      if (text.length < 10) throw invalid([{ pointer: '/text', key: 'public.report-too-short' }]);
      const { serial = null, ...goods } = await goodsOf(content);
      const by = { actor: consumer, ...(key && { key }) };
      const kept = picture && (await keepPicture(picture));
      return ledger.change(by, async (record) => {
        const doc = new ReportModel({
          ...{ path: goods.path, title: goods.title, text, serial, at: clock.now() },
          organisation: new Types.ObjectId(goods.organisation),
          batch: goods.batch === null ? null : new Types.ObjectId(goods.batch),
          contact: content.contact ?? null,
          picture: kept === undefined ? null : new Types.ObjectId(kept),
        });
        await doc.save();
        await record({
          subject: { kind: 'report', id: String(doc._id) },
          action: 'report.file',
          organisation: goods.organisation,
          after: { path: goods.path, serial, text, picture: kept ?? null },
        });
        return viewOf(doc);
      });
    },

    async find(id: string): Promise<Report> {
      const doc = await ReportModel.findById(new Types.ObjectId(id));
      if (!doc) throw notFound();
      return viewOf(doc);
    },

    async list({ path, limit = 25, after }: ReportQuery): Promise<ReportPage> {
      const docs = await ReportModel.find({
        ...(path !== undefined && { path }),
        ...(after !== undefined && { _id: { $lt: cursorId(after) } }),
      })
        .sort({ _id: -1 })
        .limit(limit + 1);
      const items = docs.slice(0, limit).map(viewOf);
      const last = items.at(-1);
      return docs.length > limit && last ? { items, next: last.id } : { items };
    },
  };

  /** A stamp's serial says more than a lot that was typed. */
  async function goodsOf({
    code,
    lot,
    serial,
  }: ContentOfGoods): Promise<ReportedGoods & { serial?: string }> {
    const byStamp = serial === undefined ? null : await neighbours.stamped(code, serial);
    if (serial !== undefined && !byStamp) throw invalid([{ pointer: '/serial', key: 'public.unknown-code' }]);
    const goods = byStamp ?? (await neighbours.published(code, lot));
    if (!goods) throw invalid([{ pointer: '/code', key: 'public.unknown-code' }]);
    return goods;
  }

  async function keepPicture(picture: PictureFile): Promise<string> {
    const kept = await neighbours.keepPicture(picture, { actor: consumer });
    if (!kept.ok) throw invalid([{ pointer: '/picture', ...kept.fault }]);
    return kept.value.id;
  }

  async function slowDown(address: string): Promise<void> {
    try {
      await perAddress.consume(address);
    } catch (error) {
      if (!(error instanceof limiters.RateLimiterRes)) throw error;
      throw tooMany(error.msBeforeNext);
    }
  }
}

type ContentOfGoods = Pick<ReportContent, 'code' | 'lot' | 'serial'>;

function tooMany(milliseconds: number): DomainError {
  const seconds = Math.max(1, Math.ceil(milliseconds / 1000));
  return new DomainError(
    'too-many',
    { key: 'errors.too-many', params: { seconds } },
    { retryAfter: seconds },
  );
}

function viewOf(doc: ReportDocument): Report {
  const { _id, path, title, organisation, batch, serial, text, contact, picture, at } = doc;
  return {
    id: String(_id),
    number: reportNumber(String(_id)),
    path,
    title,
    organisation: String(organisation),
    batch: batch && String(batch),
    serial,
    text,
    contact,
    picture: picture && String(picture),
    at: at.toISOString(),
  };
}

/** Short enough to be read out over the telephone. */
export function reportNumber(id: string): string {
  return `PA-${id.slice(-8).toUpperCase()}`;
}
