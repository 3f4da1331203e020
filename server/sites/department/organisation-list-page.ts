import type { Organisation, OrganisationPage, RecordQuery } from '../../platform/contract-types.ts';
import { may } from '../../domain/roles.ts';
import { html } from '../../platform/html.ts';
import { dataTable, filterBar, pagination } from '../shared/data-table.ts';
import { organisationKinds } from '../shared/field-catalogue.ts';
import { formFor } from '../shared/form.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import { addressOf, send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { recordAddress } from './record-address.ts';
import { stateTag } from '../shared/state-tags.ts';

export const organisationsRoot = '/department/organisations';

export interface OrganisationListPage {
  page: OrganisationPage;
  query: RecordQuery;
  communeName: (code: string) => string;
}

export function sendOrganisations(visit: Visit, { page, query, communeName }: OrganisationListPage): void {
  const { t, actor } = visit;
  const title = t('department.organisations-title');
  const add = may(actor, 'organisations.write') && newButton(visit);
  const isFiltered = query.q !== undefined;
  const form = formFor(t, { values: { q: query.q }, isFilter: true });
  const body = html`${pageHead({ title, lead: t('department.organisations-lead'), actions: add })}
  ${dataTable<Organisation>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      {
        head: t('department.organisation-name'),
        cell: ({ id, title: name }) => html`<a href="${recordAddress('organisation', id)}">${name}</a>`,
      },
      { head: t('record.organisation-kind'), cell: ({ content }) => t(organisationKinds[content.kind]) },
      {
        head: t('record.organisation-tax-code'),
        cell: ({ content }) => (content.taxCode === undefined ? undefined : code(content.taxCode)),
      },
      { head: t('record.address-commune'), cell: ({ content }) => communeName(content.address.communeCode) },
      { head: t('department.state'), cell: ({ state }) => stateTag(t, state), kind: 'tight' },
    ],
    rows: page.items,
    toolbar: filterBar({
      t,
      action: organisationsRoot,
      fields: form.text('q', { label: t('department.organisation-search'), type: 'search' }),
      clearHref: isFiltered ? organisationsRoot : undefined,
    }),
    empty: isFiltered
      ? { icon: 'search', title: t('department.nothing-found'), sentence: t('department.nothing-found-next') }
      : { icon: 'user', title: t('department.organisations-none'), action: add },
    pagination: pagination({
      t,
      previousHref: query.after === undefined ? undefined : addressOf(organisationsRoot, { q: query.q }),
      nextHref:
        page.next === undefined ? undefined : addressOf(organisationsRoot, { q: query.q, after: page.next }),
    }),
  })}`;
  send(visit, { title, current: 'organisations', isSample: page.items.some(({ sample }) => sample), body });
}

function newButton({ t }: Visit) {
  return linkButton({
    href: `${organisationsRoot}/new`,
    label: t('department.organisation-new'),
    kind: 'primary',
    icon: 'plus',
  });
}
