import { DomainError } from '../../domain/errors.ts';
import type { RecordView } from '../../ledger/record-view.ts';
import { changeBy } from '../../platform/api-router.ts';
import { refusal } from '../shared/form-refusal.ts';
import { fieldTexts, postedValues } from '../shared/form-state.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { understoodContent } from '../shared/understood-content.ts';
import { keepUploads } from './file-uploads.ts';
import type { FactServices } from './record-facts.ts';
import { sendRecordForm } from './record-form.ts';
import { hrefOf } from './record-kind.ts';
import type { RecordKind, SaveWarning } from './record-kind.ts';
import { comparison } from './stale-edit.ts';
import type { Visit } from './visit.ts';

/** Saves what a form brought, or shows it again with every fault at its field and nothing lost. */
export async function saveRecord<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  services: FactServices,
  visit: Visit,
  id?: string,
): Promise<void> {
  const { req, res, t, lang, actor } = visit;
  const view = id === undefined ? undefined : await kind.records.read(id, actor);
  const posted = await keepUploads(services.files, kind.slots, visit, postedValues(req.body));
  const values = kind.tidy?.(posted.values) ?? posted.values;
  if (values['intent'] !== 'save') {
    const faults = fieldTexts(posted.faults, t);
    await sendRecordForm(kind, services, visit, { values, view, faults });
    return;
  }
  try {
    const typed = kind.contentFrom(values, lang);
    const content = understoodContent(kind.contract, typed, posted.faults) as Content;
    const warning = await unseenWarning(kind, visit, { id, content, seen: values['seen'] });
    if (warning) {
      const { above, mark } = warning;
      await sendRecordForm(kind, services, visit, { values, view, above, seen: mark });
      return;
    }
    const by = changeBy(req, actor, values['key'], content);
    const saved = await (id === undefined
      ? kind.records.create?.(content, by)
      : kind.records.edit(id, content, { rev: Number(values['rev']), by }));
    res.redirect(303, `${hrefOf(kind, saved?.id ?? '')}?done=saved`);
  } catch (error) {
    await sendRefused(kind, services, visit, { values, view, error });
  }
}

/** What has to be seen before an edit is kept, unless it was. */
async function unseenWarning<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  visit: Visit,
  { id, content, seen }: { id: string | undefined; content: Content; seen: FieldValues[string] },
): Promise<SaveWarning | undefined> {
  const warning = id === undefined ? undefined : await kind.warning?.(visit, id, content);
  return warning?.mark === seen ? undefined : warning;
}

/** The form again, with what was typed: beside the record as it is now where somebody saved in between. */
async function sendRefused<Content extends object, View extends RecordView<Content>, Choices>(
  kind: RecordKind<Content, View, Choices>,
  services: FactServices,
  visit: Visit,
  { values, view, error }: { values: FieldValues; view: View | undefined; error: unknown },
): Promise<void> {
  const { res, t } = visit;
  const isStale = view !== undefined && isConflict(error) && view.rev !== Number(values['rev']);
  if (isStale) {
    const above = await comparison(kind, services, visit, { view, values });
    await sendRecordForm(kind, services, visit, { values, view, above, status: 409 });
    return;
  }
  const refused = refusal(error, res, t);
  const faults = isSentBefore(error) ? [{ pointer: '', text: t('producer.sent-before') }] : refused;
  await sendRecordForm(kind, services, visit, { values, view, faults, status: res.statusCode });
}

function isConflict(error: unknown): boolean {
  return error instanceof DomainError && error.kind === 'conflict';
}

/** A form sent again with other content after it took effect: the browser's way back leads to such forms. */
function isSentBefore(error: unknown): boolean {
  return error instanceof DomainError && error.sentence.key === 'errors.idempotency-reused';
}
