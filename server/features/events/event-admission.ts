import type { Sentence } from '../../domain/errors.ts';
import type { EventDraft } from './event-drafts.ts';
import { originalHash } from './event-drafts.ts';
import type { StoredEvent } from './event-model.ts';

type Known = Pick<StoredEvent, 'eventId' | 'contentHash' | 'withdraws' | 'batch'> & Pick<EventDraft, '_id'>;

/** What becomes of an event whose name is known already, or is not. */
export type Admission =
  { kind: 'new'; draft: EventDraft } | { kind: 'repeated' } | { kind: 'refused'; fault: Sentence };

/**
 * Decides event by event; one that was admitted counts as known for the next. The same event again does nothing. Another
 * content of the same name is a conflict, unless it declares the first wrong and is otherwise the same (EPCIS 2.0
 * §7.4.1.3).
 */
export function eventAdmission(stored: readonly Known[]) {
  const known = new Map<string, Known[]>();
  for (const event of stored) remember(event);

  return function admit(draft: EventDraft): Admission {
    const same = known.get(draft.eventId) ?? [];
    if (same.some(({ contentHash }) => contentHash === draft.contentHash)) return { kind: 'repeated' };
    const original = same.find(({ withdraws }) => withdraws === null);
    const fault = original && faultOf(draft, original, same);
    if (fault) return { kind: 'refused', fault };
    const admitted = { ...draft, withdraws: original?._id ?? null };
    remember(admitted);
    return { kind: 'new', draft: admitted };
  };

  function remember(event: Known): void {
    known.set(event.eventId, [...(known.get(event.eventId) ?? []), event]);
  }
}

function faultOf(draft: EventDraft, original: Known, same: readonly Known[]): Sentence | undefined {
  const { eventId } = draft;
  if (draft.epcis['errorDeclaration'] === undefined) return { key: 'epcis.name-taken', params: { eventId } };
  if (original.batch !== null) return { key: 'epcis.stage-event', params: { eventId } };
  if (same.length > 1) return { key: 'epcis.corrected-before', params: { eventId } };
  if (originalHash(original) !== originalHash(draft)) {
    return { key: 'epcis.correction-differs', params: { eventId } };
  }
  return undefined;
}
