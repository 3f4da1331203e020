import type { Mark } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { unitOptions } from '../shared/unit-options.ts';
import { actionBar, fieldGroup, formFor } from '../shared/form.ts';
import type { Option } from '../shared/form-inputs.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { addressOf, send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { marksRoot } from './mark-list-page.ts';
import { recordAddress } from './record-address.ts';

/** First whose right it is: products and places follow from that. */
export function sendGrantee(visit: Visit, mark: Mark, organisations: readonly Option[]): void {
  const { t } = visit;
  const title = t('department.grant-new');
  const form = formFor(t);
  const body = html`${trail(visit, mark, title)} ${pageHead({ title, lead: mark.content.name })}
    <form class="form stack" method="get" action="${grantAddress(mark)}">
      ${form.select('organisation', { label: t('record.grant-organisation'), options: organisations })}
      ${actionBar({ primary: { label: t('department.go-on') }, others: cancel(visit, mark) })}
    </form>`;
  send(visit, { title, current: 'marks', body });
}

export interface GrantForm {
  mark: Mark;
  organisation: { id: string; title: string };
  products: readonly Option[];
  places: readonly Option[];
  values: FieldValues;
  faults?: readonly FieldText[];
}

export function sendGrantForm(visit: Visit, page: GrantForm): void {
  const { t } = visit;
  const { mark, organisation, products, places, values, faults } = page;
  const title = t('department.grant-to', { organisation: organisation.title });
  const form = formFor(t, { values, faults });
  const fields = html`${fieldGroup({
    legend: t('department.grant-scope'),
    body: html`${form.text('number', { label: t('record.grant-number'), limit: 60, width: 'medium' })}
    ${form.checkboxes('products', { label: t('record.grant-products'), options: products })}
    ${
      places.length > 0 &&
      form.checkboxes('places', {
        label: t('record.grant-places'),
        hint: t('department.grant-places-hint'),
        isOptional: true,
        options: places,
      })
    }`,
  })}
  ${fieldGroup({
    legend: t('department.grant-term'),
    body: html`${form.date('from', { label: t('record.grant-from') })}
    ${form.date('to', { label: t('record.grant-to') })}
    ${form.quantity('ceiling', {
      label: t('record.grant-ceiling'),
      isOptional: true,
      units: unitOptions(['KGM', 'TNE', 'LTR', 'H87'], t),
    })}
    ${form.textarea('note', { label: t('record.note'), isOptional: true, limit: 1000, rows: 3 })}`,
  })}`;
  const body = html`${trail(visit, mark, t('department.grant-new'))}
  ${pageHead({ title, lead: mark.content.name })}
  ${
    products.length === 0
      ? nothingToGrant(visit, organisation)
      : form.enclose({
          action: addressOf(grantAddress(mark), { organisation: organisation.id }),
          hidden: { key: newSecret() },
          body: fields,
          bar: actionBar({ primary: { label: t('department.grant-do') }, others: cancel(visit, mark) }),
        })
  }`;
  send(visit, { title, current: 'marks', hasFaults: form.hasFaults, body });
}

export function grantAddress({ id }: Mark): string {
  return `${recordAddress('mark', id)}/grants/new`;
}

function nothingToGrant({ t }: Visit, { id }: { id: string }): Html {
  return notice({
    t,
    kind: 'warn',
    title: t('department.grant-no-products'),
    body: html`<p>
      <a href="${recordAddress('organisation', id)}/product">${t('department.see-products')}</a>
    </p>`,
  });
}

function trail({ t }: Visit, { id, content }: Mark, current: string): Html {
  return breadcrumb({
    t,
    trail: [
      { href: marksRoot, label: t('department.marks-title') },
      { href: recordAddress('mark', id), label: content.name },
    ],
    current,
  });
}

function cancel({ t }: Visit, { id }: Mark): Html {
  return linkButton({ href: recordAddress('mark', id), label: t('common.cancel'), kind: 'quiet' });
}
