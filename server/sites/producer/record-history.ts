import type { History } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { historyAddress } from '../shared/history-address.ts';
import { entryTimeline, historyDoor } from '../shared/history-parts.ts';
import { disclosure } from '../shared/page-parts.ts';
import type { Visit } from './visit.ts';

/** Who did what to the record last, newest first, and the way to the whole of it. */
export function historySection({ about, entries }: History, visit: Visit): Hole {
  const { t } = visit;
  return disclosure({
    summary: t('department.history'),
    body: html`${historyDoor(t, historyAddress('/producer', about))} ${entryTimeline(entries, visit)}`,
  });
}
