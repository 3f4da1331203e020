import type { RefuseDecision, ReturnDecision, Submission } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { invalid } from '../../domain/errors.ts';
import { parse } from '../../platform/contracts.ts';
import { actionBar, fieldGroup, submitButton } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { legalGrounds } from './legal-grounds.ts';
import { placedFault, typedNotes } from './review-notes.ts';

export type DecisionName = 'approve' | 'return' | 'refuse';

/**
 * What returning and refusing ask for. The form has no single-line text field on purpose: Enter in one would press
 * a button, and every button here is a decision.
 */
export function decisionFields(t: Translate, form: Form): Html {
  return html`<section class="stack decision">
    <h2>${t('department.decision')}</h2>
    <div class="decision-parts">
      <div id="return" tabindex="-1">
        ${fieldGroup({
          legend: t('department.return-title'),
          hint: t('department.return-lead'),
          body: html`${form.textarea('returnMessage', { label: t('department.return-message'), limit: 2000, rows: 3 })}
            <p>${submitButton({ label: t('department.return'), name: 'decision', value: 'return' })}</p>`,
        })}
      </div>
      <div id="refuse" tabindex="-1">
        ${fieldGroup({
          legend: t('department.refuse-title'),
          hint: t('department.refuse-lead'),
          body: html`${form.select('ground', {
              label: t('department.ground'),
              prompt: t('department.ground-other'),
              isOptional: true,
              options: legalGrounds.map((ground) => ({ value: ground, label: ground })),
            })}
            ${form.textarea('groundText', {
              label: t('department.ground-text'),
              hint: t('department.ground-hint'),
              isOptional: true,
              rows: 2,
            })}
            ${form.textarea('refuseMessage', { label: t('department.refuse-message'), limit: 2000, rows: 3 })}
            <p>
              ${submitButton({ label: t('department.refuse'), kind: 'stop', name: 'decision', value: 'refuse' })}
            </p>`,
        })}
      </div>
    </div>
  </section>`;
}

/** Approving is one press; the other two lead to what they ask for. Who endorsed may still do those. */
export function decisionBar(t: Translate, acts: Submission['acts']): Html {
  const approving = approvals.find((act) => acts.includes(act));
  const others = html`<a class="button button-plain" href="#return">${t('department.return')}…</a>
    <a class="button button-plain" href="#refuse">${t('department.refuse')}…</a>`;
  if (!approving) return html`<div class="action-bar action-bar-sticky">${others}</div>`;
  const label = t(approving === 'approve' ? 'department.approve' : `desk.${approving}`);
  return actionBar({
    primary: { label, name: 'decision', value: 'approve' },
    others,
    isSticky: true,
    form: 'review',
  });
}

const approvals = ['approve', 'endorse', 'confirm'] as const;

export function decisionIn({ decision }: FieldValues): DecisionName | undefined {
  return (['approve', 'return', 'refuse'] as const).find((name) => name === decision);
}

/** Notes are for returning: pressing "approve" must not throw them away unseen. */
export function assertNoNotes(values: FieldValues): void {
  const notes = typedNotes(values);
  if (notes.length === 0) return;
  throw invalid([{ pointer: '', key: 'department.notes-left', params: { count: notes.length } }]);
}

export function returnDecision(values: FieldValues): ReturnDecision {
  const message = textOf(values['returnMessage']);
  return parse('ReturnDecision', { ...(message !== '' && { message }), notes: typedNotes(values) });
}

export function refuseDecision(values: FieldValues): RefuseDecision {
  const ground = [textOf(values['ground']), textOf(values['groundText'])]
    .filter((part) => part !== '')
    .join('. ');
  const message = textOf(values['refuseMessage']);
  return parse('RefuseDecision', { ...(ground !== '' && { ground }), ...(message !== '' && { message }) });
}

/** The contract's `/message` stands at the field of the decision that was tried. */
export function placedFaults(
  faults: readonly FieldText[],
  decision: DecisionName | undefined,
  values: FieldValues,
): FieldText[] {
  const notes = typedNotes(values);
  return faults.map((fault) => {
    if (fault.pointer === '/message') return { ...fault, pointer: `/${decision ?? ''}Message` };
    if (fault.pointer === '/reason') return { ...fault, pointer: '/approveReason' };
    return placedFault(fault, notes);
  });
}

function textOf(value: FieldValues[string]): string {
  return typeof value === 'string' ? value.trim() : '';
}
