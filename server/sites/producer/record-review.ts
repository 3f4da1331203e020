import type { DomainError, Fault } from '../../domain/errors.ts';
import { mendingPlace } from '../../domain/mending-field.ts';
import type { RecordView } from '../../ledger/record-view.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { say } from '../../platform/i18n.ts';
import { fieldLabel } from '../shared/field-labels.ts';
import { notice } from '../shared/notices.ts';
import { actForm } from './act-form.ts';
import { hrefOf } from './record-kind.ts';
import type { RecordDetail, RecordKind } from './record-kind.ts';
import type { Visit } from './visit.ts';

/** The officer's message above the record or its form. */
export function officersWords<Content>(
  { state, message }: Pick<RecordView<Content>, 'state' | 'message'>,
  { t }: Visit,
): Hole {
  if (message === null || (state !== 'returned' && state !== 'refused')) return undefined;
  return notice({
    t,
    kind: state === 'refused' ? 'stop' : 'warn',
    title: t(`producer.officer-${state}`),
    body: html`${message.split('\n\n').map((part) => html`<p>${part}</p>`)}`,
  });
}

/** Each remark with the name of its field, leading to it in the form. */
export function notesSection<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  { id, notes, state }: View,
  { t }: Visit,
): Hole {
  if (notes.length === 0 || state !== 'returned') return undefined;
  const place = { href: hrefOf(kind, id), standsAt: kind.standsAt };
  return html`<section class="stack-close">
    <h2>${t('producer.notes')}</h2>
    <ul>
      ${notes.map(({ pointer, text }) => {
        const label = fieldLabel(kind.kind, pointer);
        return html`<li>
          <a href="${whereToMend(pointer, place)}">${label ? t(label) : t('producer.facts')}</a>: ${text}
        </li>`;
      })}
    </ul>
  </section>`;
}

/** What can be done with the review now: submit, or take back. */
export function reviewSection<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  visit: Visit,
  view: View,
  { along = [] }: RecordDetail,
): Hole {
  const { t } = visit;
  const href = hrefOf(kind, view.id);
  if (kind.can(view, 'withdraw', visit)) {
    return html`<section class="card stack-close">
      <h2>${t('producer.review')}</h2>
      <p>${t('producer.withdraw-lead')}</p>
      ${actForm(t, { action: `${href}/withdrawal`, label: t('producer.withdraw'), kind: 'plain' })}
    </section>`;
  }
  if (!kind.can(view, 'submit', visit)) return undefined;
  return html`<section class="card stack-close">
    <h2>${t('producer.review')}</h2>
    <p>${t('producer.submit-lead')}</p>
    ${
      along.length > 0 &&
      html`<p>${t('producer.submit-along')}</p>
        <ul>
          ${along.map((title) => html`<li>${title}</li>`)}
        </ul>`
    }
    ${actForm(t, { action: `${href}/submission`, label: t('producer.submit'), kind: 'primary' })}
  </section>`;
}

interface MendingPlace {
  href: string;
  standsAt: Readonly<Record<string, string>> | undefined;
}

/** Why an act was refused: what is missing, each with the way to where it is filled in. */
export function refusalNotice({ faults, sentence }: DomainError, { t }: Visit, place: MendingPlace): Html {
  const list = html`<ul>
    ${faults.map((fault: Fault) => html`<li><a href="${whereToMend(fault.pointer, place)}">${say(t, fault)}</a></li>`)}
  </ul>`;
  return html`<div role="alert">
    ${notice({
      t,
      kind: 'stop',
      title: faults.length > 0 ? t('producer.not-yet') : say(t, sentence),
      body: faults.length > 0 && list,
    })}
  </div>`;
}

function whereToMend(pointer: string, { href, standsAt }: MendingPlace): string {
  return href + mendingPlace(pointer, standsAt);
}
