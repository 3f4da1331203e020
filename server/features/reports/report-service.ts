import { Types } from 'mongoose';
import limiters from 'rate-limiter-flexible';
import type { ChangeBy } from '../../domain/change.ts';
import { DomainError, invalid, notFound } from '../../domain/errors.ts';
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
}

export interface ReportedGoods {
  path: string;
  title: string;
  organisation: string;
}

export type ReportService = ReturnType<typeof reportService>;

/** Whoever reports needs no account and stays unnamed. */
const consumer: Actor = { id: 'consumer', name: 'Người tiêu dùng', roles: [], organisation: null };

/** What consumers tell the department about goods they hold in their hands. */
export function reportService({ ledger, clock, published }: ReportServiceOptions) {
  const perAddress = new limiters.RateLimiterMemory({ points: 5, duration: 10 * 60 });

  return {
    /** Five in ten minutes from one network address; what is refused for its content counts as well. */
    async file(content: ReportContent, address: string, key?: ChangeBy['key']): Promise<Report> {
      await slowDown(address);
      const { code, lot, contact = null } = content;
      const text = content.text.trim();
      if (text.length < 10) throw invalid([{ pointer: '/text', key: 'public.report-too-short' }]);
      const goods = await published(code, lot);
      if (!goods) throw invalid([{ pointer: '/code', key: 'public.unknown-code' }]);
      return ledger.change({ actor: consumer, ...(key && { key }) }, async (record) => {
        const organisation = new Types.ObjectId(goods.organisation);
        const doc = new ReportModel({ ...goods, organisation, text, contact, at: clock.now() });
        await doc.save();
        await record({
          subject: { kind: 'report', id: String(doc._id) },
          action: 'report.file',
          organisation: goods.organisation,
          after: { path: goods.path, text },
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

  async function slowDown(address: string): Promise<void> {
    try {
      await perAddress.consume(address);
    } catch (error) {
      if (!(error instanceof limiters.RateLimiterRes)) throw error;
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      const sentence = { key: 'errors.too-many' as const, params: { seconds } };
      throw new DomainError('too-many', sentence, { retryAfter: seconds });
    }
  }
}

function viewOf({ _id, path, title, organisation, text, contact, at }: ReportDocument): Report {
  return {
    id: String(_id),
    number: reportNumber(String(_id)),
    path,
    title,
    organisation: String(organisation),
    text,
    contact,
    at: at.toISOString(),
  };
}

/** Short enough to be read out over the telephone. */
function reportNumber(id: string): string {
  return `PA-${id.slice(-8).toUpperCase()}`;
}
