import { recordOperations } from '../../ledger/record-operations.ts';
import type { Operation } from '../../platform/operation.ts';
import type { OrganisationService } from './organisation-service.ts';

export function organisationRoutes(organisations: OrganisationService): Operation[] {
  return recordOperations(
    {
      many: 'organisations',
      one: 'organisation',
      content: 'OrganisationContent',
      view: 'Organisation',
      page: 'OrganisationPage',
      rights: { create: 'organisations.write', edit: 'organisations.edit' },
    },
    organisations,
  );
}
