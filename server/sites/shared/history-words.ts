import type { MessageKey, Translate } from '../../platform/i18n.ts';
import { stampVerbs } from './stamp-verbs.ts';
import type { Kind } from './status-tag.ts';

interface Told {
  label: MessageKey;
  kind: Kind;
}

const told = (label: MessageKey, kind: Kind = 'neutral'): Told => ({ label, kind });

/** Verbs of one noun that mean there what they mean nowhere else. */
const ofOneNoun: Partial<Record<string, Told>> = {
  'mark.create': told('marks.did-create'),
  'mark.join': told('marks.did-join'),
  'mark.leave': told('marks.did-leave', 'warn'),
  'mark.regulate': told('marks.did-regulate', 'info'),
  'mark.open-season': told('marks.did-open-season'),
  'mark.edit-season': told('marks.did-edit-season'),
  'mark.plan-project': told('marks.did-plan-project'),
  'mark.visit': told('marks.did-visit'),
  'mark.close-finding': told('marks.did-close-finding', 'good'),
  'grant.apply': told('marks.did-apply', 'info'),
  'grant.check': told('marks.did-check'),
  'grant.propose-grant': told('marks.proposed-grant', 'info'),
  'grant.propose-refuse': told('marks.proposed-refuse', 'warn'),
  'grant.propose-revoke': told('marks.proposed-revoke', 'warn'),
  'grant.drop-proposal': told('marks.drop'),
  'grant.suspend': told('department.grant-suspend-title', 'warn'),
  'grant.restore': told('department.grant-restore-title', 'good'),
  'grant.renew': told('marks.did-renew', 'info'),
  'grant.raise': told('marks.raise', 'info'),
  'grant.expire': told('marks.did-expire'),
  'handover.send': told('history.did-handover-send', 'info'),
  'handover.confirm': told('history.did-handover-confirm', 'good'),
  'handover.refuse': told('history.did-handover-refuse', 'stop'),
  'handover.withdraw': told('history.did-handover-withdraw'),
  'recall-drill.start': told('history.did-drill-start', 'info'),
  'recall-drill.finish': told('history.did-drill-finish', 'good'),
  'case.open': told('history.did-case-open', 'warn'),
  'case.signal': told('history.did-case-signal', 'warn'),
  'case.report': told('history.did-case-report', 'info'),
  'case.note': told('history.did-case-note'),
  'case.hold': told('history.did-case-hold', 'warn'),
  'case.void': told('history.did-case-void', 'stop'),
  'case.clear': told('history.did-case-clear', 'good'),
  'case.release': told('history.did-case-release', 'good'),
  'file.store': told('history.did-file-store'),
  'report.file': told('history.did-report-file', 'info'),
  'event.capture': told('history.did-event-capture', 'info'),
};

const ofAnyNoun: Partial<Record<string, Told>> = {
  create: told('department.did-create'),
  register: told('department.did-register', 'good'),
  edit: told('department.did-edit'),
  correct: told('department.did-correct', 'good'),
  submit: told('department.did-submit', 'info'),
  withdraw: told('department.did-withdraw'),
  approve: told('department.did-approve', 'good'),
  endorse: told('desk.did-endorse', 'info'),
  return: told('department.did-return', 'warn'),
  refuse: told('department.did-refuse', 'stop'),
  close: told('department.did-close'),
  suspend: told('department.did-suspend', 'warn'),
  restore: told('department.did-restore', 'good'),
  recall: told('department.did-recall', 'stop'),
  'take-down': told('department.did-take-down', 'stop'),
  explain: told('department.did-explain', 'info'),
  'revise-recall': told('department.did-revise-recall'),
  'close-recall': told('department.did-close-recall'),
  expire: told('department.did-expire', 'warn'),
  'expires-soon': told('department.did-expires-soon', 'warn'),
  'record-stage': told('department.did-record-stage'),
  'withdraw-stage': told('department.did-withdraw-stage'),
  'choose-public': told('history.did-choose-public'),
  grant: told('department.did-grant', 'good'),
  revoke: told('department.did-revoke', 'stop'),
  export: told('history.did-export', 'info'),
  refresh: told('history.did-refresh'),
  set: told('history.did-set'),
  retry: told('history.did-retry'),
  skip: told('history.did-skip', 'warn'),
  resend: told('history.did-resend'),
  fill: told('history.did-fill'),
  requeue: told('history.did-requeue'),
  reconcile: told('history.did-reconcile'),
  make: told('history.did-make'),
  answer: told('history.did-answer'),
  import: told('history.did-import'),
  cancel: told('history.did-cancel', 'warn'),
  remove: told('history.did-remove', 'warn'),
  'password-changed': told('history.did-password-changed'),
  'second-factor-started': told('history.did-second-factor'),
  'second-factor-enrolled': told('history.did-second-factor', 'good'),
  ...stampVerbs,
};

/** What was done, in words; an act that has none yet says so and is told by its own name. */
export function actOf(action: string, t: Translate): { text: string; kind: Kind } {
  const verb = ofOneNoun[action] ?? ofAnyNoun[action.slice(action.indexOf('.') + 1)];
  if (!verb) return { text: `${t('history.did-other')}: ${action}`, kind: 'neutral' };
  return { text: t(verb.label), kind: verb.kind };
}
