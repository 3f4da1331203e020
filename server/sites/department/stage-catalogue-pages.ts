import { Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import { unitCodes } from '../../domain/quantity.ts';
import { knownStages, productGroups } from '../../domain/stage-catalogue.ts';
import type { ProductGroup } from '../../domain/stage-catalogue.ts';
import { choiceOf } from '../../domain/stage-offer.ts';
import type { OfferedStage, StageChoice } from '../../domain/stage-offer.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { StageCatalogueContent } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { translate } from '../../platform/i18n.ts';
import { newSecret } from '../../platform/ids.ts';
import { dataTable } from '../shared/data-table.ts';
import { actionBar, fieldGroup, formFor } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import { understoodContent } from '../shared/understood-content.ts';
import { unitOptions } from '../shared/unit-options.ts';
import type { DepartmentServices } from './department-services.ts';
import { needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { instantText } from './desk-words.ts';
import { doneFlash } from './record-pages.ts';
import { saving } from './saving.ts';
import { catalogueFormOf, catalogueFrom, placedAtStages } from './stage-catalogue-form.ts';

const root = '/department/stage-catalogues';

/** Which stages a product group has: looked at and settled by those who answer for the department. */
export function stageCataloguePages({ catalogues }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get(root, needs('catalogues.write'), async (req, res) => {
    const visit = visitFor(req, res);
    const rows = await Promise.all(productGroups.map((group) => catalogues.read(group)));
    sendList(visit, rows);
  });

  router.get(`${root}/:group`, needs('catalogues.write'), async (req, res) => {
    const group = groupIn(req.params.group);
    const { stages, rev } = await catalogues.read(group);
    sendForm(visitFor(req, res), group, {
      values: { ...catalogueFormOf(stages.map(settledChoice)), rev: String(rev) },
    });
  });

  router.post(`${root}/:group`, needs('catalogues.write'), async (req, res) => {
    const visit = visitFor(req, res);
    const group = groupIn(req.params.group);
    const values = postedValues(req.body);
    const typed = catalogueFrom(values);
    await saving(visit, {
      save: async () => {
        const content = understoodContent('StageCatalogueContent', typed, []) as StageCatalogueContent;
        const by = changeBy(req, visit.actor, values['key'], content);
        await catalogues.edit(group, content, { rev: Number(values['rev']), by });
        res.redirect(303, `${root}?done=saved`);
      },
      again: (faults) => {
        sendForm(visit, group, { values, faults: placedAtStages(faults, typed.codes) });
      },
    });
  });

  return router;
}

type Settled = Awaited<ReturnType<DepartmentServices['catalogues']['read']>>;

function sendList(visit: Visit, rows: readonly Settled[]): void {
  const { t } = visit;
  const title = t('department.catalogues-title');
  const body = html`${pageHead({ title, lead: t('department.catalogues-lead') })}
  ${dataTable<Settled>({
    caption: title,
    isCaptionHidden: true,
    columns: [
      {
        head: t('department.catalogue-group'),
        cell: ({ group }) => html`<a href="${root}/${group}">${t(`record.product-group-${group}`)}</a>`,
      },
      {
        head: title,
        cell: ({ stages }) => t('department.catalogue-count', { count: stages.length }),
      },
      {
        head: t('department.catalogue-state'),
        cell: ({ changed }) =>
          changed
            ? t('department.catalogue-changed', {
                at: instantText(changed.at.toISOString(), visit),
                by: changed.by,
              })
            : t('department.catalogue-as-came'),
      },
    ],
    rows,
    empty: { icon: 'info', title, sentence: '' },
  })}`;
  send(visit, { title, current: 'catalogues', flash: doneFlash(visit), body });
}

interface ShownForm {
  values: FieldValues;
  faults?: readonly FieldText[];
}

function sendForm(visit: Visit, group: ProductGroup, { values, faults = [] }: ShownForm): void {
  const { t } = visit;
  const form = formFor(t, { values: { ...startingValues(group), ...values }, faults });
  const title = t(`record.product-group-${group}`);
  const body = html`${breadcrumb({ t, trail: [{ href: root, label: t('department.catalogues-title') }], current: title })}
  ${pageHead({ title, lead: t('department.catalogues-lead') })}
  ${form.enclose({
    action: `${root}/${group}`,
    hidden: { key: newSecret(), rev: String(values['rev']) },
    body: html`${[...knownStages.keys()].map((code) => stageFields(form, code, visit))}`,
    bar: actionBar({
      primary: { label: t('department.catalogue-save') },
      others: linkButton({ href: root, label: t('common.cancel'), kind: 'quiet' }),
    }),
  })}`;
  send(visit, { title, current: 'catalogues', hasFaults: form.hasFaults, body });
}

function stageFields(form: Form, code: string, { t }: Visit): Html {
  const stage = knownStages.get(code);
  if (!stage) return html``;
  const amounts = stage.type === 'TransformationEvent' ? (['required'] as const) : quantities;
  return fieldGroup({
    legend: t(stage.name),
    body: html`${form.text(`order.${code}`, {
        label: t('department.catalogue-order'),
        hint: t('department.catalogue-order-hint'),
        width: 'short',
        inputMode: 'numeric',
        isOptional: true,
      })}
      ${form.select(`quantity.${code}`, {
        label: t('department.catalogue-quantity'),
        prompt: false,
        options: amounts.map((value) => ({ value, label: t(`department.catalogue-quantity-${value}`) })),
      })}
      ${form.checkboxes(`units.${code}`, {
        label: t('department.catalogue-units'),
        options: unitOptions(unitCodes, t),
        isInline: true,
        isOptional: true,
      })}
      ${form.textarea(`details.${code}`, {
        label: t('department.catalogue-details'),
        hint: t('department.catalogue-details-hint'),
        rows: 3,
        isOptional: true,
      })}
      ${form.textarea(`openDetails.${code}`, {
        label: t('department.catalogue-open-details'),
        hint: t('department.catalogue-open-details-hint'),
        rows: 3,
        isOptional: true,
      })}
      ${form.checkboxes(`isExpected.${code}`, {
        label: t('department.catalogue-expected'),
        hint: t('department.catalogue-expected-hint'),
        options: [{ value: 'yes', label: t('department.catalogue-expected-yes') }],
        isOptional: true,
      })}
      <p class="soft">
        ${t('department.catalogue-shows', { members: stage.shows.map((member) => t(`department.catalogue-shows-${member}`)).join(', ') })}
      </p>`,
  });
}

const quantities = ['none', 'optional', 'required'] as const;

function settledChoice({ code, quantity, units, details, isExpected }: OfferedStage): StageChoice {
  const openDetails = details.filter(({ isOpen }) => isOpen).map(({ name }) => name);
  return { code, quantity, units, details: details.map(({ name }) => name), isExpected, openDetails };
}

/** What a stage that the group does not have yet would begin with. */
function startingValues(group: ProductGroup): FieldValues {
  const known = [...knownStages.values()].map((stage) => choiceOf(group, stage, translate.vi));
  return Object.fromEntries(
    Object.entries(catalogueFormOf(known)).filter(([name]) => !name.startsWith('order.')),
  );
}

function groupIn(text: unknown): ProductGroup {
  const group = productGroups.find((one) => one === text);
  if (group === undefined) throw notFound();
  return group;
}
