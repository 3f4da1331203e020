import { Types } from 'mongoose';
import type { ChangeBy, Subject } from '../../domain/change.ts';
import { invalid, notFound } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { grantStateOn, nextGrantState } from '../../domain/grant-state.ts';
import type { GrantAction } from '../../domain/grant-state.ts';
import { scopeFor } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { cursorId } from '../../ledger/record-store.ts';
import type { Ledger, OutboxDraft } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Grant, GrantContent, GrantPage, GrantQuery } from '../../platform/contract-types.ts';
import { GrantModel } from './grant-model.ts';
import type { GrantDocument } from './grant-model.ts';
import { doOverlap, grantFaults } from './grant-rules.ts';
import { MarkModel } from './mark-model.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';

interface GrantServiceOptions {
  ledger: Ledger;
  clock: Clock;
  neighbours: MarkNeighbours;
  published: (subject: Subject) => Promise<OutboxDraft[]>;
}

export type GrantService = ReturnType<typeof grantService>;

/** Rights to use a mark: given, suspended, restored and taken back by the department. */
export function grantService({ ledger, clock, neighbours, published }: GrantServiceOptions) {
  return {
    async create(content: GrantContent, by: ChangeBy, { sample = false } = {}): Promise<Grant> {
      return ledger.change(by, async (record) => {
        await assertRight(content);
        const doc = new GrantModel({
          mark: new Types.ObjectId(content.mark),
          organisation: new Types.ObjectId(content.organisation),
          content,
          state: nextGrantState('applied', 'grant'),
          version: 1,
          sample,
          updatedAt: clock.now(),
        });
        await doc.save();
        await MarkModel.updateOne({ _id: doc.mark }, { $inc: { grants: 1 } });
        const messages = await published(subjectOf(doc));
        await record({ ...entryFor(doc, 'grant'), after: content, messages });
        return view(doc);
      });
    },

    suspend: (id: string, reason: string, by: ChangeBy) => decide(id, 'suspend', { reason, by }),
    restore: (id: string, reason: string, by: ChangeBy) => decide(id, 'restore', { reason, by }),
    revoke: (id: string, reason: string, by: ChangeBy) => decide(id, 'revoke', { reason, by }),

    async find(id: string, actor: Actor): Promise<Grant> {
      const doc = await load(id);
      if (!(await maySee(doc, actor))) throw notFound();
      return view(doc);
    },

    async list(
      actor: Actor,
      { mark, organisation, state, limit = 25, after }: GrantQuery,
    ): Promise<GrantPage> {
      const docs = await GrantModel.find({
        ...(mark !== undefined && { mark: new Types.ObjectId(mark) }),
        ...(organisation !== undefined && { organisation: new Types.ObjectId(organisation) }),
        ...(state !== undefined && { state }),
        ...(after !== undefined && { _id: { $lt: cursorId(after) } }),
        ...(await visibleTo(actor)),
      })
        .sort({ _id: -1 })
        .limit(limit + 1);
      const items: Grant[] = [];
      for (const doc of docs.slice(0, limit)) items.push(await view(doc));
      const last = items.at(-1);
      return docs.length > limit && last ? { items, next: last.id } : { items };
    },
  };

  async function decide(
    id: string,
    action: GrantAction,
    { reason, by }: { reason: string; by: ChangeBy },
  ): Promise<Grant> {
    return ledger.change(by, async (record) => {
      const doc = await load(id);
      const before = doc.state;
      doc.state = nextGrantState(grantStateOn(inForce(doc), today()), action);
      doc.set({
        reason: action === 'restore' ? null : reason,
        version: doc.version + 1,
        updatedAt: clock.now(),
      });
      await doc.save();
      const messages = await published(subjectOf(doc));
      await record({ ...entryFor(doc, action), reason, before, after: doc.state, messages });
      return view(doc);
    });
  }

  async function load(id: string): Promise<GrantDocument> {
    const doc = await GrantModel.findById(new Types.ObjectId(id));
    if (!doc) throw notFound();
    return doc;
  }

  async function assertRight(content: GrantContent): Promise<void> {
    const mark = await MarkModel.findById(new Types.ObjectId(content.mark)).lean();
    const faults: Fault[] = mark
      ? grantFaults(content, mark.content)
      : [{ pointer: '/mark', key: 'mark.no-such-mark' }];
    if ((await neighbours.organisationName(content.organisation)) === null) {
      faults.push({ pointer: '/organisation', key: 'mark.no-such-organisation' });
    }
    for (const kind of ['product', 'place'] as const) faults.push(...(await strangersAmong(kind, content)));
    faults.push(...(await overlapping(content)));
    if (faults.length > 0) throw invalid(faults);
  }

  async function strangersAmong(kind: 'product' | 'place', content: GrantContent): Promise<Fault[]> {
    const field = kind === 'product' ? 'products' : 'places';
    const strangers = await neighbours.strangers(kind, content[field], content.organisation);
    return strangers.map((id) => ({
      pointer: `/${field}/${content[field].indexOf(id)}`,
      key: kind === 'product' ? 'mark.strange-product' : 'mark.strange-place',
    }));
  }

  async function overlapping(content: GrantContent): Promise<Fault[]> {
    const live = await GrantModel.find({
      mark: new Types.ObjectId(content.mark),
      organisation: new Types.ObjectId(content.organisation),
      state: { $in: ['applied', 'granted', 'suspended'] },
    }).lean();
    const other = live.find((grant) => doOverlap(grant.content, content));
    return other
      ? [{ pointer: '/from', key: 'mark.grant-overlaps', params: { number: other.content.number } }]
      : [];
  }

  /** Those of the own organisation, and those given under marks that it owns. */
  async function visibleTo(actor: Actor): Promise<object> {
    const { organisation } = scopeFor(actor);
    if (organisation === undefined) return {};
    const own = new Types.ObjectId(organisation);
    const marks = await MarkModel.find({ owner: own }, { _id: 1 }).lean();
    return { $or: [{ organisation: own }, { mark: { $in: marks.map(({ _id }) => _id) } }] };
  }

  async function maySee(doc: GrantDocument, actor: Actor): Promise<boolean> {
    return (await GrantModel.exists({ _id: doc._id, ...(await visibleTo(actor)) })) !== null;
  }

  async function view(doc: GrantDocument): Promise<Grant> {
    const mark = await MarkModel.findById(doc.mark, { 'content.name': 1 }).lean();
    const organisation = String(doc.organisation);
    return {
      id: String(doc._id),
      rev: doc.rev,
      mark: { id: String(doc.mark), name: mark?.content.name ?? '' },
      organisation: { id: organisation, name: (await neighbours.organisationName(organisation)) ?? '' },
      state: grantStateOn(inForce(doc), today()),
      reason: doc.reason,
      sample: doc.sample,
      updatedAt: doc.updatedAt.toISOString(),
      content: doc.content,
    };
  }

  function today(): string {
    return dateInVietnam(clock.now());
  }
}

function inForce({ state, content }: GrantDocument) {
  return { state, to: content.to };
}

function subjectOf(doc: GrantDocument) {
  return { kind: 'grant' as const, id: String(doc._id) };
}

function entryFor(doc: GrantDocument, verb: string) {
  const { state, reason, content } = doc;
  return {
    subject: subjectOf(doc),
    action: `grant.${verb}`,
    organisation: String(doc.organisation),
    version: { number: doc.version, content: { ...content, state, reason } },
  };
}
