import type { Role } from '../../domain/roles.ts';
import type { Translate } from '../../platform/i18n.ts';

export function roleLine(t: Translate, roles: readonly Role[]): string {
  return roles.map((role) => t(`account.role-${role}`)).join(', ');
}
