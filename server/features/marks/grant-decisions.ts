import type { ChangeBy } from '../../domain/change.ts';
import { conflict, forbidden, invalid } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { nextGrantState } from '../../domain/grant-state.ts';
import type { GrantAction } from '../../domain/grant-state.ts';
import { systemActor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import type { Grant, GrantProposalContent, GrantRenewal } from '../../platform/contract-types.ts';
import { grantEntry, grantStateNow, grantVersion, grantView, managedGrant } from './grant-access.ts';
import { grantChecks } from './grant-faults.ts';
import { GrantModel } from './grant-model.ts';
import type { GrantDocument, StoredProposal } from './grant-model.ts';
import { assertRenewable, followingTerm, renewalFault } from './grant-renewal.ts';
import type { GrantServiceOptions } from './grant-service.ts';
import { MarkModel } from './mark-model.ts';

export type GrantDecisions = ReturnType<typeof grantDecisions>;

/**
 * What is decided about rights of use. To grant, to refuse and to revoke takes two: who proposes never decides. To
 * suspend must not wait, so one officer does it, and one restores.
 */
export function grantDecisions({ ledger, clock, neighbours, published }: GrantServiceOptions) {
  const faultsOf = grantChecks(neighbours);

  return {
    async propose(id: string, proposal: GrantProposalContent, by: ChangeBy): Promise<Grant> {
      return ledger.change(by, async (record) => {
        const doc = await managedGrant(id, by.actor);
        if (doc.proposal) throw conflict({ key: 'mark.proposal-waits' }, { by: doc.proposal.by.name });
        nextGrantState(grantStateNow(doc, today()), proposal.act);
        const faults = await proposalFaults(doc, proposal);
        if (faults.length > 0) throw invalid(faults);
        doc.set({ proposal: proposedBy(proposal, by), updatedAt: clock.now() });
        await doc.save();
        const { reason } = proposal;
        await record({ ...grantEntry(doc, `propose-${proposal.act}`), reason, after: proposal });
        return view(doc);
      });
    },

    /** Another officer than the one who proposed carries it out. */
    async decide(id: string, by: ChangeBy): Promise<Grant> {
      return ledger.change(by, async (record) => {
        const doc = await managedGrant(id, by.actor);
        const { proposal } = doc;
        if (!proposal) throw conflict({ key: 'mark.nothing-proposed' });
        if (proposal.by.id === by.actor.id) throw forbidden('mark.same-officer');
        const before = doc.state;
        const faults = await proposalFaults(doc, proposal);
        if (faults.length > 0) throw invalid(faults);
        doc.state = nextGrantState(grantStateNow(doc, today()), proposal.act);
        if (proposal.act === 'grant') doc.set({ content: decided(doc, proposal) });
        doc.set({ reason: proposal.act === 'grant' ? null : (proposal.reason ?? null), proposal: null });
        await settle(doc);
        const messages = await published({ kind: 'grant', id });
        await record({
          ...grantEntry(doc, proposal.act),
          reason: proposal.reason,
          before,
          after: doc.state,
          version: grantVersion(doc),
          messages,
        });
        return view(doc);
      });
    },

    /** The proposal is dropped, by whoever made it or whoever should have decided. */
    async drop(id: string, reason: string, by: ChangeBy): Promise<Grant> {
      return ledger.change(by, async (record) => {
        const doc = await managedGrant(id, by.actor);
        if (!doc.proposal) throw conflict({ key: 'mark.nothing-proposed' });
        const before = doc.proposal;
        doc.set({ proposal: null, updatedAt: clock.now() });
        await doc.save();
        await record({ ...grantEntry(doc, 'drop-proposal'), reason, before });
        return view(doc);
      });
    },

    suspend: (id: string, reason: string, by: ChangeBy) => act(id, 'suspend', { reason, by }),
    restore: (id: string, reason: string, by: ChangeBy) => act(id, 'restore', { reason, by }),

    /** The same right for the term that follows, proposed at once: the second officer only has to decide. */
    async renew(id: string, { to, number }: GrantRenewal, by: ChangeBy): Promise<Grant> {
      return ledger.change(by, async (record) => {
        const old = await managedGrant(id, by.actor);
        assertRenewable(old, today());
        const content = followingTerm(old, to);
        const faults = (await faultsOf(content, null)).map((fault) => renewalFault(fault));
        if (faults.length > 0) throw invalid(faults);
        const doc = new GrantModel({
          mark: old.mark,
          organisation: old.organisation,
          content,
          state: 'checked',
          checks: old.checks.slice(-1),
          proposal: proposedBy({ act: 'grant', ...(number !== undefined && { number }) }, by),
          renews: old._id,
          version: 1,
          sample: old.sample,
          updatedAt: clock.now(),
        });
        await doc.save();
        await MarkModel.updateOne({ _id: doc.mark }, { $inc: { entries: 1 } });
        await record({ ...grantEntry(doc, 'renew'), after: content, version: grantVersion(doc) });
        return view(doc);
      });
    },

    /** Writes down what the calendar has ended; says how many. */
    async expireDue(): Promise<number> {
      const due = await GrantModel.find(
        { state: { $in: ['granted', 'suspended'] }, 'content.to': { $lt: today() } },
        { _id: 1 },
      ).lean();
      for (const { _id } of due) await expire(String(_id));
      return due.length;
    },
  };

  async function act(
    id: string,
    action: 'suspend' | 'restore',
    { reason, by }: { reason: string; by: ChangeBy },
  ): Promise<Grant> {
    return ledger.change(by, async (record) => {
      const doc = await managedGrant(id, by.actor);
      const before = await change(doc, action, action === 'restore' ? null : reason);
      const messages = await published({ kind: 'grant', id });
      const version = grantVersion(doc);
      await record({ ...grantEntry(doc, action), reason, before, after: doc.state, version, messages });
      return view(doc);
    });
  }

  async function expire(id: string): Promise<void> {
    await ledger.change({ actor: systemActor }, async (record) => {
      const doc = await GrantModel.findById(id);
      if (!doc || (doc.state !== 'granted' && doc.state !== 'suspended')) return null;
      const before = doc.state;
      doc.state = 'expired';
      doc.set({ proposal: null });
      await settle(doc);
      const messages = await published({ kind: 'grant', id });
      const version = grantVersion(doc);
      await record({ ...grantEntry(doc, 'expire'), before, after: doc.state, version, messages });
      return null;
    });
  }

  async function change(doc: GrantDocument, action: GrantAction, reason: string | null) {
    const before = doc.state;
    doc.state = nextGrantState(grantStateNow(doc, today()), action);
    doc.set({ reason });
    await settle(doc);
    return before;
  }

  async function settle(doc: GrantDocument): Promise<void> {
    doc.set({ version: doc.version + 1, updatedAt: clock.now() });
    await doc.save();
  }

  async function proposalFaults(doc: GrantDocument, proposal: GrantProposalContent): Promise<Fault[]> {
    if (proposal.act !== 'grant') {
      return proposal.reason === undefined ? [{ pointer: '/reason', key: 'mark.reason-needed' }] : [];
    }
    const content = decided(doc, proposal);
    const faults = await faultsOf(content, doc._id);
    if (doc.checks.at(-1)?.outcome !== 'passed') {
      faults.push({ pointer: '/act', key: 'mark.check-not-passed' });
    }
    if (content.number === undefined) faults.push({ pointer: '/number', key: 'mark.number-needed' });
    else if (await isTaken(doc, content.number)) {
      faults.push({ pointer: '/number', key: 'mark.number-taken', params: { number: content.number } });
    }
    return faults;
  }

  function proposedBy(proposal: GrantProposalContent, { actor }: ChangeBy): StoredProposal {
    return { ...proposal, by: { id: actor.id, name: actor.name }, at: clock.now() };
  }

  function view(doc: GrantDocument): Promise<Grant> {
    return grantView(doc, today(), neighbours);
  }

  function today(): string {
    return dateInVietnam(clock.now());
  }
}

function decided({ content }: GrantDocument, proposal: GrantProposalContent): GrantDocument['content'] {
  const { number, decisionNumber, decisionFile } = proposal;
  return {
    ...content,
    ...(number !== undefined && { number }),
    ...(decisionNumber !== undefined && { decisionNumber }),
    ...(decisionFile !== undefined && { decisionFile }),
  };
}

async function isTaken({ _id, mark }: GrantDocument, number: string): Promise<boolean> {
  return (await GrantModel.exists({ mark, 'content.number': number, _id: { $ne: _id } })) !== null;
}
