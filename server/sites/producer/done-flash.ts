import type { MessageKey } from '../../platform/i18n.ts';
import type { Html } from '../../platform/html.ts';
import { flash } from '../shared/notices.ts';
import { timeText } from './visit.ts';
import type { Visit } from './visit.ts';

const words = {
  saved: 'ui.saved-at',
  submitted: 'producer.done-submitted',
  withdrawn: 'producer.done-withdrawn',
  stage: 'producer.done-stage',
  'stage-withdrawn': 'producer.done-stage-withdrawn',
  closed: 'producer.done-closed',
  explained: 'suspension.done-explained',
  applied: 'marks.done-applied',
} as const satisfies Record<string, MessageKey>;

/** What the act before did, by `?done=`, with the time the record itself tells. */
export function doneFlash(visit: Visit, updatedAt: string): Html | undefined {
  const { t, req } = visit;
  const done = (Object.keys(words) as (keyof typeof words)[]).find((name) => name === req.query['done']);
  return done && flash({ t, kind: 'good', title: t(words[done], { time: timeText(updatedAt, visit) }) });
}
