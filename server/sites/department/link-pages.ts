import { Router } from 'express';
import { linkTypes } from '../../domain/link-types.ts';
import { may } from '../../domain/roles.ts';
import type { LinkQuery, RegisteredLink } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { dataTable, filterBar, pagination } from '../shared/data-table.ts';
import { formFor } from '../shared/form.ts';
import { checkCell, linkCell, typeName } from '../shared/link-words.ts';
import { flash } from '../shared/notices.ts';
import { linkButton, pageHead } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { recordAddress } from './record-address.ts';

export const linksRoot = '/department/links';
const states = ['broken', 'works', 'unchecked'] as const;
const speakers = ['producer', 'import'] as const;

/** Every link that producers declared or the department took over, and whether it still opens. */
export function linkPages({ linkLists, organisations }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get(linksRoot, needs('links.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t, lang, actor } = visit;
    const query = filterIn('LinkQuery', req, ['state', 'by', 'type', 'organisation', 'after']);
    const page = await linkLists.list(actor, query);
    const ids = page.items.flatMap(({ organisation }) => organisation ?? []);
    const names = await organisations.namesOf([...new Set(ids)]);
    const title = t('link.all');
    const count = Number(req.query['imported']);
    const body = html`${pageHead({ title, lead: t('link.all-lead'), actions: actionsFor(visit) })}
    ${dataTable<RegisteredLink>({
      caption: title,
      isCaptionHidden: true,
      columns: [
        { head: t('link.name'), cell: (link) => linkCell(lang, link) },
        { head: t('link.code'), cell: ({ name, path }) => codeCell(name, path) },
        { head: t('link.type'), cell: ({ type }) => typeName(t, type) },
        { head: t('link.by'), cell: (link) => speaker(visit, link, names) },
        {
          head: t('link.state'),
          cell: ({ check }) => checkCell(t, check, (instant) => instantText(instant, visit)),
        },
      ],
      rows: page.items,
      toolbar: filters(visit, query),
      empty: { icon: 'arrow', title: t('link.all-empty'), sentence: t('link.all-empty-next') },
      pagination: pagination({
        t,
        previousHref: query.after === undefined ? undefined : addressOf(linksRoot, { ...query, after: '' }),
        nextHref: page.next === undefined ? undefined : addressOf(linksRoot, { ...query, after: page.next }),
      }),
    })}`;
    send(visit, {
      title,
      current: 'links',
      flash: Number.isInteger(count)
        ? flash({ t, kind: 'good', title: t('link.imported', { count }) })
        : undefined,
      body,
    });
  });

  return router;
}

function actionsFor({ t, actor }: Visit): Hole {
  return html`${
    may(actor, 'linksets.write') &&
    linkButton({ href: `${linksRoot}/import`, label: t('link.import'), icon: 'plus' })
  }
  ${linkButton({ href: `${linksRoot}/export`, label: t('link.export'), icon: 'download', isDownload: true })}`;
}

function filters({ t }: Visit, { state, by, type }: LinkQuery): Html {
  const form = formFor(t, { values: { state, by, type }, isFilter: true });
  const prompt = t('link.filter-any');
  const types = linkTypes.map((value) => ({ value, label: typeName(t, value) }));
  return filterBar({
    t,
    action: linksRoot,
    clearHref: state || by || type ? linksRoot : undefined,
    fields: html`${form.select('state', {
      label: t('link.state'),
      prompt,
      options: states.map((value) => ({ value, label: t(`link.state-${value}`) })),
    })}
    ${form.select('by', {
      label: t('link.by'),
      prompt,
      options: speakers.map((value) => ({ value, label: t(`link.by-${value}`) })),
    })}
    ${form.select('type', { label: t('link.type'), prompt, options: types })}`,
  });
}

function codeCell(name: string, path: string): Html {
  return html`${name}
    <div><a href="/${path}?linkType=linkset">${code(path)}</a></div>`;
}

function speaker(
  { t }: Visit,
  { by, organisation }: RegisteredLink,
  names: ReadonlyMap<string, string>,
): Hole {
  if (organisation === null) return t(`link.by-${by}`);
  return html`<a href="${recordAddress('organisation', organisation)}"
    >${names.get(organisation) ?? t('link.by-producer')}</a
  >`;
}
