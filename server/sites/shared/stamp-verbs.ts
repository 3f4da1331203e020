import type { MessageKey } from '../../platform/i18n.ts';
import type { Kind } from './status-tag.ts';

/** What the history of a batch calls the acts on its stamps. */
export const stampVerbs: Partial<Record<string, { label: MessageKey; kind: Kind }>> = {
  'request-stamps': { label: 'stamps.did-request', kind: 'neutral' },
  'print-stamps': { label: 'stamps.did-print', kind: 'neutral' },
  'activate-stamps': { label: 'stamps.did-activate', kind: 'good' },
  'void-stamps': { label: 'stamps.did-void', kind: 'stop' },
  'return-stamps': { label: 'stamps.did-return', kind: 'neutral' },
  'hold-stamps': { label: 'stamps.did-hold', kind: 'warn' },
  'release-stamps': { label: 'stamps.did-release', kind: 'good' },
};
