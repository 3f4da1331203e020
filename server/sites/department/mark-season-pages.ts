import type { Request, Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { formatQuantity, unitWord } from '../../domain/quantity.ts';
import { may } from '../../domain/roles.ts';
import { formatDate, formatNumber } from '../../domain/vietnamese-format.ts';
import type { Mark, Season } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { dataTable } from '../shared/data-table.ts';
import { dateField, fieldReader, given } from '../shared/field-reader.ts';
import type { PageForm } from '../shared/form-route.ts';
import type { Form } from '../shared/form.ts';
import type { Option } from '../shared/form-inputs.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { disclosure, linkButton } from '../shared/page-parts.ts';
import { unitOptions } from '../shared/unit-options.ts';
import type { DepartmentServices } from './department-services.ts';
import { idIn, needs } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { addForm } from './form-route.ts';
import { markHref } from './mark-desk.ts';
import type { MarkDesk } from './mark-desk.ts';
import { sendMarkPart, trailTo } from './mark-tabs.ts';

/** Seasons and yield norms, on which every ceiling under a mark is computed. */
export function addSeasonPages(
  router: Router,
  services: DepartmentServices,
  { visitFor, desk }: { visitFor: VisitFor; desk: MarkDesk },
): void {
  const { marks, seasons, grants, products } = services;
  const list = `${desk.marks}/:id/seasons`;

  router.get(list, needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const mark = await marks.find(idIn(req));
    const { items } = await seasons.list(mark.id);
    const names = await products.titlesOf(items.flatMap(({ content }) => content.products));
    sendSeasons(visit, mark, { items, names });
  });

  addForm(router, visitFor, {
    path: `${list}/new`,
    right: 'marks.write',
    contract: 'SeasonContent',
    async form(visit, req) {
      const mark = await marks.find(idIn(req));
      return {
        ...(await seasonForm(visit, mark)),
        start: { 'norm.unit': 'KGM', 'norm.per': 'HAR' },
        async save(content, by) {
          await seasons.create(mark.id, content, by);
          return `${markHref(visit, mark.id, 'seasons')}?done=saved`;
        },
      };
    },
  });

  addForm(router, visitFor, {
    path: `${list}/:season/edit`,
    right: 'marks.write',
    contract: 'SeasonContent',
    async form(visit, req) {
      const mark = await marks.find(idIn(req));
      const season = await seasonIn(req);
      return {
        ...(await seasonForm(visit, mark)),
        title: visit.t('marks.season-edit'),
        start: formOf(season, visit),
        async save(content, by, values) {
          await seasons.edit(season.id, content, { rev: Number(values['rev']), by });
          return `${markHref(visit, mark.id, 'seasons')}?done=saved`;
        },
      };
    },
  });

  async function seasonIn(req: Request): Promise<Season> {
    const season = await seasons.find(idIn(req, 'season'));
    if (season.mark !== idIn(req)) throw notFound();
    return season;
  }

  async function seasonForm(
    visit: Visit,
    mark: Mark,
  ): Promise<Omit<PageForm<'SeasonContent'>, 'start' | 'save'>> {
    const { t } = visit;
    const options = await goodsUnder(visit, mark);
    return {
      title: t('marks.season-new'),
      lead: t('marks.season-lead'),
      trail: trailTo(visit, mark, 'seasons'),
      fields: (form) => seasonFields(visit, form, options),
      submit: { label: t('common.save') },
      read(values, language) {
        const fields = fieldReader(values, language);
        const norm = fields.quantity('norm');
        const content = given({
          name: fields.text('name'),
          products: fields.list('products'),
          from: fields.date('from'),
          to: fields.date('to'),
          norm: norm && given({ ...norm, per: fields.text('norm.per') }),
          basis: fields.text('basis'),
        });
        return { content, faults: fields.faults };
      },
    };
  }

  /** Products that rights of use under the mark are about. */
  async function goodsUnder({ actor }: Visit, { id }: Mark): Promise<Option[]> {
    const { items } = await grants.list(actor, { mark: id, limit: 100 });
    const titles = await products.titlesOf([...new Set(items.flatMap(({ content }) => content.products))]);
    return [...titles].map(([value, label]) => ({ value, label }));
  }
}

function seasonFields({ t }: Visit, form: Form, options: readonly Option[]): Html {
  return html`${form.text('name', { label: t('marks.season-name'), limit: 120 })}
  ${form.date('from', { label: t('record.grant-from') })} ${form.date('to', { label: t('record.grant-to') })}
  ${
    options.length > 0 &&
    form.checkboxes('products', {
      label: t('record.grant-products'),
      hint: t('marks.season-products-hint'),
      isOptional: true,
      options,
    })
  }
  ${form.quantity('norm', {
    label: t('marks.norm'),
    units: unitOptions(['KGM', 'TNE', 'LTR', 'H87'], t),
  })}
  ${form.radios('norm.per', {
    label: t('marks.norm-per'),
    isInline: true,
    options: (['HAR', 'MTK'] as const).map((value) => ({ value, label: t(unitWord(value)) })),
  })}
  ${form.text('basis', { label: t('marks.norm-basis'), hint: t('marks.norm-basis-hint'), limit: 500 })}`;
}

function formOf({ rev, content }: Season, { lang }: Visit): FieldValues {
  const { name, products, from, to, norm, basis } = content;
  return {
    rev: String(rev),
    name,
    products,
    from: dateField(from),
    to: dateField(to),
    'norm.value': formatNumber(norm.value, lang),
    'norm.unit': norm.unit,
    'norm.per': norm.per,
    basis,
  };
}

function sendSeasons(
  visit: Visit,
  mark: Mark,
  { items, names }: { items: readonly Season[]; names: ReadonlyMap<string, string> },
): void {
  const { t, lang, actor } = visit;
  const mayWrite = may(actor, 'marks.write');
  const add =
    mayWrite &&
    linkButton({
      href: markHref(visit, mark.id, 'seasons/new'),
      label: t('marks.season-new'),
      kind: 'primary',
      icon: 'plus',
    });
  sendMarkPart(visit, {
    mark,
    part: 'seasons',
    actions: items.length > 0 && add,
    body: dataTable<Season>({
      caption: t('marks.part-seasons'),
      isCaptionHidden: true,
      columns: [
        {
          head: t('marks.season-name'),
          cell: ({ id, content }) =>
            mayWrite
              ? html`<a href="${markHref(visit, mark.id, `seasons/${id}/edit`)}">${content.name}</a>`
              : content.name,
        },
        { head: t('record.grant-from'), cell: ({ content }) => formatDate(content.from, lang), kind: 'date' },
        { head: t('record.grant-to'), cell: ({ content }) => formatDate(content.to, lang), kind: 'date' },
        {
          head: t('record.grant-products'),
          cell: ({ content }) =>
            content.products.length === 0
              ? t('marks.all-products')
              : content.products.map((id) => names.get(id) ?? id).join(', '),
        },
        { head: t('marks.norm'), cell: (season) => normHistory(visit, season) },
      ],
      rows: items,
      empty: { icon: 'leaf', title: t('marks.seasons-none'), sentence: t('marks.season-lead'), action: add },
    }),
  });
}

function normHistory(visit: Visit, { content, history }: Season): Html {
  const { t } = visit;
  const earlier = history.slice(0, -1).toReversed();
  return html`${normText(visit, content.norm)} <span class="soft">${content.basis}</span> ${
      earlier.length > 0 &&
      disclosure({
        summary: t('marks.norm-earlier'),
        body: html`<ul>
          ${earlier.map(
            ({ norm, basis, by, at }) =>
              html`<li>${normText(visit, norm)}, ${basis} (${by}, ${instantText(at, visit)})</li>`,
          )}
        </ul>`,
      })
    }`;
}

function normText({ t, lang }: Visit, { value, unit, per }: Season['content']['norm']): string {
  return `${formatQuantity({ value, unit }, lang, t)}/${t(unitWord(per))}`;
}
