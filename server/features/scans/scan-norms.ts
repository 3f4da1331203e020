import { Types } from 'mongoose';
import type { ChangeBy } from '../../domain/change.ts';
import { conflict } from '../../domain/errors.ts';
import { defaultNorm } from '../../domain/scan-signals.ts';
import type { ScanNorm } from '../../domain/scan-signals.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { ScanNorm as NormView, ScanNormContent } from '../../platform/contract-types.ts';
import { NormModel } from './scan-model.ts';

interface NormsOptions {
  ledger: Ledger;
  clock: Clock;
  /** The key in a product's codes, and its name, as far as the actor may see it. */
  product: (id: string, actor: Actor) => Promise<{ key: string; title: string; organisation: string }>;
}

export type ScanNorms = ReturnType<typeof scanNorms>;

/** A norm is asked for at every look-up and changed once a year. */
const keptFor = 10_000;

/** What is usual for a product: the default, until an officer knows better. */
export function scanNorms({ ledger, clock, product }: NormsOptions) {
  const kept = new Map<string, { norm: ScanNorm; until: number }>();

  return {
    /** In force within ten seconds in every process. */
    async normOf(productKey: string): Promise<ScanNorm> {
      const now = clock.now().getTime();
      const known = kept.get(productKey);
      if (known && known.until > now) return known.norm;
      const stored = await NormModel.findOne({ productKey }).lean();
      const norm = stored ? limits(stored) : defaultNorm;
      if (kept.size >= 10_000) kept.clear();
      kept.set(productKey, { norm, until: now + keptFor });
      return norm;
    },

    async read(productId: string, actor: Actor): Promise<NormView> {
      const { title } = await product(productId, actor);
      const stored = await NormModel.findById(new Types.ObjectId(productId)).lean();
      return viewOf(productId, title, stored);
    },

    /** `rev` 0 is the default that nobody has changed yet. */
    async set(
      productId: string,
      content: ScanNormContent,
      { rev, by }: { rev: number; by: ChangeBy },
    ): Promise<NormView> {
      const { key, title, organisation } = await product(productId, by.actor);
      const view = await ledger.change(by, async (record) => {
        const _id = new Types.ObjectId(productId);
        const stored = await NormModel.findById(_id);
        const current = stored ? stored.rev + 1 : 0;
        if (current !== rev)
          throw conflict({ key: 'errors.stale', params: { yours: rev, current } }, { yours: rev, current });
        const doc = stored ?? new NormModel({ _id, productKey: key, ...defaultNorm, updatedAt: clock.now() });
        const before = limits(doc);
        doc.set({ ...content, updatedAt: clock.now() });
        await doc.save();
        await record({
          subject: { kind: 'scan-norm', id: productId },
          action: 'scan-norm.set',
          organisation,
          before,
          after: limits(doc),
        });
        return viewOf(productId, title, doc);
      });
      kept.delete(key);
      return view;
    },
  };
}

interface Stored extends ScanNorm {
  rev: number;
}

function limits({ sessions, provinces, days }: ScanNorm): ScanNorm {
  return { sessions, provinces, days };
}

function viewOf(product: string, title: string, stored: Stored | null): NormView {
  const norm = stored ? limits(stored) : defaultNorm;
  return { product, title, ...norm, isDefault: stored === null, rev: stored ? stored.rev + 1 : 0 };
}
