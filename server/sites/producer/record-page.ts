import { DomainError } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { RecordView } from '../../ledger/record-view.ts';
import { changeBy } from '../../platform/api-router.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { say } from '../../platform/i18n.ts';
import type { Translate } from '../../platform/i18n.ts';
import { newSecret } from '../../platform/ids.ts';
import { problemOf } from '../../platform/problem.ts';
import { formFor, submitButton } from '../shared/form.ts';
import { nameOf } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, disclosure, linkButton, pageHead } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import { doneFlash } from './done-flash.ts';
import type { ProducerServices } from './producer-services.ts';
import { officersWords, trailTo } from './record-form.ts';
import { historySection } from './record-history.ts';
import { hrefOf } from './record-kind.ts';
import type { RecordDetail, RecordKind } from './record-kind.ts';
import { factsOf } from './record-facts.ts';
import { stateTag } from './state-tags.ts';
import { send } from './visit.ts';
import type { Visit } from './visit.ts';

export type PageServices = Pick<ProducerServices, 'files' | 'geography' | 'submissions'>;

/** A record's page: where it stands, what it says, what was approved, what can be done now, what happened. */
export async function sendRecordPage<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  services: PageServices,
  visit: Visit,
  { id, refused }: { id: string; refused?: DomainError },
): Promise<void> {
  const { t, actor, res } = visit;
  const view = await kind.records.read(id, actor);
  const detail: RecordDetail = (await kind.detail?.(visit, view)) ?? {};
  const facts = await factsOf(kind, services, visit, view.content);
  const history = await services.submissions.history({ kind: kind.kind, id }, actor);
  const href = hrefOf(kind, id);
  const edit =
    kind.can(view, 'edit', visit) &&
    linkButton({ href: `${href}/edit`, label: t('common.edit'), icon: 'pencil' });
  const body = html`${kind.kind !== 'organisation' && breadcrumb({ t, trail: trailTo(kind, visit, undefined), current: view.title })}
    ${refused && refusalNotice(refused, visit, href)} ${detail.band}
    ${pageHead({ title: view.title, tag: kind.tag?.(visit, view) ?? stateTag(t, view.state), actions: edit })}
    ${officersWords(view, visit)} ${notesSection(kind, view, visit)} ${detail.before}
    <section class="stack-close">
      <h2>${t('producer.facts')}</h2>
      ${summaryList(facts, t)}
    </section>
    ${reviewSection(kind, visit, view, detail)} ${await inForceSection(kind, services, visit, view)}
    ${detail.after} ${historySection(history, visit)}`;
  if (refused) res.status(problemOf(refused, t, '').status);
  send(visit, {
    title: view.title,
    current: kind.kind,
    flash: refused ? undefined : doneFlash(visit, view.updatedAt),
    isSample: view.sample,
    hasFaults: refused !== undefined,
    body,
  });
}

/** Sends the record to the department, or shows its page again with what is still missing. */
export async function submitRecord<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  services: PageServices,
  visit: Visit,
  id: string,
): Promise<void> {
  await act(kind, services, visit, {
    id,
    done: 'submitted',
    work: () => services.submissions.submit(kind.kind, id, byOf(visit)),
  });
}

export async function withdrawRecord<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  services: PageServices,
  visit: Visit,
  id: string,
): Promise<void> {
  await act(kind, services, visit, {
    id,
    done: 'withdrawn',
    work: () => services.submissions.withdraw(kind.kind, id, byOf(visit)),
  });
}

/** One act on a record from its own page: done, or told there why not. */
export async function act<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  services: PageServices,
  visit: Visit,
  { id, done, work }: { id: string; done: string; work: () => Promise<unknown> },
): Promise<void> {
  try {
    await kind.records.read(id, visit.actor);
    await work();
    visit.res.redirect(303, `${hrefOf(kind, id)}?done=${done}`);
  } catch (error) {
    if (!(error instanceof DomainError) || (error.kind !== 'invalid-input' && error.kind !== 'conflict'))
      throw error;
    await sendRecordPage(kind, services, visit, { id, refused: error });
  }
}

export function byOf({ req, actor }: Visit) {
  const { key } = (req.body ?? {}) as { key?: unknown };
  return changeBy(req, actor, key, null);
}

function refusalNotice({ faults, sentence }: DomainError, { t }: Visit, href: string): Html {
  const list = html`<ul>
    ${faults.map((fault) => html`<li><a href="${whereToMend(fault, href)}">${say(t, fault)}</a></li>`)}
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

/** A stage is added on a page of its own, everything else in the form. */
function whereToMend({ pointer }: Fault, href: string): string {
  return pointer === '/stages'
    ? `${href}/stages/new`
    : `${href}/edit#f-${nameOf(pointer).replace(/\.\d+$/, '')}`;
}

function notesSection<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  { id, notes, state }: View,
  { t }: Visit,
): Hole {
  if (notes.length === 0 || state !== 'returned') return undefined;
  const at = (pointer: string) => nameOf(kind.standsAt?.[pointer] ?? pointer).replace(/\.\d+$/, '');
  return html`<section class="stack-close">
    <h2>${t('producer.notes')}</h2>
    <ul>
      ${notes.map(
        ({ pointer, text }) => html`<li><a href="${hrefOf(kind, id)}/edit#f-${at(pointer)}">${text}</a></li>`,
      )}
    </ul>
  </section>`;
}

function reviewSection<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  visit: Visit,
  view: View,
  { along = [] }: RecordDetail,
): Hole {
  const { t } = visit;
  const href = hrefOf(kind, view.id);
  if (kind.can(view, 'withdraw', visit)) {
    return reviewBox(t, {
      sentence: t('producer.withdraw-lead'),
      form: actForm(t, { action: `${href}/withdrawal`, label: t('producer.withdraw'), kind: 'plain' }),
    });
  }
  if (!kind.can(view, 'submit', visit)) return undefined;
  return reviewBox(t, {
    sentence: t('producer.submit-lead'),
    along,
    form: actForm(t, { action: `${href}/submission`, label: t(`producer.submit`), kind: 'primary' }),
  });
}

function reviewBox(
  t: Translate,
  { sentence, along = [], form }: { sentence: string; along?: readonly string[]; form: Html },
): Html {
  return html`<section class="card stack-close">
    <h2>${t('producer.review')}</h2>
    <p>${sentence}</p>
    ${
      along.length > 0 &&
      html`<p>${t('producer.submit-along')}</p>
        <ul>
          ${along.map((title) => html`<li>${title}</li>`)}
        </ul>`
    }
    ${form}
  </section>`;
}

/** A form of one button, which takes effect once however often it is pressed. */
export function actForm(
  t: Translate,
  {
    action,
    label,
    kind,
    body,
  }: { action: string; label: string; kind: 'primary' | 'plain' | 'stop'; body?: Hole },
): Html {
  return formFor(t).enclose({
    action,
    hidden: { key: newSecret() },
    body: html`${body}
      <p class="buttons">${submitButton({ label, kind })}</p>`,
  });
}

async function inForceSection<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  services: PageServices,
  visit: Visit,
  { id, approved, state }: View,
): Promise<Hole> {
  const { t, lang } = visit;
  if (!approved) return undefined;
  const { version, at, by } = approved;
  const summary = t('producer.in-force', { version, at: formatInstant(new Date(at), lang), by });
  if (state === 'approved') return html`<p class="soft">${summary}</p>`;
  const [inForce] = await kind.records.inForce([id]);
  if (!inForce) return undefined;
  const facts = await factsOf(kind, services, visit, inForce.content);
  return disclosure({ summary, body: summaryList(facts, t) });
}
