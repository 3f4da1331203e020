import type { Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import type { Stray } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import { flash } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import { statusTag } from '../shared/status-tag.ts';
import type { DepartmentServices } from './department-services.ts';
import { needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { syncAct } from './sync-acts.ts';
import { syncRoot } from './sync-addresses.ts';
import { nameOf } from './sync-gateway-pages.ts';

const root = `${syncRoot}/strays`;
const stateKinds = { open: 'warn', withdrawn: 'good', kept: 'neutral' } as const;

/** What a gateway holds under the department's name and this system does not know: a person decides. */
export function strayPages(
  router: Router,
  { reconciliations }: DepartmentServices,
  visitFor: VisitFor,
): void {
  router.get(root, needs('sync.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t } = visit;
    const { items } = await reconciliations.strays();
    const title = t('sync.strays');
    const body = html`${breadcrumb({ t, trail: [{ href: syncRoot, label: t('department.sync-title') }], current: title })}
    ${pageHead({ title, lead: t('sync.strays-lead') })}
    ${dataTable<Stray>({
      caption: title,
      isCaptionHidden: true,
      columns: [
        { head: t('sync.stray-number'), cell: ({ foreignId }) => code(foreignId) },
        { head: t('sync.kind'), cell: ({ kind }) => t(`gateway.kind-${kind}`) },
        { head: t('sync.gateway'), cell: ({ gateway }) => nameOf(t, gateway) },
        { head: t('sync.stray-found'), cell: ({ foundAt }) => instantText(foundAt, visit), kind: 'date' },
        {
          head: t('department.state'),
          cell: ({ state }) => statusTag({ kind: stateKinds[state], text: t(`sync.stray-${state}`) }),
          kind: 'tight',
        },
        { head: t('sync.decide'), cell: (stray) => waysOf(visit, stray) },
      ],
      rows: items,
      empty: { icon: 'check', title: t('sync.strays-none') },
    })}`;
    const done =
      req.query['done'] === 'decided' && flash({ t, kind: 'good', title: t('sync.stray-decided') });
    send(visit, { title, current: 'sync', flash: done, body });
  });

  for (const decision of ['withdraw', 'keep'] as const) {
    syncAct(router, visitFor, {
      path: `${root}/:stray/${decision}`,
      right: 'sync.retry',
      told({ t, req }) {
        return Promise.resolve({
          title: t(`sync.stray-${decision}`),
          consequence: `${strayIn(req.params)}. ${t('sync.strays-lead')}`,
          label: t(`sync.stray-${decision}`),
          kind: decision === 'withdraw' ? 'stop' : 'info',
          back: { href: root, label: t('sync.strays') },
        });
      },
      async act({ req }, reason, by) {
        await reconciliations.decide(strayIn(req.params), { decision, reason }, by);
        return `${root}?done=decided`;
      },
    });
  }
}

function waysOf({ t, actor }: Visit, { id, state, reason, by }: Stray): Hole {
  if (state !== 'open') return html`${reason} <span class="soft">${by}</span>`;
  if (!may(actor, 'sync.retry')) return undefined;
  const address = `${root}/${encodeURIComponent(id)}`;
  return html`<span class="buttons"
    >${linkButton({ href: `${address}/withdraw`, label: t('sync.stray-withdraw') })}
    ${linkButton({ href: `${address}/keep`, label: t('sync.stray-keep'), kind: 'quiet' })}</span
  >`;
}

function strayIn({ stray }: Record<string, unknown>): string {
  if (typeof stray !== 'string' || stray.length > 300) throw notFound();
  return stray;
}
