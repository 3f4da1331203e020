import { may } from '../../domain/roles.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { contentRows } from '../shared/content-rows.ts';
import type { Named } from '../shared/field-values.ts';
import { balancesPanel, checksPanel, grantTag } from '../shared/grant-panels.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import { doneFlash } from './done-flash.ts';
import type { ProducerServices } from './producer-services.ts';
import { readingOf } from './record-facts.ts';
import type { HeldRight } from './right-list-page.ts';
import { rightHref, rightTrail } from './right-words.ts';
import { send } from './visit.ts';
import type { Visit } from './visit.ts';

/** One right of use as its holder sees it: where it stands, what it still allows, what can be asked for. */
export async function sendRight(
  services: ProducerServices,
  visit: Visit,
  { right, balances }: HeldRight,
): Promise<void> {
  const { t } = visit;
  const { mark, state, reason, checks, sample, updatedAt } = right;
  const { decisionFile: _kept, organisation: _own, ...content } = right.content;
  const names = await namesIn(services, visit, right);
  const facts = contentRows(await readingOf(services, visit, { names, files: [] }), 'grant', content);
  const body = html`${breadcrumb({ t, trail: rightTrail(visit), current: mark.name })}
    ${reason !== null && notice({ t, kind: state === 'suspended' ? 'warn' : 'stop', title: t(`mark.grant-state-${state}`), body: reason })}
    ${pageHead({ title: mark.name, tag: grantTag(t, state), actions: acts(visit, right) })}
    ${(state === 'applied' || state === 'checked') && notice({ t, kind: 'info', title: t('marks.right-waits') })}
    ${state !== 'refused' && balancesPanel(visit, balances, { unknown: t('marks.right-no-norm') })}
    <section class="stack-close">
      <h2>${t('producer.facts')}</h2>
      ${summaryList(
        facts.filter(({ value }) => value !== undefined),
        t,
      )}
    </section>
    ${checksPanel(visit, checks)}`;
  send(visit, {
    title: mark.name,
    current: 'rights',
    isSample: sample,
    flash: doneFlash(visit, updatedAt),
    body,
  });
}

function acts({ t, actor }: Visit, { id, state, proposal }: HeldRight['right']): Hole {
  const mayAsk = may(actor, 'grants.apply');
  const isOpen = (state === 'applied' || state === 'checked') && !proposal;
  return html`${
    state === 'granted' &&
    linkButton({ href: rightHref(id, 'certificate.pdf'), label: t('marks.right-pdf'), icon: 'print' })
  }
  ${
    mayAsk &&
    (state === 'granted' || state === 'expired') &&
    linkButton({ href: rightHref(id, 'renewal'), label: t('marks.right-renew'), icon: 'refresh' })
  }
  ${mayAsk && isOpen && linkButton({ href: rightHref(id, 'edit'), label: t('common.edit'), icon: 'pencil' })}
  ${
    state !== 'applied' &&
    state !== 'checked' &&
    state !== 'refused' &&
    linkButton({ href: `/register/rights/${id}`, label: t('marks.public-page'), kind: 'quiet' })
  }`;
}

async function namesIn(
  { markChoices }: ProducerServices,
  { organisation }: Visit,
  { mark, content }: HeldRight['right'],
): Promise<ReadonlyMap<string, Named>> {
  const names = new Map<string, Named>([[mark.id, { title: mark.name, href: `/register/marks/${mark.id}` }]]);
  for (const kind of ['product', 'place'] as const) {
    for (const { id, title } of await markChoices.approved(kind, organisation)) {
      if (content[`${kind}s`].includes(id)) names.set(id, { title, href: `/producer/${kind}s/${id}` });
    }
  }
  return names;
}
