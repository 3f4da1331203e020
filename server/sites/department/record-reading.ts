import { isOfDepartment } from '../../domain/roles.ts';
import type { FieldKind, ReferredKind } from '../shared/field-definition.ts';
import type { Reading } from '../shared/field-values.ts';
import { readingFor } from '../shared/record-reading.ts';
import type { ReadingServices } from '../shared/record-reading.ts';
import type { Visit } from './desk-visit.ts';
import { grantHref, markHref } from './mark-desk.ts';
import { recordAddress } from './record-address.ts';

/** What the values of these contents refer to, with the desk's addresses of it. */
export function readingOf(
  services: ReadingServices,
  visit: Visit,
  kind: FieldKind,
  contents: readonly unknown[],
): Promise<Reading> {
  const { t, lang, actor } = visit;
  const reader = {
    t,
    lang,
    actor,
    hrefOf: (named: ReferredKind, id: string) => addressFor(visit, named, id),
  };
  return readingFor(services, reader, kind, contents);
}

/** An owner's managers have pages of marks and rights of use; all else they know by name. */
function addressFor(visit: Visit, kind: ReferredKind, id: string): string | undefined {
  if (kind === 'mark') return markHref(visit, id);
  if (kind === 'grant') return grantHref(visit, id);
  return isOfDepartment(visit.actor) ? recordAddress(kind, id) : undefined;
}
