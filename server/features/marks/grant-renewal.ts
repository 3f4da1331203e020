import { addDays } from '../../domain/calendar-date.ts';
import { conflict } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import type { GrantContent } from '../../platform/contract-types.ts';
import { grantStateNow } from './grant-access.ts';
import type { GrantDocument } from './grant-model.ts';

/** Only what holds, or held until its last day, can go on. */
export function assertRenewable(doc: GrantDocument, today: string): void {
  const state = grantStateNow(doc, today);
  if (state !== 'granted' && state !== 'expired') {
    throw conflict({ key: 'mark.renew-not-now', params: { state } }, { state });
  }
}

/** The same right from the day after its last one; number and decision are of the term that ends. */
export function followingTerm({ content }: GrantDocument, to: string): GrantContent {
  const { number: _before, decisionNumber: _number, decisionFile: _file, ...same } = content;
  return { ...same, from: addDays(content.to, 1), to };
}

/** A renewal asks for one date only; what else stands against it is said there. */
export function renewalFault({ pointer, ...sentence }: Fault): Fault {
  return { pointer: pointer === '/number' ? pointer : '/to', ...sentence };
}
