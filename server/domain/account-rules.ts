import type { Fault } from './errors.ts';
import type { Role } from './roles.ts';

/** Roles that act for one organisation; all others act for the department and belong to none. */
export const organisationRoles: readonly Role[] = [
  'producer-clerk',
  'producer-owner',
  'mark-manager',
  'machine-client',
];

const rolesWithSecondFactor: readonly Role[] = ['officer', 'lead-officer', 'administrator'];

interface Standing {
  roles: readonly Role[];
  organisation: string | null;
}

/** Which roles go together, and with or without an organisation. */
export function accountFaults({ roles, organisation }: Standing): Fault[] {
  const forOrganisation = roles.filter((role) => organisationRoles.includes(role)).length;
  if (forOrganisation > 0 && forOrganisation < roles.length) {
    return [{ pointer: '/roles', key: 'account.roles-mixed' }];
  }
  if (forOrganisation > 0 && organisation === null) {
    return [{ pointer: '/organisation', key: 'account.organisation-needed' }];
  }
  if (forOrganisation === 0 && organisation !== null) {
    return [{ pointer: '/organisation', key: 'account.organisation-none' }];
  }
  return [];
}

/** Those who decide for the department prove themselves twice (ASVS 6.3.3). */
export function needsSecondFactor(roles: readonly Role[]): boolean {
  return roles.some((role) => rolesWithSecondFactor.includes(role));
}
