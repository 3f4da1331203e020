import { Types } from 'mongoose';
import type { ChangeBy, Subject } from '../../domain/change.ts';
import { conflict, invalid, notFound } from '../../domain/errors.ts';
import { nextGrantState } from '../../domain/grant-state.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { assertFresh, cursorId } from '../../ledger/record-store.ts';
import type { Ledger, OutboxDraft, Record } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type {
  Grant,
  GrantContent,
  GrantPage,
  GrantQuery,
  GrantRenewalRequest,
  SiteCheck,
} from '../../platform/contract-types.ts';
import {
  grantEntry,
  grantStateNow,
  grantVersion,
  grantView,
  managedGrant,
  visibleGrant,
  visibleTo,
} from './grant-access.ts';
import { grantChecks } from './grant-faults.ts';
import { GrantModel } from './grant-model.ts';
import type { GrantDocument } from './grant-model.ts';
import { assertRenewable, followingTerm, renewalFault } from './grant-renewal.ts';
import { looksAfter } from './mark-access.ts';
import { MarkModel } from './mark-model.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';

export interface GrantServiceOptions {
  ledger: Ledger;
  clock: Clock;
  neighbours: MarkNeighbours;
  published: (subject: Subject) => Promise<OutboxDraft[]>;
}

export type GrantService = ReturnType<typeof grantService>;

/** Rights to use a mark, from the application to the check on the spot; `grantDecisions` has what follows. */
export function grantService({ ledger, clock, neighbours }: GrantServiceOptions) {
  const faultsOf = grantChecks(neighbours);

  return {
    /** Applied for by the organisation itself, or written down for it by whoever looks after the mark. */
    async apply(content: GrantContent, by: ChangeBy, { sample = false } = {}): Promise<Grant> {
      return ledger.change(by, async (record) => {
        await assertMayApply(content, by.actor);
        const faults = await faultsOf(content, null);
        if (faults.length > 0) throw invalid(faults);
        return applied(record, content, { sample });
      });
    },

    /** The holder asks to go on as before; an application like any other, filled in from the right it follows. */
    async askAgain(id: string, { to }: GrantRenewalRequest, by: ChangeBy): Promise<Grant> {
      return ledger.change(by, async (record) => {
        const old = await visibleGrant(id, by.actor);
        assertRenewable(old, today());
        const content = followingTerm(old, to);
        const faults = (await faultsOf(content, null)).map((fault) => renewalFault(fault));
        if (faults.length > 0) throw invalid(faults);
        return applied(record, content, { renews: old._id, sample: old.sample });
      });
    },

    /** An application can be corrected until somebody proposes to decide on it. */
    async edit(id: string, content: GrantContent, { rev, by }: { rev: number; by: ChangeBy }) {
      return ledger.change(by, async (record): Promise<Grant> => {
        const doc = await visibleGrant(id, by.actor);
        assertFresh(doc, rev);
        if (doc.proposal || (doc.state !== 'applied' && doc.state !== 'checked')) {
          throw conflict({ key: 'mark.grant-fixed' }, { state: doc.state });
        }
        const { mark, organisation } = doc.content;
        const changed = { ...content, mark, organisation };
        const faults = await faultsOf(changed, doc._id);
        if (faults.length > 0) throw invalid(faults);
        const before = doc.content;
        doc.set({ content: changed, version: doc.version + 1, updatedAt: clock.now() });
        await doc.save();
        await MarkModel.updateOne({ _id: doc.mark }, { $inc: { entries: 1 } });
        await record({ ...grantEntry(doc, 'edit'), before, after: changed, version: grantVersion(doc) });
        return view(doc);
      });
    },

    /** What a team found on the spot; only a check that was passed lets the right be granted. */
    async check(id: string, check: SiteCheck, by: ChangeBy): Promise<Grant> {
      return ledger.change(by, async (record) => {
        const doc = await managedGrant(id, by.actor);
        await assertCheck(check, doc);
        doc.state = nextGrantState(grantStateNow(doc, today()), 'check');
        doc.set({
          checks: [...doc.checks, check],
          version: doc.version + 1,
          proposal: null,
          updatedAt: clock.now(),
        });
        await doc.save();
        await record({ ...grantEntry(doc, 'check'), after: check, version: grantVersion(doc) });
        return view(doc);
      });
    },

    async find(id: string, actor: Actor): Promise<Grant> {
      return view(await visibleGrant(id, actor));
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

  async function applied(
    record: Record,
    content: GrantContent,
    facts: { sample: boolean; renews?: Types.ObjectId },
  ): Promise<Grant> {
    const doc = new GrantModel({
      mark: new Types.ObjectId(content.mark),
      organisation: new Types.ObjectId(content.organisation),
      content,
      ...facts,
      state: 'applied',
      version: 1,
      updatedAt: clock.now(),
    });
    await doc.save();
    await MarkModel.updateOne({ _id: doc.mark }, { $inc: { entries: 1 } });
    await record({ ...grantEntry(doc, 'apply'), after: content, version: grantVersion(doc) });
    return view(doc);
  }

  async function assertMayApply({ mark, organisation }: GrantContent, actor: Actor): Promise<void> {
    if (actor.organisation === organisation) return;
    const doc = await MarkModel.findById(new Types.ObjectId(mark), { owner: 1 }).lean();
    if (!doc) return;
    if (!looksAfter(actor, String(doc.owner))) throw notFound();
  }

  async function assertCheck({ on, deadline, files = [] }: SiteCheck, doc: GrantDocument): Promise<void> {
    const found: { pointer: string; key: 'mark.in-future' | 'mark.deadline-before' | 'mark.no-such-file' }[] =
      [];
    if (on > today()) found.push({ pointer: '/on', key: 'mark.in-future' });
    if (deadline !== undefined && deadline < on)
      found.push({ pointer: '/deadline', key: 'mark.deadline-before' });
    for (const [at, file] of files.entries()) {
      if (!(await neighbours.hasFile(file)))
        found.push({ pointer: `/files/${at}`, key: 'mark.no-such-file' });
    }
    if (found.length > 0) throw invalid(found);
    if (doc.proposal) throw conflict({ key: 'mark.proposal-waits' });
  }

  function view(doc: GrantDocument): Promise<Grant> {
    return grantView(doc, today(), neighbours);
  }

  function today(): string {
    return dateInVietnam(clock.now());
  }
}
