import { DomainError } from '../../domain/errors.ts';
import type { RecordView } from '../../ledger/record-view.ts';
import { changeBy } from '../../platform/api-router.ts';
import { hrefOf } from './record-kind.ts';
import type { RecordKind } from './record-kind.ts';
import { sendRecordPage } from './record-page.ts';
import type { PageServices } from './record-page.ts';
import type { Visit } from './visit.ts';

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
