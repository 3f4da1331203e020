import type {
  Batch,
  BatchStamps,
  StampAct,
  StampAllowance,
  StampRun,
} from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { emptyState, flash, notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { countsPanel } from '../shared/stamp-counts.ts';
import { runTable } from './stamp-run-page.ts';
import { amountOfStamps, amountText, rangeText, stampsRoot, stampTrail } from './stamp-words.ts';
import { send, timeText } from './visit.ts';
import type { Visit } from './visit.ts';

export interface StampOverview {
  batch: Batch;
  allowance: StampAllowance;
  stamps: BatchStamps;
  runs: readonly StampRun[];
  /** What was done last, newest first. */
  acts: readonly StampAct[];
}

const mostRanges = 5;

/** The stamps of a batch: how they stand, how many there may still be, what waits to be done. */
export function sendStampOverview(visit: Visit, overview: StampOverview): void {
  const { t, mayWrite } = visit;
  const { allowance, stamps, runs } = overview;
  const { batch, obstacle } = allowance;
  const root = stampsRoot(batch.id);
  const title = t('stamping.title', { batch: batch.name });
  const hasStamps = stamps.counts.issued > 0;
  const body = html`${breadcrumb({ t, trail: stampTrail(visit, batch).slice(0, -1), current: t('stamping.short') })}
  ${pageHead({ title, lead: hasStamps && issuedSentence(stamps, visit) })}
  ${obstacle && notice({ t, kind: 'warn', title: t(`stamps.obstacle-${obstacle}`) })}
  ${approvalNotice(overview.batch, visit)} ${heldNotice(stamps, visit)}
  ${hasStamps ? html`<p>${leftSentence(allowance, visit)}</p>` : noStamps(allowance, visit)}
  ${hasStamps && mayWrite && actButtons(root, overview, visit)}
  ${hasStamps && countsPanel(stamps.counts, visit, visit.t('stamping.counts'))}
  ${waiting(root, stamps, visit)}
  ${
    hasStamps &&
    html`<section class="stack-close">
      <h2>${t('stamping.runs')}</h2>
      ${runTable(runs, visit)}
    </section>`
  }
  ${hasStamps && html`<p><a href="${root}/history">${t('stamping.history')}</a></p>`}`;
  send(visit, {
    title,
    current: 'batch',
    flash: doneAct(overview, visit),
    isSample: overview.batch.sample,
    body,
  });
}

function issuedSentence({ counts }: BatchStamps, { t }: Visit): string {
  const { active, unactivated, returned } = counts;
  return t('stamping.issued', { count: counts.issued, active, unactivated, void: counts.void, returned });
}

/** "Lô còn đủ cho 740 tem, ứng với 370 kg." */
export function leftSentence({ left, perStamp, quantity }: StampAllowance, visit: Visit): string {
  const { t } = visit;
  if (left === null || perStamp === null)
    return t('stamping.left-unknown', { quantity: amountText(quantity, visit) });
  if (left === 0) return t('stamping.left-none');
  const rest = t('stamping.left', {
    left,
    quantity: amountOfStamps(left, { perStamp, unit: quantity.unit }, visit),
  });
  return `${rest} ${t('stamping.per-stamp-is', { quantity: amountText(perStamp, visit) })}`;
}

function approvalNotice({ approved }: Batch, { t }: Visit): Hole {
  if (approved) return undefined;
  return notice({
    t,
    kind: 'info',
    title: t('stamping.not-approved'),
    body: t('stamping.not-approved-next'),
  });
}

function heldNotice({ counts }: BatchStamps, { t }: Visit): Hole {
  if (counts.held === 0) return undefined;
  return notice({
    t,
    kind: 'warn',
    title: t('stamping.held-title', { count: counts.held }),
    body: t('stamping.held-next'),
  });
}

function noStamps(allowance: StampAllowance, visit: Visit): Html {
  const { t, mayWrite } = visit;
  const canAsk = mayWrite && allowance.obstacle === null && allowance.left !== 0;
  return emptyState({
    icon: 'stamp',
    title: t('stamping.none'),
    sentence: leftSentence(allowance, visit),
    action:
      canAsk &&
      linkButton({
        href: `${stampsRoot(allowance.batch.id)}/new`,
        label: t('stamping.request'),
        kind: 'primary',
        icon: 'plus',
      }),
  });
}

function actButtons(root: string, { allowance, stamps, batch }: StampOverview, { t }: Visit): Html {
  const { unactivated, active } = stamps.counts;
  const hasUsable = unactivated + active > 0;
  const canAsk = allowance.obstacle === null && allowance.left !== 0;
  return html`<p class="buttons">
    ${
      unactivated > 0 &&
      batch.approved !== null &&
      linkButton({
        href: `${root}/activation`,
        label: t('stamping.title-activate'),
        kind: 'primary',
        icon: 'check',
      })
    }
    ${canAsk && linkButton({ href: `${root}/new`, label: t('stamping.request'), icon: 'plus' })}
    ${hasUsable && linkButton({ href: `${root}/voiding`, label: t('stamping.title-void'), icon: 'cross' })}
    ${hasUsable && linkButton({ href: `${root}/return`, label: t('stamping.title-return'), icon: 'arrow-left' })}
  </p>`;
}

/** What stands on goods perhaps, and would be called not valid by a scan. */
function waiting(root: string, { ranges }: BatchStamps, visit: Visit): Hole {
  const { t, mayWrite } = visit;
  const printed = ranges.filter(({ state, held }) => state === 'printed' && !held);
  if (printed.length === 0) return undefined;
  const more = printed.length - mostRanges;
  return html`<section class="stack-close">
    <h2>${t('stamping.waiting')}</h2>
    <p class="soft">${t('stamping.waiting-lead')}</p>
    <ul class="stamp-ranges">
      ${printed.slice(0, mostRanges).map(
        (range) =>
          html`<li>
            <p>${rangeText(range, visit)}</p>
            ${
              mayWrite &&
              html`<p>
                <a href="${`${root}/activation?first=${range.first}&last=${range.last}`}"
                  >${t('stamping.activate-range')}</a
                >
              </p>`
            }
          </li>`,
      )}
    </ul>
    ${more > 0 && html`<p>${t('stamping.waiting-more', { count: more })}</p>`}
  </section>`;
}

const tellable = ['activate', 'void', 'return'] as const;

/** What the act before did, by `?done=`, in the numbers of the log itself. */
function doneAct({ acts }: StampOverview, visit: Visit): Hole {
  const { t, req } = visit;
  const done = tellable.find((name) => name === req.query['done']);
  const last = acts.find(({ action }) => action === done);
  if (!done || !last) return undefined;
  const { count, at } = last;
  return flash({ t, kind: 'good', title: t(`stamping.done-${done}`, { count, time: timeText(at, visit) }) });
}
