import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { History } from '../../platform/contract-types.ts';
import type { Hole } from '../../platform/html.ts';
import { disclosure } from '../shared/page-parts.ts';
import { timeline } from '../shared/record-parts.ts';
import { stampVerbs } from '../shared/stamp-verbs.ts';
import type { Kind } from '../shared/status-tag.ts';
import type { Visit } from './visit.ts';

const verbs = {
  create: 'neutral',
  register: 'good',
  edit: 'neutral',
  correct: 'good',
  submit: 'info',
  withdraw: 'neutral',
  endorse: 'info',
  approve: 'good',
  return: 'warn',
  refuse: 'stop',
  close: 'neutral',
  suspend: 'warn',
  restore: 'good',
  recall: 'stop',
  'take-down': 'stop',
  explain: 'info',
  'revise-recall': 'neutral',
  'close-recall': 'neutral',
  expire: 'warn',
  'expires-soon': 'warn',
  'record-stage': 'neutral',
  'withdraw-stage': 'neutral',
} as const satisfies Record<string, Kind>;

type Verb = keyof typeof verbs;

/** Who did what to the record, newest first. */
export function historySection({ entries }: History, { t, lang }: Visit): Hole {
  if (entries.length === 0) return undefined;
  return disclosure({
    summary: t('producer.history', { count: entries.length }),
    body: timeline(
      entries.map(({ action, at, by, reason }) => {
        const verb = verbOf(action);
        const ofStamps = stampVerbs[wordOf(action)];
        return {
          title: t(ofStamps?.label ?? `producer.did-${verb}`),
          kind: ofStamps?.kind ?? verbs[verb],
          when: { iso: at, text: formatInstant(new Date(at), lang) },
          actor: by,
          body: reason,
        };
      }),
    ),
  });
}

function verbOf(action: string): Verb {
  return (Object.keys(verbs) as Verb[]).find((known) => known === wordOf(action)) ?? 'edit';
}

function wordOf(action: string): string {
  return action.slice(action.indexOf('.') + 1);
}
