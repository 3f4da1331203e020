import type { ApproveDecision, Balance, Submission } from '../../platform/contract-types.ts';
import { parse } from '../../platform/contracts.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { balanceFigures, balancePanel, breachNotice } from '../shared/balance-panel.ts';
import { fieldGroup } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { FieldValues } from '../shared/form-state.ts';
import type { DepartmentServices } from './department-services.ts';
import type { Visit } from './desk-visit.ts';

/** The balance of a batch as it stands today; other records have none. */
export async function balanceOf(
  { massBalances }: Pick<DepartmentServices, 'massBalances'>,
  { kind, record }: Submission,
  { actor }: Visit,
): Promise<Balance | null> {
  return kind === 'batch' ? massBalances.read(record, actor) : null;
}

/** What the figures say; where they cannot all be right, the field for the reason to approve all the same. */
export function balanceSection(visit: Visit, form: Form, balance: Balance | null, isOpen: boolean): Hole {
  if (!balance) return undefined;
  if (balance.verdict !== 'breach' || !isOpen) return balancePanel(balance, visit);
  const { t } = visit;
  return html`<div id="balance">
    ${fieldGroup({
      legend: t('balance.title'),
      body: html`${breachNotice(balance, visit, t('balance.flag-title'), t('balance.flag-lead'))}
      ${balanceFigures(balance, visit)}
      ${form.textarea('approveReason', {
        label: t('balance.approve-reason'),
        hint: t('balance.approve-reason-hint'),
        limit: 1000,
        rows: 2,
        isOptional: true,
      })}`,
    })}
  </div>`;
}

export function approveDecision({ approveReason }: FieldValues): ApproveDecision {
  const reason = typeof approveReason === 'string' ? approveReason.trim() : '';
  return parse('ApproveDecision', reason === '' ? {} : { reason });
}
