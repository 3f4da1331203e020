import { formatDate } from '../../domain/vietnamese-format.ts';
import { formatQuantity } from '../../domain/quantity.ts';
import type { RecallHolders } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import type { Visit } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { recordAddress } from './record-address.ts';

type Holder = RecallHolders['holders'][number];

/** Whom to call, by the chain and the hand-overs. */
export function holdersPart(visit: Visit, { asOf, isWhole, holders }: RecallHolders): Html {
  const { t } = visit;
  return html`<section class="stack-close" id="holders">
    <h2>${t('recall.holders')}</h2>
    <p class="soft">
      ${t('recall.holders-lead', { time: instantText(asOf, visit) })} ${!isWhole && t('recall.holders-cut')}
    </p>
    ${dataTable<Holder>({
      caption: t('recall.holders'),
      isCaptionHidden: true,
      columns: [
        {
          head: t('recall.holder'),
          cell: ({ organisation }) =>
            organisation === null
              ? t('recall.holder-unknown')
              : html`<a href="${recordAddress('organisation', organisation.id)}">${organisation.name}</a>`,
        },
        { head: t('recall.holder-contact'), cell: ({ contact }) => contactLine(contact) },
        {
          head: t('recall.holder-handed'),
          cell: ({ handed }) => handed.map((given) => handedLine(visit, given)),
        },
        { head: t('recall.holder-lots'), cell: ({ lots }) => lots.map((lot) => lotLine(visit, lot)) },
      ],
      rows: holders,
      empty: { icon: 'check', title: t('recall.holders-none') },
    })}
  </section>`;
}

function contactLine(contact: Holder['contact']): Hole {
  const { person = null, phone = null, email = null } = contact ?? {};
  return [person, phone, email].filter((part) => part !== null).join(', ');
}

function handedLine({ t, lang }: Visit, { title, quantity, on }: Holder['handed'][number]): Html {
  const amount = formatQuantity(quantity, lang, t);
  return html`<p>${t('recall.holder-line', { title, quantity: amount, date: formatDate(on, lang) })}</p>`;
}

function lotLine({ t, lang }: Visit, { lot, product, batch, amount }: Holder['lots'][number]): Html {
  const name = [product, lot].filter((part) => part !== null).join(' · ');
  const named = batch === null ? name : html`<a href="${recordAddress('batch', batch)}">${name}</a>`;
  return html`<p>${named}${amount && ` (${formatQuantity(amount, lang, t)})`}</p>`;
}
