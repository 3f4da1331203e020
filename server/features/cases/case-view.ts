import { decisionsOf } from '../../domain/case-state.ts';
import { may } from '../../domain/roles.ts';
import { stampPath } from '../../domain/stamps/stamp-path.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Case, CaseNotices, CaseSummary } from '../../platform/contract-types.ts';
import type { CaseDocument, CaseEvent } from './case-model.ts';

export function caseView(doc: CaseDocument, actor: Actor, names: ReadonlyMap<string, string>): Case {
  const canAct = may(actor, 'cases.decide') && doc.state !== 'closed';
  return {
    ...caseSummary(doc, names),
    events: doc.events.map(({ at, ...event }) => ({
      ...event,
      signals: [...event.signals],
      at: at.toISOString(),
    })),
    actions: canAct ? ['note', ...decisionsOf(doc.state)] : [],
  };
}

export function caseSummary(doc: CaseDocument, names: ReadonlyMap<string, string>): CaseSummary {
  const { productKey, unit, state, outcome, signals, openedBy } = doc;
  const organisation = String(doc.organisation);
  return {
    id: String(doc._id),
    rev: doc.rev,
    number: caseNumber(doc),
    state,
    outcome,
    serial: unit?.serial ?? null,
    productKey,
    path: unit && stampPath(productKey, unit.serial),
    batch: { id: String(doc.batch), name: doc.title },
    organisation: { id: organisation, name: names.get(organisation) ?? '' },
    signals: [...signals],
    openedBy,
    openedAt: doc.openedAt.toISOString(),
    updatedAt: doc.updatedAt.toISOString(),
    closedAt: doc.closedAt?.toISOString() ?? null,
  };
}

/** What the producer is told: the last decision, not who suspected what. */
export function caseNotice(doc: CaseDocument): CaseNotices['items'] {
  const last = doc.events.findLast(isDecision);
  if (!last) return [];
  const { action, text, units, at } = last;
  const shown = { number: caseNumber(doc), serial: doc.unit?.serial ?? null };
  return [{ ...shown, decision: action, units, reason: text, at: at.toISOString() }];
}

/** Short enough to be read out over the telephone. */
export function caseNumber({ _id }: Pick<CaseDocument, '_id'>): string {
  return `VV-${String(_id).slice(-8).toUpperCase()}`;
}

type Decision = CaseEvent & { action: CaseNotices['items'][number]['decision'] };

export function isDecision(event: CaseEvent): event is Decision {
  return event.action === 'hold' || event.action === 'void' || event.action === 'clear';
}
