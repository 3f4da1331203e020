import { recordOperations } from '../../ledger/record-operations.ts';
import type { Operation } from '../../platform/operation.ts';
import type { CertificateService } from './certificate-service.ts';

export function certificateRoutes(certificates: CertificateService): Operation[] {
  return recordOperations(
    {
      many: 'certificates',
      one: 'certificate',
      content: 'CertificateContent',
      view: 'Certificate',
      page: 'CertificatePage',
    },
    certificates,
  );
}
