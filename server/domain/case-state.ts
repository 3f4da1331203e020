import { conflict } from './errors.ts';

/** What an inspector looks into: open, the stamps held meanwhile, decided. */
export const caseStates = ['open', 'held', 'closed'] as const;
export type CaseState = (typeof caseStates)[number];

export const caseDecisions = ['hold', 'void', 'clear'] as const;
export type CaseDecision = (typeof caseDecisions)[number];

export const caseOutcomes = ['void', 'cleared'] as const;
export type CaseOutcome = (typeof caseOutcomes)[number];

/** A decided case stays decided: new evidence opens a new one. */
const transitions: Record<CaseState, Partial<Record<CaseDecision, CaseState>>> = {
  open: { hold: 'held', void: 'closed', clear: 'closed' },
  held: { void: 'closed', clear: 'closed' },
  closed: {},
};

export function nextCaseState(state: CaseState, decision: CaseDecision): CaseState {
  const next = transitions[state][decision];
  if (!next) throw conflict({ key: 'cases.not-now', params: { state, decision } }, { state, decision });
  return next;
}

export function decisionsOf(state: CaseState): CaseDecision[] {
  return caseDecisions.filter((decision) => transitions[state][decision] !== undefined);
}

export function outcomeOf(decision: CaseDecision): CaseOutcome | null {
  if (decision === 'hold') return null;
  return decision === 'void' ? 'void' : 'cleared';
}
