/** Who acts. A producer's people belong to one organisation; the department's belong to none. */
export interface Actor {
  id: string;
  name: string;
  roles: readonly Role[];
  organisation: string | null;
}

export const roles = [
  'producer-clerk',
  'producer-owner',
  'mark-manager',
  'officer',
  'lead-officer',
  'inspector',
  'leader',
  'administrator',
  'machine-client',
] as const;
export type Role = (typeof roles)[number];

const producers: readonly Role[] = ['producer-clerk', 'producer-owner'];
const officers: readonly Role[] = ['officer', 'lead-officer'];
const department: readonly Role[] = [...officers, 'inspector', 'leader', 'administrator'];
const signedIn: readonly Role[] = roles;

/** What each role may do. What is not listed is refused (ASVS 8.2.1). */
const rights = {
  'own-account': signedIn,
  'records.read': [...producers, ...department, 'mark-manager', 'machine-client'],
  'records.write': [...producers, 'machine-client'],
  /** EPCIS events over the machine interface: those of one's own organisation. */
  'events.capture': [...producers, 'machine-client'],
  /** Which stages a product group has, and what is asked for each. */
  'catalogues.write': ['lead-officer', 'administrator'],
  /** How much at most comes of what. */
  'recovery-rates.write': [...officers, 'administrator'],
  'handovers.write': [...producers, 'machine-client'],
  'records.submit': [...producers, 'machine-client'],
  'organisations.write': [...officers, 'administrator'],
  'organisations.edit': [...producers, ...officers, 'administrator'],
  'files.write': [...producers, ...officers, 'mark-manager', 'machine-client'],
  'queue.read': [...officers, 'leader'],
  'submissions.decide': officers,
  'batches.hold': officers,
  'marks.write': [...officers, 'mark-manager'],
  'marks.overview': [...officers, 'inspector', 'leader', 'mark-manager'],
  'grants.apply': [...producers, ...officers, 'mark-manager', 'machine-client'],
  'grants.manage': [...officers, 'mark-manager'],
  'grants.decide': officers,
  'sync.read': [...officers, 'leader', 'administrator'],
  'sync.retry': officers,
  'sync.switch': [...officers, 'administrator'],
  'links.read': department,
  'linksets.write': [...officers, 'administrator'],
  'jobs.read': ['leader', 'administrator'],
  'users.write': ['administrator'],
  'reports.read': [...officers, 'inspector', 'leader'],
  'history.read': [...officers, 'inspector', 'leader'],
  'scans.read': [...officers, 'inspector', 'leader'],
  'stamps.write': [...producers, 'machine-client'],
  'stamps.void': [...producers, 'machine-client', ...officers, 'inspector'],
  'stamps.inspect': [...officers, 'inspector'],
  'norms.write': officers,
  'cases.read': [...officers, 'inspector', 'leader'],
  /** Rehearsed recalls: they change nothing but are kept for inspection. */
  'drills.read': [...producers, ...department, 'machine-client'],
  'drills.run': [...producers, ...officers, 'inspector'],
  'cases.decide': [...officers, 'inspector'],
} as const satisfies Record<string, readonly Role[]>;

export type Right = keyof typeof rights;

export function may(actor: Actor, right: Right): boolean {
  const holders: readonly Role[] = rights[right];
  return actor.roles.some((role) => holders.includes(role));
}

export function rolesThatMay(right: Right): readonly Role[] {
  return rights[right];
}

export function isOfDepartment(actor: Actor): boolean {
  return actor.organisation === null && actor.roles.some((role) => department.includes(role));
}

/**
 * The one filter of every query: the department sees all records, everybody else those of their own
 * organisation. Another producer's record is therefore not found, never forbidden (ASVS 8.2.2).
 */
export function scopeFor(actor: Actor): { organisation?: string } {
  if (isOfDepartment(actor)) return {};
  return { organisation: actor.organisation ?? nobody };
}

const nobody = '000000000000000000000000';

/** Changes made by the system itself (calendar, synchronisation), so that the audit log never has a gap. */
export const systemActor: Actor = { id: nobody, name: 'Nguồn Gốc', roles: [], organisation: null };
