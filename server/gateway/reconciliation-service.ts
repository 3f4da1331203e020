import { Types } from 'mongoose';
import type { CanonicalRecord } from '../domain/canonical-record.ts';
import { recordName } from '../domain/canonical-record.ts';
import type { ChangeBy } from '../domain/change.ts';
import { conflict, notFound } from '../domain/errors.ts';
import { OutboxModel } from '../ledger/outbox-model.ts';
import type { Ledger } from '../ledger/unit-of-work.ts';
import type { Clock } from '../platform/clock.ts';
import type { Contracts, Reconciliation, Stray } from '../platform/contract-types.ts';
import { gatewayNames } from './gateway-port.ts';
import { ReconciliationModel, StrayModel } from './reconciliation-model.ts';
import type { StoredReconciliation, StoredStray } from './reconciliation-model.ts';

export type ReconciliationService = ReturnType<typeof reconciliationService>;

/** The history of comparisons, and the decisions about what only a gateway knows. */
export function reconciliationService({ ledger, clock }: { ledger: Ledger; clock: Clock }) {
  return {
    /** Newest first. */
    async list(query: Contracts['ReconciliationQuery']): Promise<Contracts['ReconciliationPage']> {
      const { gateway, after, limit = 25 } = query;
      if (after !== undefined && !Types.ObjectId.isValid(after)) throw notFound();
      const found = await ReconciliationModel.find({
        ...(gateway !== undefined && { gateway }),
        ...(after !== undefined && { _id: { $lt: new Types.ObjectId(after) } }),
      })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<StoredReconciliation[]>();
      const items = found.slice(0, limit).map(reportView);
      const last = items.at(-1);
      return found.length > limit && last ? { items, next: last.id } : { items };
    },

    async find(id: string): Promise<Reconciliation> {
      const found = await ReconciliationModel.findById(new Types.ObjectId(id)).lean<StoredReconciliation>();
      if (!found) throw notFound();
      return reportView(found);
    },

    /** Open ones first. */
    async strays(): Promise<{ items: Stray[] }> {
      const found = await StrayModel.find().sort({ state: -1, foundAt: -1 }).limit(200).lean<StoredStray[]>();
      const items = found.map(strayView);
      return { items: [...items.filter(isOpen), ...items.filter((stray) => !isOpen(stray))] };
    },

    /** Withdraw: the gateway is told to take it out of use, as any withdrawal. Keep: it is left there. */
    async decide(id: string, { decision, reason }: Contracts['StrayDecision'], by: ChangeBy): Promise<Stray> {
      const decided = await ledger.change(by, async (record) => {
        const stray = await StrayModel.findById(id).lean<StoredStray>();
        if (!stray) throw notFound();
        if (stray.state !== 'open') throw conflict({ key: 'gateway.stray-decided' });
        const state = decision === 'withdraw' ? 'withdrawn' : 'kept';
        if (decision === 'withdraw') await assertNotOurs(stray);
        const after = { state, reason, by: by.actor.name } as const;
        await StrayModel.updateOne({ _id: id }, { $set: after });
        await record({
          subject: { kind: 'gateway', id: stray.gateway },
          action: `gateway.stray-${decision}`,
          reason,
          after: { stray: id },
          messages: decision === 'withdraw' ? [withdrawalOf(stray, reason)] : [],
        });
        return strayView({ ...stray, ...after });
      });
      return decided;
    },
  };

  function withdrawalOf({ gateway, kind, record, seq, foreignId }: StoredStray, reason: string) {
    const content = unknownRecord({ kind, id: record, name: foreignId, reason });
    const decision = { at: clock.now(), by: '', action: 'resend' as const, reason };
    return {
      aggregate: recordName(kind, record),
      organisation: '',
      needs: [],
      record: content,
      sample: false,
      repair: { gateway, seqAbove: seq, decision },
    };
  }
}

/** A second one of a record we do know: taking "it" out of use could meet the right one. */
async function assertNotOurs({ gateway, kind, record }: StoredStray): Promise<void> {
  const own = await OutboxModel.exists({ gateway, aggregate: recordName(kind, record) });
  if (own) throw conflict({ key: 'gateway.stray-double' });
}

interface Unknown {
  kind: CanonicalRecord['kind'];
  id: string;
  name: string;
  reason: string;
}

/** Enough of a record to withdraw it; nothing else is known of it. */
function unknownRecord({ kind, id, name, reason }: Unknown): CanonicalRecord {
  const head = { id, version: 0, publicUrl: '', state: 'withdrawn', stateReason: reason } as const;
  const none = { gtin: null, internalCode: null, origin: null, brand: null, standards: [], pictures: [] };
  if (kind === 'organisation') {
    const contact = { taxCode: null, gln: null, address: '', communeCode: null, phone: null, email: null };
    return { ...head, kind, name, type: '', ...contact };
  }
  if (kind === 'product') {
    const rest = { netContent: null, netContentUnit: null, shelfLife: null, description: null, group: null };
    return { ...head, ...none, ...rest, kind, organisation: '', name, nameEnglish: null };
  }
  return {
    ...head,
    ...none,
    kind,
    product: '',
    organisation: '',
    productName: name,
    producerName: '',
    producerAddress: '',
    stages: [],
    marks: [],
    lot: '',
    expiryDate: null,
    quantity: '0',
    unit: '',
    productionDate: null,
    harvestDate: null,
    place: null,
    certificates: [],
  };
}

function isOpen({ state }: Stray): boolean {
  return state === 'open';
}

function reportView(report: StoredReconciliation): Reconciliation {
  const { _id, startedAt, finishedAt, gateway, ...rest } = report;
  return {
    id: String(_id),
    gateway: nameOf(gateway),
    trigger: rest.trigger,
    by: rest.by,
    state: rest.state,
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    trouble: rest.trouble,
    kinds: rest.kinds.map((kind) => ({ ...kind, filled: kind.filled ?? 0 })),
    findings: rest.findings,
  };
}

function strayView({ _id, gateway, foundAt, seenAt, ...rest }: StoredStray): Stray {
  const times = { foundAt: foundAt.toISOString(), seenAt: seenAt.toISOString() };
  return { ...rest, ...times, id: _id, gateway: nameOf(gateway) };
}

function nameOf(gateway: string): Reconciliation['gateway'] {
  return gatewayNames.find((name) => name === gateway) ?? 'national';
}
