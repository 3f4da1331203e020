import type { Grant } from '../../platform/contract-types.ts';
import type { Link } from '../shared/page-parts.ts';
import type { Visit } from './desk-visit.ts';
import { grantTitle } from './grant-page.ts';
import { grantHref, markHref } from './mark-desk.ts';

/** Down to one right of use. */
export function trailOf(visit: Visit, grant: Grant): Link[] {
  return [
    { href: visit.desk.marks, label: visit.t('department.marks-title') },
    { href: markHref(visit, grant.mark.id), label: grant.mark.name },
    { href: grantHref(visit, grant.id), label: grantTitle(visit, grant) },
  ];
}
