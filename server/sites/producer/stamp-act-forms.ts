import { givesBack, voidReasons } from '../../domain/stamps/void-reasons.ts';
import type { StampOutlook } from '../../features/stamps/stamp-handling.ts';
import type { StampsNamed, StampVoid } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { newSecret } from '../../platform/ids.ts';
import { actionBar, fieldGroup, formFor, submitButton } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { notice } from '../shared/notices.ts';
import { breadcrumb, disclosure, pageHead } from '../shared/page-parts.ts';
import { summaryList } from '../shared/record-parts.ts';
import { cameraWords } from '../shared/stamp-camera.ts';
import type { StampActKind } from './stamp-act-kinds.ts';
import { mostNamed } from './stamp-naming.ts';
import { rangeList, stampsRoot, stampTrail } from './stamp-words.ts';
import { send } from './visit.ts';
import type { Visit } from './visit.ts';

export interface Offences {
  why: 'outside' | 'unprinted' | 'active' | 'void' | 'returned' | 'held' | 'not-held';
  count: number;
  ranges: { first: string; last: string; count: number }[];
}

interface ActForm {
  batch: { id: string; name: string };
  kind: Pick<StampActKind, 'act' | 'path'>;
  values?: FieldValues;
  faults?: readonly FieldText[];
  /** The stamps a refusal was about. */
  offences?: readonly Offences[];
}

/** Which stamps, and where they are voided, why. */
export function sendActForm(
  visit: Visit,
  { batch, kind, values = {}, faults = [], offences = [] }: ActForm,
): void {
  const { t } = visit;
  const title = t(`stamping.title-${kind.act}`);
  const form = formFor(t, { values, faults });
  const body = html`${breadcrumb({ t, trail: stampTrail(visit, batch), current: title })}
  ${pageHead({ title, lead: t(`stamping.lead-${kind.act}`) })}
  ${form.enclose({
    action: `${stampsRoot(batch.id)}/${kind.path}`,
    isUpload: true,
    body: html`${whichStamps(form, visit)} ${asList(form, values, faults, visit)}
    ${kind.act === 'void' && whyVoid(form, visit)} ${kind.act !== 'activate' && note(form, kind, visit)}`,
    bar: actionBar({ primary: { label: t('stamping.continue'), name: 'intent', value: 'check' } }),
  })}
  ${inTheWay(offences, visit)}`;
  send(visit, {
    title: `${title}: ${batch.name}`,
    current: 'batch',
    hasFaults: faults.length > 0,
    scripts: ['stamp-camera.js'],
    body,
  });
}

interface ActCheck {
  batch: { id: string; name: string };
  kind: Pick<StampActKind, 'act' | 'path'>;
  content: StampsNamed | StampVoid;
  values: FieldValues;
  outlook: StampOutlook;
}

/** Exactly what would happen; nothing has yet. */
export function sendActCheck(visit: Visit, { batch, kind, content, values, outlook }: ActCheck): void {
  const { t } = visit;
  const count = outlook.stamps;
  const title = t(`stamping.check-${kind.act}`, { count });
  const form = formFor(t, { values });
  const body = html`${breadcrumb({ t, trail: stampTrail(visit, batch), current: title })}
  ${pageHead({ title, lead: kind.act !== 'activate' && t('stamping.for-good') })}
  ${summaryList([
    { term: t('stamping.of-batch'), value: batch.name },
    { term: t('stamping.which'), value: whichNamed(outlook, visit) },
    ...('reason' in content
      ? [{ term: t('stamping.why'), value: t(`stamping.reason-${content.reason}`) }]
      : []),
    ...(content.note === undefined ? [] : [{ term: t('stamping.note'), value: content.note }]),
    ...(kind.act === 'activate'
      ? []
      : [{ term: t('stamping.given-back-term'), value: givenBack(outlook, visit) }]),
  ])}
  ${outlook.leftOut > 0 && notice({ t, kind: 'info', title: t('stamping.left-out', { count: outlook.leftOut }) })}
  ${form.enclose({
    action: `${stampsRoot(batch.id)}/${kind.path}`,
    isUpload: true,
    hidden: { key: newSecret() },
    body: fieldNames.map((name) => form.hidden(name)),
    bar: actionBar({
      primary: {
        label: t(`stamping.do-${kind.act}`, { count }),
        name: 'intent',
        value: 'do',
        kind: kind.act === 'activate' ? 'primary' : 'stop',
      },
      others: submitButton({ label: t('stamping.change'), name: 'intent', value: 'change', kind: 'quiet' }),
    }),
  })}`;
  send(visit, { title: `${title} ${batch.name}`, current: 'batch', body });
}

const fieldNames = ['first', 'last', 'list', 'reason', 'note'] as const;

function whichStamps(form: Form, { t }: Visit): Html {
  return html`<div ${cameraWords(t)}>
    ${fieldGroup({
      legend: t('stamping.which-stamps'),
      hint: t('stamping.which-stamps-hint'),
      body: html`${form.text('first', { label: t('stamping.first-serial'), width: 'medium' })}
        <div data-camera="f-first"></div>
        ${form.text('last', {
          label: t('stamping.last-serial'),
          hint: t('stamping.last-hint'),
          width: 'medium',
          isOptional: true,
        })}
        <div data-camera="f-last"></div>`,
    })}
  </div>`;
}

function asList(form: Form, { list }: FieldValues, faults: readonly FieldText[], { t }: Visit): Html {
  const isInUse = [list ?? ''].flat().some((text) => text.trim() !== '');
  return disclosure({
    summary: t('stamping.as-list'),
    isOpen: isInUse || faults.some(({ pointer }) => pointer === '/list' || pointer === '/file'),
    body: html`${form.textarea('list', {
      label: t('stamping.list'),
      hint: t('stamping.list-hint', { most: mostNamed }),
      rows: 6,
      isOptional: true,
    })}
    ${form.files('file', {
      label: t('stamping.file'),
      hint: t('stamping.file-hint'),
      accept: '.txt,.csv,text/plain,text/csv',
      isMultiple: false,
      isOptional: true,
    })}`,
  });
}

function whyVoid(form: Form, { t }: Visit): Html {
  return form.radios('reason', {
    label: t('stamping.reason'),
    options: voidReasons.map((value) => ({
      value,
      label: t(`stamping.reason-${value}`),
      hint: t(givesBack[value] ? 'stamping.reason-back' : 'stamping.reason-not-back'),
    })),
  });
}

function note(form: Form, { act }: Pick<StampActKind, 'act'>, { t }: Visit): Html {
  return form.textarea('note', {
    label: t('stamping.note'),
    hint: act === 'void' && t('stamping.note-hint'),
    limit: 500,
    rows: 3,
    isOptional: true,
  });
}

function whichNamed({ stamps, ranges }: StampOutlook, visit: Visit): Html {
  const { t } = visit;
  const more = stamps - ranges.reduce((sum, { count }) => sum + count, 0);
  return html`<p>${t('stamping.stamps', { count: stamps })}</p>
    ${rangeList(ranges, visit)} ${more > 0 && html`<p>${t('stamping.more-ranges', { count: more })}</p>`}`;
}

function givenBack({ givenBack: count }: StampOutlook, { t }: Visit): string {
  return count > 0 ? t('stamping.given-back', { count }) : t('stamping.given-back-none');
}

/** Every range that a refusal was about, by what stands against it. */
function inTheWay(offences: readonly Offences[], visit: Visit): Hole {
  const { t } = visit;
  if (offences.length === 0) return undefined;
  return html`<section class="stack-close">
    <h2>${t('stamping.in-the-way')}</h2>
    ${offences.map(
      ({ why, count, ranges }) =>
        html`<h3>${t(`stamping.why-${why}`)}: ${t('stamping.stamps', { count })}</h3>
          ${rangeList(ranges, visit)}`,
    )}
  </section>`;
}
