import { may } from '../../domain/roles.ts';
import type { Mark } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { markKinds } from '../shared/field-catalogue.ts';
import { breadcrumb, pageHead, tabLinks } from '../shared/page-parts.ts';
import type { Link } from '../shared/page-parts.ts';
import { send } from './desk-visit.ts';
import type { Visit } from './desk-visit.ts';
import { markHref } from './mark-desk.ts';
import { doneFlash } from './record-pages.ts';
import { markTag } from './record-tags.ts';

export const markParts = [
  'facts',
  'overview',
  'members',
  'regulations',
  'seasons',
  'visits',
  'project',
] as const;
export type MarkPart = (typeof markParts)[number];

interface MarkView {
  mark: Mark;
  part: MarkPart;
  actions?: Hole;
  body: Hole;
}

/** One page of a mark: its name, what can be done, its parts as tabs. */
export function sendMarkPart(visit: Visit, { mark, part, actions, body }: MarkView): void {
  const { t } = visit;
  const { name, kind, stage } = mark.content;
  const title = part === 'facts' ? name : `${t(`marks.part-${part}`)}: ${name}`;
  const page = html`${breadcrumb({ t, trail: trailOf(visit), current: name })}
  ${pageHead({ title: name, lead: t(markKinds[kind]), tag: markTag(t, stage), actions })}
  ${tabs(visit, mark, part)} ${body}`;
  send(visit, { title, current: 'marks', isSample: mark.sample, flash: doneFlash(visit), body: page });
}

export function trailOf({ t, desk }: Visit): Link[] {
  return [{ href: desk.marks, label: t('department.marks-title') }];
}

/** Down to one part of a mark. */
export function trailTo(visit: Visit, { id, content }: Mark, part: MarkPart): Link[] {
  const { t } = visit;
  const own = [...trailOf(visit), { href: markHref(visit, id), label: content.name }];
  if (part === 'facts') return own;
  return [...own, { href: markHref(visit, id, part), label: t(`marks.part-${part}`) }];
}

function tabs(visit: Visit, { id, content: { kind } }: Mark, current: MarkPart): Html {
  const { t, actor } = visit;
  const shown = markParts.filter((part) => {
    if (part === 'members') return kind === 'collective';
    if (part === 'overview') return may(actor, 'marks.overview');
    return part === 'project' ? may(actor, 'marks.write') : true;
  });
  return tabLinks({
    label: t('marks.parts'),
    tabs: shown.map((part) => ({
      href: markHref(visit, id, part === 'facts' ? '' : part),
      label: t(`marks.part-${part}`),
      isCurrent: part === current,
    })),
  });
}
