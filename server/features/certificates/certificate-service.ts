import type { Fault } from '../../domain/errors.ts';
import { validityOn } from '../../domain/certificate-validity.ts';
import type { Validity } from '../../domain/certificate-validity.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { versionsOf } from '../../ledger/record-history.ts';
import { recordService } from '../../ledger/record-service.ts';
import type { NamesOf } from '../../ledger/record-service.ts';
import type { RecordDocument } from '../../ledger/reviewed-record.ts';
import { reviewOf } from '../../ledger/review-of.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { CertificateContent } from '../../platform/contract-types.ts';
import type { FileService } from '../files/file-service.ts';
import { CertificateModel } from './certificate-model.ts';
import type { CertificateStanding } from './certificate-model.ts';
import { certificateFaults, coverFaults, missingFromCertificate } from './certificate-rules.ts';

interface Owners {
  strangers(ids: readonly string[], organisation: string): Promise<string[]>;
}

interface Parts {
  ledger: Ledger;
  clock: Clock;
  organisations: { namesOf: NamesOf };
  files: Pick<FileService, 'owned' | 'publish' | 'conceal'>;
  products: Owners;
  places: Owners;
}

export type CertificateService = ReturnType<typeof certificateService>;

/** Certificates, conformity declarations and test reports of a producer. */
export function certificateService({ ledger, clock, organisations, files, products, places }: Parts) {
  const today = () => dateInVietnam(clock.now());
  const records = recordService<CertificateContent, CertificateStanding, { validity: Validity }>({
    ledger,
    clock,
    model: CertificateModel,
    rules: {
      kind: 'certificate',
      check: async (content, organisation) => [
        ...certificateFaults(content, today()),
        ...(await fileFaults(content, organisation)),
        ...coverFaults(
          'products',
          content.products,
          await products.strangers(content.products, organisation),
        ),
        ...coverFaults('places', content.places, await places.strangers(content.places, organisation)),
      ],
      title: ({ type, number }) => `${names[type]} ${number}`,
      keywords: ({ scope, issuer }) => [scope, issuer],
    },
    namesOf: organisations.namesOf,
    shownWith: (content) => ({ validity: validityOn(today(), content) }),
  });

  return {
    ...records,

    reviewPort: reviewOf<CertificateContent, CertificateStanding>({
      kind: 'certificate',
      clock,
      model: CertificateModel,
      missing: (doc) => Promise.resolve(missingFromCertificate(doc.content)),
      approved: openChosen,
    }),
  };

  /** The public sees the paper that its holder chose to show, as long as that choice stands, and no earlier one. */
  async function openChosen(doc: RecordDocument<CertificateContent>): Promise<void> {
    const { file, isFilePublic = false } = doc.approved?.content ?? {};
    const shown = isFilePublic && file !== undefined ? [file] : [];
    const former = (await versionsOf({ kind: 'certificate', id: String(doc._id) })).flatMap(
      (version) => (version.content as CertificateContent).file ?? [],
    );
    const closed = [...former, ...(file === undefined ? [] : [file])].filter((one) => !shown.includes(one));
    await files.conceal([...new Set(closed)], String(doc.organisation));
    await files.publish(shown);
  }

  async function fileFaults({ file }: CertificateContent, organisation: string): Promise<Fault[]> {
    if (file === undefined || (await files.owned([file], organisation)).has(file)) return [];
    return [{ pointer: '/file', key: 'certificate.file-unknown' }];
  }
}

/** As the papers call themselves, for titles in lists; names of schemes are the same in both languages. */
const names: Record<CertificateContent['type'], string> = {
  vietgap: 'VietGAP',
  globalgap: 'GLOBALG.A.P.',
  organic: 'Hữu cơ',
  haccp: 'HACCP',
  iso22000: 'ISO 22000',
  ocop: 'OCOP',
  'standard-conformity': 'Công bố hợp chuẩn',
  'regulation-conformity': 'Công bố hợp quy',
  'test-report': 'Phiếu kiểm nghiệm',
};
