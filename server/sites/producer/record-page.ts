import type { DomainError } from '../../domain/errors.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { RecordView } from '../../ledger/record-view.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { problemOf } from '../../platform/problem.ts';
import { breadcrumb, disclosure, linkButton, pageHead } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import { doneFlash } from './done-flash.ts';
import type { ProducerServices } from './producer-services.ts';
import { factsOf } from './record-facts.ts';
import { trailTo } from './record-form.ts';
import { historySection } from './record-history.ts';
import { hrefOf } from './record-kind.ts';
import type { RecordDetail, RecordKind } from './record-kind.ts';
import { notesSection, officersWords, refusalNotice, reviewSection } from './record-review.ts';
import { stateTag } from '../shared/state-tags.ts';
import { send } from './visit.ts';
import type { Visit } from './visit.ts';

export type PageServices = Pick<ProducerServices, 'files' | 'geography' | 'submissions' | 'histories'>;

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
  const history = await services.histories.read({ kind: kind.kind, id, limit: 25 }, actor);
  const href = hrefOf(kind, id);
  const edit =
    kind.can(view, 'edit', visit) &&
    linkButton({
      href: `${href}/edit`,
      label: t('common.edit'),
      icon: 'pencil',
      kind: view.state === 'returned' ? 'primary' : 'plain',
    });
  const body = html`${kind.kind !== 'organisation' && breadcrumb({ t, trail: trailTo(kind, visit, undefined), current: view.title })}
    ${refused && refusalNotice(refused, visit, { href, standsAt: kind.standsAt })} ${detail.band}
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
