import { Router } from 'express';
import { may } from '../../domain/roles.ts';
import type { SyncCounts } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { card, cards, taskTile, tiles } from '../shared/panels.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import { send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { ageOf, instantText } from './desk-words.ts';
import { queueRoot, reviewAddress } from './queue-address.ts';
import { backlogSentence } from './queue-page.ts';

/** What waits, whether the national gateway keeps up, what consumers report. */
export function homePages(services: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get('/department', async (req, res) => {
    const visit = visitFor(req, res);
    const { t, actor } = visit;
    const parts = [
      may(actor, 'queue.read') && (await queueCard(services, visit)),
      may(actor, 'sync.read') && syncCard(visit, await services.sync.counts()),
      may(actor, 'reports.read') && (await reportsCard(services, visit)),
    ].filter((part) => part !== false);
    const title = t('department.home-title');
    const lead = t('department.home-lead', { at: instantText(visit.now.toISOString(), visit) });
    const body = html`${pageHead({ title, lead })} ${cards(parts)} ${tiles(waysOn(visit))}`;
    send(visit, { title, current: 'home', body });
  });

  return router;
}

async function queueCard({ submissions }: DepartmentServices, visit: Visit): Promise<Html> {
  const { t, actor } = visit;
  const backlog = await submissions.backlog(actor);
  const [first] = (await submissions.queue(actor, { limit: 1 })).items;
  const canDecide = may(actor, 'submissions.decide');
  return card({
    title: t('department.queue-title'),
    href: queueRoot,
    aside: statusTag(
      backlog.count === 0
        ? { kind: 'good', text: t('department.all-done') }
        : { kind: 'info', text: t('department.waiting-count', { count: backlog.count }) },
    ),
    body: html`<p>${backlogSentence(visit, backlog)}</p>
      ${
        canDecide &&
        first &&
        html`<p>
          ${linkButton({ href: reviewAddress(first.id), label: t('department.begin'), kind: 'primary', icon: 'arrow' })}
        </p>`
      }`,
  });
}

function syncCard(visit: Visit, counts: SyncCounts): Html {
  const { t } = visit;
  return card({
    title: t('department.sync-title'),
    href: '/department/sync',
    aside: syncTag(t, counts),
    body: html`<p>${syncSentence(t, counts)}</p>
      ${counts.oldestWaiting !== null && html`<p class="soft">${t('department.sync-oldest', { age: ageOf(counts.oldestWaiting, visit) })}</p>`}`,
  });
}

/** "Cổng quốc gia: 36 đã nhận, 2 bị từ chối, 1 đang chờ." */
export function syncSentence(
  t: Translate,
  { accepted, refused, queued, sending, handed }: SyncCounts,
): string {
  return t('department.sync-sentence', { accepted, refused, waiting: queued + sending + handed });
}

export function syncTag(t: Translate, { refused, queued, sending, handed }: SyncCounts): Html {
  if (refused > 0) return statusTag({ kind: 'warn', text: t('department.sync-to-mend') });
  if (queued + sending + handed > 0) return statusTag({ kind: 'info', text: t('department.sync-under-way') });
  return statusTag({ kind: 'good', text: t('department.sync-all-sent') });
}

async function reportsCard({ reports }: DepartmentServices, visit: Visit): Promise<Html> {
  const { t } = visit;
  const { items } = await reports.list({ limit: 1 });
  const [latest] = items;
  return card({
    title: t('department.reports-title'),
    href: '/department/reports',
    body: latest
      ? t('department.reports-latest', {
          number: latest.number,
          title: latest.title,
          age: ageOf(latest.at, visit),
        })
      : t('department.reports-none'),
  });
}

function waysOn({ t, actor }: Visit): Html[] {
  return [
    may(actor, 'records.read') &&
      taskTile({
        href: '/department/organisations',
        label: t('department.organisations-title'),
        icon: 'user',
        note: t('department.organisations-note'),
      }),
    may(actor, 'records.read') &&
      taskTile({
        href: '/department/marks',
        label: t('department.marks-title'),
        icon: 'certificate',
        note: t('department.marks-note'),
      }),
    may(actor, 'users.write') &&
      taskTile({
        href: '/department/users',
        label: t('account.users-title'),
        icon: 'user',
        note: t('department.users-note'),
      }),
  ].filter((tile) => tile !== false);
}
