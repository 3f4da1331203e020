import { addressOf } from './desk-visit.ts';

export const casesRoot = '/department/cases';

export function caseAddress(id: string): string {
  return `${casesRoot}/${id}`;
}

/** The form that opens a case, with what it is about filled in. */
export function openCaseAddress(about: {
  batch: string;
  serial?: string | undefined;
  report?: string;
}): string {
  return addressOf(`${casesRoot}/new`, about);
}
