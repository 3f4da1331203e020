import type { GrantState } from '../../domain/grant-state.ts';
import { may } from '../../domain/roles.ts';
import type { Right } from '../../domain/roles.ts';
import type { Grant, MarkBalance } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { contentRows } from '../shared/content-rows.ts';
import { balancesPanel, checksPanel, grantTag } from '../shared/grant-panels.ts';
import type { IconName } from '../shared/icons.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { historyPanel } from './history-panel.ts';
import { grantHref, markHref } from './mark-desk.ts';
import { doneFlash } from './record-pages.ts';
import { readingOf } from './record-reading.ts';

interface Act {
  path: string;
  label: MessageKey;
  right: Right;
  icon?: IconName;
}

const grantIt: Act = { path: 'grant', label: 'marks.propose-grant', right: 'grants.manage', icon: 'check' };
const checkIt: Act = { path: 'check', label: 'marks.check-new', right: 'grants.manage', icon: 'eye' };
const refuseIt: Act = { path: 'refuse', label: 'marks.propose-refuse', right: 'grants.manage' };
const revokeIt: Act = {
  path: 'revoke',
  label: 'department.grant-revoke',
  right: 'grants.manage',
  icon: 'stop',
};
const renewIt: Act = { path: 'renew', label: 'marks.renew', right: 'grants.manage', icon: 'refresh' };
const editIt: Act = { path: 'edit', label: 'common.edit', right: 'grants.apply', icon: 'pencil' };

/** What may follow; the domain decides again when it is tried. */
const possible: Partial<Record<GrantState, readonly Act[]>> = {
  applied: [checkIt, editIt, refuseIt],
  checked: [grantIt, checkIt, editIt, refuseIt],
  granted: [
    renewIt,
    { path: 'suspend', label: 'department.grant-suspend', right: 'grants.decide', icon: 'stop' },
    revokeIt,
  ],
  suspended: [
    { path: 'restore', label: 'department.grant-restore', right: 'grants.decide', icon: 'refresh' },
    revokeIt,
  ],
  expired: [renewIt],
};

/** A right of use: who holds it for what, what was checked, what waits for a second officer, what of it is used. */
export async function sendGrant(
  services: DepartmentServices,
  visit: Visit,
  { grant, balances }: { grant: Grant; balances: readonly MarkBalance[] },
): Promise<void> {
  const { t } = visit;
  const { id, content, state, reason, mark, sample, proposal } = grant;
  const title = grantTitle(visit, grant);
  const reading = await readingOf(services, visit, 'grant', [content]);
  const wasGranted = state !== 'applied' && state !== 'checked' && state !== 'refused';
  const paper =
    state === 'granted' &&
    linkButton({
      href: grantHref(visit, id, 'certificate.pdf'),
      label: t('marks.right-pdf'),
      kind: 'quiet',
      icon: 'print',
    });
  const body = html`${breadcrumb({
    t,
    trail: [
      { href: visit.desk.marks, label: t('department.marks-title') },
      { href: markHref(visit, mark.id), label: mark.name },
    ],
    current: content.number ?? t('mark.no-number'),
  })}
  ${reason !== null && notice({ t, kind: state === 'suspended' ? 'warn' : 'stop', title: t(`mark.grant-state-${state}`), body: reason })}
  ${pageHead({
    title,
    lead: grant.organisation.name,
    tag: grantTag(t, state),
    actions: html`${proposal ? undefined : actLinks(visit, grant)}
    ${wasGranted && linkButton({ href: `/register/rights/${id}`, label: t('marks.public-page'), kind: 'quiet', icon: 'certificate' })}
    ${paper}`,
  })}
  ${proposal && proposalPanel(visit, grant, proposal)}
  ${balancesPanel(visit, balances, {
    act: (balance) => raiseLink(visit, grant, balance),
    unknown: t('marks.balances-none-next'),
  })}
  ${summaryList(
    contentRows(reading, 'grant', content).filter(({ value }) => value !== undefined),
    t,
  )}
  ${checksPanel(visit, grant.checks)} ${await historyPanel(services, visit, { kind: 'grant', id })}`;
  send(visit, { title, current: 'marks', isSample: sample, flash: doneFlash(visit), body });
}

export function grantTitle({ t }: Visit, { mark, content }: Grant): string {
  return t('department.grant-title', { mark: mark.name, number: content.number ?? t('mark.no-number') });
}

function actLinks(visit: Visit, { id, state }: Grant): Hole {
  const { t, actor } = visit;
  return (possible[state] ?? [])
    .filter(({ right }) => may(actor, right))
    .map(({ path, label, icon }, at) =>
      linkButton({
        href: grantHref(visit, id, path),
        label: t(label),
        ...(icon && { icon }),
        ...(at === 0 && state !== 'granted' && { kind: 'primary' as const }),
      }),
    );
}

/** Who proposed does not decide: they are told who can. */
function proposalPanel(
  visit: Visit,
  { id }: Grant,
  { act, by, at, reason }: NonNullable<Grant['proposal']>,
): Html {
  const { t, actor } = visit;
  const mayDecide = may(actor, 'grants.decide') && actor.id !== by.id;
  return notice({
    t,
    kind: 'info',
    title: t(`marks.proposed-${act}`),
    body: html`<p>${t('marks.proposed-by', { name: by.name, at: instantText(at, visit) })} ${reason}</p>
      ${!mayDecide && html`<p>${t('marks.second-needed')}</p>`}
      <div class="buttons">
        ${mayDecide && linkButton({ href: grantHref(visit, id, 'decide'), label: t('marks.decide'), kind: 'primary' })}
        ${
          may(actor, 'grants.manage') &&
          linkButton({ href: grantHref(visit, id, 'drop'), label: t('marks.drop'), kind: 'quiet' })
        }
      </div>`,
  });
}

function raiseLink(visit: Visit, grant: Grant, { id, season }: MarkBalance): Hole {
  const { t, actor } = visit;
  if (!may(actor, 'grants.decide')) return undefined;
  const href = grantHref(visit, grant.id, `raise/${id.split(':')[1] ?? ''}`);
  return html`<a href="${href}">${t('marks.raise')}<span class="unseen"> ${season}</span></a>`;
}
