import { Types } from 'mongoose';
import type { ChangeBy } from '../../../domain/change.ts';
import { conflict, forbidden, invalid, notFound } from '../../../domain/errors.ts';
import { paperFaults } from '../../../domain/labels/paper-rules.ts';
import { scopeFor } from '../../../domain/roles.ts';
import type { Actor } from '../../../domain/roles.ts';
import type { Ledger } from '../../../ledger/unit-of-work.ts';
import type { Clock } from '../../../platform/clock.ts';
import type { LabelLayout, LabelLayoutContent } from '../../../platform/contract-types.ts';
import { LabelLayoutModel } from './label-layout-model.ts';
import type { LabelLayoutDocument } from './label-layout-model.ts';

export type LabelLayoutService = ReturnType<typeof labelLayoutService>;

const mostLayouts = 100;

/** Paper that no preset knows, kept by the organisation that bought it. */
export function labelLayoutService({ ledger, clock }: { ledger: Ledger; clock: Clock }) {
  return {
    async list(actor: Actor): Promise<{ items: LabelLayout[] }> {
      const docs = await LabelLayoutModel.find(scopeOf(actor))
        .sort({ 'content.name': 1 })
        .collation({ locale: 'vi' })
        .limit(mostLayouts);
      return { items: docs.map(viewOf) };
    },

    find: async (id: string, actor: Actor): Promise<LabelLayout> => viewOf(await load(id, actor)),

    async create(content: LabelLayoutContent, by: ChangeBy): Promise<LabelLayout> {
      const { organisation } = by.actor;
      if (organisation === null) throw forbidden();
      check(content);
      return ledger.change(by, async (record) => {
        const doc = new LabelLayoutModel({
          organisation: new Types.ObjectId(organisation),
          content,
          updatedAt: clock.now(),
        });
        await doc.save();
        await record({ ...entryOf(doc), action: 'label-layout.create', after: content });
        return viewOf(doc);
      });
    },

    async edit(
      id: string,
      content: LabelLayoutContent,
      { rev, by }: { rev: number; by: ChangeBy },
    ): Promise<LabelLayout> {
      check(content);
      return ledger.change(by, async (record) => {
        const doc = await load(id, by.actor);
        if (doc.rev !== rev) throw conflict({ key: 'errors.stale-now' });
        const before = doc.content;
        doc.set({ content, updatedAt: clock.now() });
        await doc.save();
        await record({ ...entryOf(doc), action: 'label-layout.edit', before, after: content });
        return viewOf(doc);
      });
    },

    /** Jobs keep the paper they were ordered with. */
    async remove(id: string, by: ChangeBy): Promise<void> {
      await ledger.change(by, async (record) => {
        const doc = await load(id, by.actor);
        await doc.deleteOne();
        await record({ ...entryOf(doc), action: 'label-layout.remove', before: doc.content });
      });
    },
  };
}

function check({ paper }: LabelLayoutContent): void {
  const faults = paperFaults(paper).map((fault) => ({ ...fault, pointer: `/paper${fault.pointer}` }));
  if (faults.length > 0) throw invalid(faults);
}

async function load(id: string, actor: Actor): Promise<LabelLayoutDocument> {
  const doc = await LabelLayoutModel.findOne({ _id: new Types.ObjectId(id), ...scopeOf(actor) });
  if (!doc) throw notFound();
  return doc;
}

function scopeOf(actor: Actor): { organisation?: Types.ObjectId } {
  const { organisation } = scopeFor(actor);
  return organisation === undefined ? {} : { organisation: new Types.ObjectId(organisation) };
}

function entryOf({ _id, organisation }: LabelLayoutDocument) {
  return {
    subject: { kind: 'label-layout' as const, id: String(_id) },
    organisation: String(organisation),
  };
}

function viewOf({ _id, rev, content, updatedAt }: LabelLayoutDocument): LabelLayout {
  return { id: String(_id), rev, content, updatedAt: updatedAt.toISOString() };
}
