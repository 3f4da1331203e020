import { Types } from 'mongoose';
import type { ChangeBy } from '../../domain/change.ts';
import { conflict, invalid } from '../../domain/errors.ts';
import { signalFamilies } from '../../domain/scan-signals.ts';
import type { Signal } from '../../domain/scan-signals.ts';
import { systemActor } from '../../domain/roles.ts';
import type { Ledger, Record as Recorded } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { CaseContent } from '../../platform/contract-types.ts';
import { CaseModel } from './case-model.ts';
import type { CaseDocument, CaseEvent, StoredCase } from './case-model.ts';
import type { CaseBatch, CaseNeighbours } from './case-neighbours.ts';

interface OpeningOptions {
  ledger: Ledger;
  clock: Clock;
  neighbours: Pick<CaseNeighbours, 'batch' | 'unitAt'>;
}

/** A unit that independent signals speak against. */
export interface SuspectedUnit {
  productKey: string;
  batch: number;
  unit: number;
  serial: string;
  batchId: string;
  signals: Signal[];
}

/** How cases begin: by signals, by a consumer's report, by an inspector. One open case a unit or batch, whoever is first. */
export function caseOpening({ ledger, clock, neighbours }: OpeningOptions) {
  return {
    /** Says whether anything was written. A closed case comes back only with evidence of another kind. */
    async bySignals({ signals, serial, batchId, ...place }: SuspectedUnit): Promise<boolean> {
      const subject = `${place.productKey}/${place.batch}/${place.unit}`;
      const last = await CaseModel.findOne({ subject }).sort({ _id: -1 }).lean();
      if (last && !isNews(last, signals)) return false;
      return ledger.change({ actor: systemActor }, async (record) => {
        const open = await openCaseOf(subject);
        const event = eventOf({ at: clock.now(), by: systemActor.name, action: 'signal', signals });
        if (open) await append(open, event, record);
        else {
          const batch = await neighbours.batch(batchId, null);
          const unit = { batch: place.batch, unit: place.unit, serial };
          await insert({ subject, batch, unit, openedBy: 'signals', event }, record);
        }
        return true;
      });
    },

    /** What stands in a report joins the case that is open already; an inspector is shown that one instead. */
    async byPerson({ batch: id, serial, reason, report }: CaseContent, by: ChangeBy): Promise<string> {
      const batch = await neighbours.batch(id, by.actor);
      const found = serial === undefined ? null : await neighbours.unitAt(batch, serial);
      if (serial !== undefined && !found) throw invalid([{ pointer: '/serial', key: 'cases.not-of-batch' }]);
      const subject = found ? `${batch.productKey}/${found.batch}/${found.unit}` : `batch ${id}`;
      return ledger.change(by, async (record) => {
        const event = eventOf({
          at: clock.now(),
          by: by.actor.name,
          action: report === undefined ? 'open' : 'report',
          text: reason,
          report: report ?? null,
        });
        const open = await openCaseOf(subject);
        if (open && report === undefined) {
          throw conflict({ key: 'cases.open-already' }, { case: String(open._id) });
        }
        if (open) return append(open, event, record);
        const openedBy = report === undefined ? 'inspector' : 'report';
        return insert({ subject, batch, unit: found, openedBy, event }, record);
      });
    },
  };

  async function insert(
    {
      batch,
      event,
      ...given
    }: Pick<StoredCase, 'subject' | 'unit' | 'openedBy'> & { batch: CaseBatch; event: CaseEvent },
    record: Recorded,
  ): Promise<string> {
    const now = clock.now();
    const doc = new CaseModel({
      ...given,
      productKey: batch.productKey,
      batch: new Types.ObjectId(batch.id),
      organisation: new Types.ObjectId(batch.organisation),
      title: batch.title,
      state: 'open',
      signals: event.signals,
      events: [event],
      openedAt: now,
      updatedAt: now,
    });
    await doc.save();
    await recordEvent(doc, event, record);
    return String(doc._id);
  }

  async function append(doc: CaseDocument, event: CaseEvent, record: Recorded): Promise<string> {
    doc.set({
      events: [...doc.events, event],
      signals: [...new Set([...doc.signals, ...event.signals])],
      updatedAt: clock.now(),
    });
    await doc.save();
    await recordEvent(doc, event, record);
    return String(doc._id);
  }
}

export function eventOf(event: Pick<CaseEvent, 'at' | 'by' | 'action'> & Partial<CaseEvent>): CaseEvent {
  return { text: '', signals: [], report: null, units: 0, ...event };
}

/** The audit entry of whatever happens in a case. */
export function recordEvent(doc: CaseDocument, event: CaseEvent, record: Recorded): Promise<void> {
  return record({
    subject: { kind: 'case', id: String(doc._id) },
    action: `case.${event.action}`,
    organisation: String(doc.organisation),
    ...(event.text !== '' && { reason: event.text }),
    after: {
      subject: doc.subject,
      state: doc.state,
      outcome: doc.outcome,
      signals: doc.signals,
      units: event.units,
    },
  });
}

function openCaseOf(subject: string): Promise<CaseDocument | null> {
  return CaseModel.findOne({ subject, state: { $in: ['open', 'held'] } }).exec();
}

/** An open case learns every new signal; a closed one is contradicted only by a kind of evidence it did not have. */
function isNews({ state, signals: known }: StoredCase, found: readonly Signal[]): boolean {
  if (state !== 'closed') return found.some((signal) => !known.includes(signal));
  const families = new Set(known.map((signal) => signalFamilies[signal]));
  return found.some((signal) => !families.has(signalFamilies[signal]));
}
