import type { Router } from 'express';
import type { Right } from '../../domain/roles.ts';
import type { ContractName } from '../../platform/contracts.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { addFormRoute } from '../shared/form-route.ts';
import type { FormRoute } from '../shared/form-route.ts';
import { needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';

/** A form about marks at the desk, for those who have the right that its API asks for. */
export function addForm<Name extends ContractName>(
  router: Router,
  visitFor: VisitFor,
  { right, ...route }: FormRoute<Visit, Name> & { right: Right },
): void {
  const desk = {
    guards: [needs(right)],
    visitFor,
    send: (visit: Visit, page: Parameters<typeof send>[1]) => {
      send(visit, { ...page, current: 'marks' });
    },
  };
  addFormRoute(router, desk, route);
}

/** The numbers of the rows of a list in a form that hold anything: `findings.0.text`. */
export function filledRows(values: FieldValues, list: string): number[] {
  const rows = new Set<number>();
  for (const [name, value] of Object.entries(values)) {
    const [head, at, field] = name.split('.');
    if (head !== list || at === undefined || field === undefined || !/^\d{1,2}$/.test(at)) continue;
    if ([value ?? ''].flat().some((text) => text.trim() !== '')) rows.add(Number(at));
  }
  return [...rows].sort((a, b) => a - b);
}

/** So many rows to fill in: those there are, and some blank ones. */
export function rowsToShow(values: FieldValues, list: string, blank: number): number[] {
  const last = filledRows(values, list).at(-1) ?? -1;
  return Array.from({ length: last + 1 + blank }, (_, at) => at);
}
