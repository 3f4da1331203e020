import type { ReviewKind } from '../../domain/change.ts';
import type { FieldNote } from '../../platform/contract-types.ts';
import type { RecordView } from '../../ledger/record-view.ts';
import { newSecret } from '../../platform/ids.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { enterSaves } from '../shared/form-buttons.ts';
import { actionBar, formFor } from '../shared/form.ts';
import type { Form } from '../shared/form.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { breadcrumb, linkButton, pageHead } from '../shared/page-parts.ts';
import type { Link } from '../shared/page-parts.ts';
import { describeUploads } from './file-uploads.ts';
import type { ProducerServices } from './producer-services.ts';
import { hrefOf } from './record-kind.ts';
import { officersWords } from './record-review.ts';
import type { RecordKind } from './record-kind.ts';
import { send, timeText } from './visit.ts';
import type { Visit } from './visit.ts';

export interface ShownForm<View> {
  values: FieldValues;
  faults?: readonly FieldText[];
  /** The record that is edited; absent for a new one. */
  view?: View | undefined;
  /** What stands above the fields: a comparison, a question. */
  above?: Hole;
  /** The mark of the warning that stands above. */
  seen?: string;
  status?: number;
}

/** The form of a new or an existing record, with everything as it was typed. */
export async function sendRecordForm<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  { files }: Pick<ProducerServices, 'files'>,
  visit: Visit,
  { values, faults = [], view, above, seen, status = 200 }: ShownForm<View>,
): Promise<void> {
  const { t } = visit;
  const { title, lead } = headOf(kind.kind, visit, view);
  const form = formFor(t, {
    values,
    faults: placed(faults, kind.standsAt),
    notes: placed(view?.notes ?? [], kind.standsAt),
  });
  const choices = await kind.choices(visit, values);
  const uploads = await describeUploads(files, kind.slots, visit, values);
  const about = { visit, choices, uploads };
  const lacking = kind.lacks?.(about);
  const body = html`${breadcrumb({ t, trail: trailTo(kind, visit, view), current: title })}
  ${pageHead({ title, lead: lacking ? undefined : lead })} ${above} ${view && officersWords(view, visit)}
  ${lacking ?? enclosed(kind, form, visit, { view, seen, fields: kind.fields(form, values, about) })}`;
  visit.res.status(status);
  send(visit, { title, current: kind.kind, hasFaults: form.hasFaults, body, isSample: view?.sample });
}

interface Enclosed {
  view: Pick<RecordView<unknown>, 'id' | 'rev' | 'updatedAt'> | undefined;
  seen: string | undefined;
  fields: Html;
}

function enclosed(
  kind: Pick<RecordKind<object, never, unknown>, 'kind' | 'root' | 'slots'>,
  form: Form,
  visit: Visit,
  { view, seen, fields }: Enclosed,
): Html {
  const { t } = visit;
  return form.enclose({
    action: view ? `${hrefOf(kind, view.id)}/edit` : `${kind.root}/new`,
    isUpload: kind.slots.length > 0,
    hidden: { key: newSecret(), rev: view?.rev, seen },
    body: html`${enterSaves()} ${fields}`,
    bar: actionBar({
      primary: {
        label: t(seen === undefined ? 'common.save' : 'balance.save-anyway'),
        name: 'intent',
        value: 'save',
      },
      others: linkButton({
        href: view ? hrefOf(kind, view.id) : kind.root,
        label: t('common.cancel'),
        kind: 'quiet',
      }),
      saved: view && t('ui.saved-at', { time: timeText(view.updatedAt, visit) }),
    }),
  });
}

function headOf(
  kind: ReviewKind,
  { t }: Visit,
  view: { title: string } | undefined,
): { title: string; lead: string } {
  if (kind === 'organisation')
    return { title: t('producer.organisation-edit'), lead: t('producer.organisation-edit-lead') };
  return view
    ? { title: t(`producer.${kind}-edit`), lead: view.title }
    : { title: t(`producer.${kind}-new`), lead: t(`producer.${kind}-new-lead`) };
}

export function trailTo(
  kind: Pick<RecordKind<object, never, unknown>, 'kind' | 'root'>,
  { t }: Visit,
  view: { id: string; title: string } | undefined,
): Link[] {
  const list = { href: kind.root, label: t(`producer.${kind.kind}-list`) };
  return view && kind.kind !== 'organisation'
    ? [list, { href: hrefOf(kind, view.id), label: view.title }]
    : [list];
}

function placed<Text extends FieldText | FieldNote>(
  texts: readonly Text[],
  standsAt: Readonly<Record<string, string>> = {},
): Text[] {
  return texts.map((text) => ({ ...text, pointer: standsAt[text.pointer] ?? text.pointer }));
}
