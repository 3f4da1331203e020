import type { Request, RequestHandler, Response, Router } from 'express';
import type { ChangeBy } from '../../domain/change.ts';
import type { Fault } from '../../domain/errors.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Language } from '../../locales/catalogue.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { Contracts } from '../../platform/contract-types.ts';
import type { ContractName } from '../../platform/contracts.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { newSecret } from '../../platform/ids.ts';
import type { Typed } from './field-reader.ts';
import { refusal } from './form-refusal.ts';
import { postedValues } from './form-state.ts';
import type { FieldText, FieldValues } from './form-state.ts';
import { actionBar, formFor } from './form.ts';
import type { Form } from './form.ts';
import type { Page } from './page-layout.ts';
import { breadcrumb, linkButton, pageHead } from './page-parts.ts';
import type { Link } from './page-parts.ts';
import { understoodContent } from './understood-content.ts';

/** What a form asks of the request it answers, whoever's desk it stands on. */
interface FormVisit {
  req: Request;
  res: Response;
  t: Translate;
  lang: Language;
  actor: Actor;
}

/** One form: what it asks, how it is read, and what is done with it. */
export interface PageForm<Name extends ContractName> {
  title: string;
  lead?: Hole;
  /** Where one came from, the last being where `cancel` leads. */
  trail: readonly Link[];
  /** What stands above the fields. */
  above?: Hole;
  start: FieldValues;
  fields(form: Form, values: FieldValues): Hole | Promise<Hole>;
  submit: { label: string; kind?: 'primary' | 'stop' };
  read(values: FieldValues, language: Language): Typed;
  /** Answers with the address to go to. */
  save(content: Contracts[Name], by: ChangeBy, values: FieldValues): Promise<string>;
  isUpload?: boolean;
}

/** The values a form has once its files are kept, and what was wrong with a file. */
export interface KeptFiles {
  values: FieldValues;
  faults: Fault[];
}

export interface FormRoute<Visit extends FormVisit, Name extends ContractName> {
  path: string;
  contract: Name;
  form(visit: Visit, req: Request): Promise<PageForm<Name>> | PageForm<Name>;
  /** Takes in files before the form is read. */
  receive?: { handlers: RequestHandler[]; keep(visit: Visit, values: FieldValues): Promise<KeptFiles> };
}

type FormPage = Pick<Page, 'title' | 'hasFaults' | 'body'>;

interface Desk<Visit extends FormVisit> {
  /** Who may open the form at all. */
  guards: RequestHandler[];
  visitFor(req: Request, res: Response): Visit;
  send(visit: Visit, page: FormPage): void;
}

/** The form at its address, empty or as it stands; posted, it is saved or comes back with what is wrong. */
export function addFormRoute<Visit extends FormVisit, Name extends ContractName>(
  router: Router,
  { guards, visitFor, send }: Desk<Visit>,
  { path, contract, form, receive }: FormRoute<Visit, Name>,
): void {
  router.get(path, ...guards, async (req: Request, res: Response) => {
    const visit = visitFor(req, res);
    const made = await form(visit, req);
    send(visit, await formPage(visit, made, { values: made.start }));
  });

  router.post(path, ...guards, ...(receive?.handlers ?? []), async (req: Request, res: Response) => {
    const visit = visitFor(req, res);
    const made = await form(visit, req);
    const posted = postedValues(req.body);
    const { values: all, faults } = receive
      ? await receive.keep(visit, posted)
      : { values: posted, faults: [] };
    const { key, ...values } = all;
    if (values['intent'] !== undefined && values['intent'] !== 'save') {
      send(visit, await formPage(visit, made, { values }));
      return;
    }
    try {
      const content = understoodContent(contract, made.read(values, visit.lang), faults) as Contracts[Name];
      const by = changeBy(req, visit.actor, typeof key === 'string' ? key : undefined, content);
      res.redirect(303, await made.save(content, by, values));
    } catch (error) {
      send(visit, await formPage(visit, made, { values, faults: refusal(error, res, visit.t) }));
    }
  });
}

async function formPage<Name extends ContractName>(
  { t, req }: FormVisit,
  made: PageForm<Name>,
  { values, faults = [] }: { values: FieldValues; faults?: readonly FieldText[] },
): Promise<FormPage> {
  const { title, lead, trail, above, submit, isUpload } = made;
  const form = formFor(t, { values, faults });
  const rev = values['rev'];
  const body = html`${breadcrumb({ t, trail, current: title })} ${pageHead({ title, lead })} ${above}
  ${form.enclose({
    action: req.originalUrl,
    isUpload,
    hidden: { key: newSecret(), rev: typeof rev === 'string' ? rev : undefined },
    body: await made.fields(form, values),
    bar: actionBar({
      primary: { ...submit, name: 'intent', value: 'save' },
      others: linkButton({ href: trail.at(-1)?.href ?? '/', label: t('common.cancel'), kind: 'quiet' }),
    }),
  })}`;
  return { title, hasFaults: form.hasFaults, body };
}
