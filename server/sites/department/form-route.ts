import type { Request, RequestHandler, Response, Router } from 'express';
import type { ChangeBy } from '../../domain/change.ts';
import type { Right } from '../../domain/roles.ts';
import type { Language } from '../../locales/catalogue.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { Contracts } from '../../platform/contract-types.ts';
import type { ContractName } from '../../platform/contracts.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import type { Typed } from '../shared/field-reader.ts';
import { actionBar, formFor } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import type { Link } from '../shared/page-parts.ts';
import { understoodContent } from '../shared/understood-content.ts';
import { needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { saving } from './saving.ts';

/** One form of the desk: what it asks, how it is read, and what is done with it. */
export interface DeskForm<Name extends ContractName> {
  title: string;
  lead?: Hole;
  /** Where one came from, the last being where `cancel` leads. */
  trail: readonly Link[];
  /** What stands above the fields. */
  above?: Hole;
  start: FieldValues;
  fields(form: Form, values: FieldValues): Hole;
  submit: { label: string; kind?: 'primary' | 'stop' };
  read(values: FieldValues, language: Language): Typed;
  /** Answers with the address to go to. */
  save(content: Contracts[Name], by: ChangeBy, values: FieldValues): Promise<string>;
  isUpload?: boolean;
}

interface FormRoute<Name extends ContractName> {
  path: string;
  right: Right;
  contract: Name;
  form(visit: Visit, req: Request): Promise<DeskForm<Name>> | DeskForm<Name>;
  /** Takes in files before the form is read; answers with the values they leave. */
  receive?: { handlers: RequestHandler[]; keep(visit: Visit, values: FieldValues): Promise<FieldValues> };
}

/** The form at its address, empty or as it stands; posted, it is saved or comes back with what is wrong. */
export function addForm<Name extends ContractName>(
  router: Router,
  visitFor: VisitFor,
  { path, right, contract, form, receive }: FormRoute<Name>,
): void {
  router.get(path, needs(right), async (req: Request, res: Response) => {
    const visit = visitFor(req, res);
    const made = await form(visit, req);
    sendForm(visit, made, { values: made.start });
  });

  router.post(path, needs(right), ...(receive?.handlers ?? []), async (req: Request, res: Response) => {
    const visit = visitFor(req, res);
    const made = await form(visit, req);
    const posted = postedValues(req.body);
    const { key, ...values } = receive ? await receive.keep(visit, posted) : posted;
    if (values['intent'] !== undefined && values['intent'] !== 'save') {
      sendForm(visit, made, { values });
      return;
    }
    await saving(visit, {
      async save() {
        const content = understoodContent(contract, made.read(values, visit.lang)) as Contracts[Name];
        const by = changeBy(req, visit.actor, typeof key === 'string' ? key : undefined, content);
        res.redirect(303, await made.save(content, by, values));
      },
      again: (faults) => {
        sendForm(visit, made, { values, faults });
      },
    });
  });
}

function sendForm<Name extends ContractName>(
  visit: Visit,
  made: DeskForm<Name>,
  { values, faults = [] }: { values: FieldValues; faults?: readonly FieldText[] },
): void {
  const { t, req } = visit;
  const { title, lead, trail, above, submit, isUpload } = made;
  const form = formFor(t, { values, faults });
  const rev = values['rev'];
  const body = html`${breadcrumb({ t, trail, current: title })} ${pageHead({ title, lead })} ${above}
  ${form.enclose({
    action: req.originalUrl,
    isUpload,
    hidden: { key: newSecret(), rev: typeof rev === 'string' ? rev : undefined },
    body: made.fields(form, values),
    bar: actionBar({
      primary: { ...submit, name: 'intent', value: 'save' },
      others: linkButton({ href: trail.at(-1)?.href ?? '/', label: t('common.cancel'), kind: 'quiet' }),
    }),
  })}`;
  send(visit, { title, current: 'marks', hasFaults: form.hasFaults, body });
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
