import type { MessageKey } from '../../platform/i18n.ts';
import type { Kind } from '../shared/status-tag.ts';

/** What is done about marks and rights of use, as a history tells it. */
export const markVerbs: Partial<Record<string, { label: MessageKey; kind: Kind }>> = {
  'mark.create': { label: 'marks.did-create', kind: 'neutral' },
  'mark.join': { label: 'marks.did-join', kind: 'neutral' },
  'mark.leave': { label: 'marks.did-leave', kind: 'warn' },
  'mark.regulate': { label: 'marks.did-regulate', kind: 'info' },
  'mark.open-season': { label: 'marks.did-open-season', kind: 'neutral' },
  'mark.edit-season': { label: 'marks.did-edit-season', kind: 'neutral' },
  'mark.plan-project': { label: 'marks.did-plan-project', kind: 'neutral' },
  'mark.visit': { label: 'marks.did-visit', kind: 'neutral' },
  'mark.close-finding': { label: 'marks.did-close-finding', kind: 'good' },
  'grant.apply': { label: 'marks.did-apply', kind: 'info' },
  'grant.check': { label: 'marks.did-check', kind: 'neutral' },
  'grant.propose-grant': { label: 'marks.proposed-grant', kind: 'info' },
  'grant.propose-refuse': { label: 'marks.proposed-refuse', kind: 'warn' },
  'grant.propose-revoke': { label: 'marks.proposed-revoke', kind: 'warn' },
  'grant.drop-proposal': { label: 'marks.drop', kind: 'neutral' },
  'grant.suspend': { label: 'department.grant-suspend-title', kind: 'warn' },
  'grant.restore': { label: 'department.grant-restore-title', kind: 'good' },
  'grant.renew': { label: 'marks.did-renew', kind: 'info' },
  'grant.raise': { label: 'marks.raise', kind: 'info' },
  'grant.expire': { label: 'marks.did-expire', kind: 'neutral' },
};
