import type { Fault } from '../../domain/errors.ts';
import { parseGln } from '../../domain/identifiers/gln.ts';
import { faultsAt, orAsTyped, understood, unreadable } from '../../domain/parsed.ts';
import type { Parsed } from '../../domain/parsed.ts';
import { parsePhoneNumber } from '../../domain/phone-number.ts';
import { parseTaxCode } from '../../domain/tax-code.ts';
import type { OrganisationContent } from '../../platform/contract-types.ts';
import type { GeographyService } from '../geography/geography-service.ts';

type Kind = OrganisationContent['kind'];

export function normaliseOrganisation(content: OrganisationContent): OrganisationContent {
  const { taxCode, gln, contact } = content;
  return {
    ...content,
    ...(taxCode !== undefined && { taxCode: orAsTyped(taxCodeText, taxCode) }),
    ...(gln !== undefined && { gln: orAsTyped(parseGln, gln) }),
    ...(contact?.phone !== undefined && {
      contact: { ...contact, phone: orAsTyped(parsePhoneNumber, contact.phone) },
    }),
  };
}

/** What even a draft must get right. */
export function organisationFaults(
  content: OrganisationContent,
  { checkCommune }: Pick<GeographyService, 'checkCommune'>,
): Fault[] {
  const { kind, taxCode, gln, contact, address } = content;
  return [
    ...faultsAt('/taxCode', taxCode, (text) => taxCodeFor(kind, text)),
    ...faultsAt('/gln', gln, parseGln),
    ...faultsAt('/contact/phone', contact?.phone, parsePhoneNumber),
    ...faultsAt('/address/communeCode', address.communeCode, checkCommune),
  ];
}

/** A co-operative group need not be registered for tax; whoever else sells goods is (D37 23(5)c and d ask for name and address). */
export function missingFromOrganisation({ kind, taxCode, address }: OrganisationContent): Fault[] {
  const faults: Fault[] = [];
  if (taxCode === undefined && kind !== 'cooperative-group')
    faults.push({ pointer: '/taxCode', key: 'organisation.need-tax-code' });
  if (address.street === undefined)
    faults.push({ pointer: '/address/street', key: 'organisation.need-street' });
  return faults;
}

export type PublicOrganisation = Omit<OrganisationContent, 'contact'> &
  Partial<Pick<OrganisationContent, 'contact'>>;

/**
 * What anyone may read. A household is a person: its tax code has been the owner's personal number since 2025-07-01,
 * its contacts are the owner's own. Of others the contact person's name stays inside.
 */
export function publicOrganisation(content: OrganisationContent): PublicOrganisation {
  const { contact, taxCode, ...open } = content;
  if (content.kind === 'household') return open;
  const { phone, email } = contact ?? {};
  const reachable = { ...(phone !== undefined && { phone }), ...(email !== undefined && { email }) };
  return {
    ...open,
    ...(taxCode !== undefined && { taxCode }),
    ...(Object.keys(reachable).length > 0 && { contact: reachable }),
  };
}

/** A personal number is a household's only; a dependent unit's code never is. */
function taxCodeFor(kind: Kind, text: string): Parsed<string> {
  const code = parseTaxCode(text);
  if (!code.ok) return code;
  const { form, value } = code.value;
  if (form === 'personal' && kind !== 'household') return unreadable('organisation.tax-code-personal');
  if (form === 'dependent-unit' && kind === 'household') return unreadable('organisation.tax-code-unit');
  return understood(value);
}

function taxCodeText(text: string): Parsed<string> {
  const code = parseTaxCode(text);
  return code.ok ? understood(code.value.value) : code;
}
