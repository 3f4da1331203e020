import type { Fault } from '../../domain/errors.ts';
import type { CertificateContent } from '../../platform/contract-types.ts';

/** What even a draft must get right. */
export function certificateFaults(content: CertificateContent, today: string): Fault[] {
  const { type, stars, issuedOn, expiresOn } = content;
  const faults: Fault[] = [];
  if (issuedOn > today) faults.push({ pointer: '/issuedOn', key: 'certificate.issued-in-future' });
  if (expiresOn !== undefined && expiresOn <= issuedOn)
    faults.push({ pointer: '/expiresOn', key: 'certificate.expires-before-issue' });
  if (type === 'ocop' && stars === undefined)
    faults.push({ pointer: '/stars', key: 'certificate.need-stars' });
  if (type !== 'ocop' && stars !== undefined)
    faults.push({ pointer: '/stars', key: 'certificate.stars-only-ocop' });
  return faults;
}

/** Products and places a certificate covers are its holder's own. */
export function coverFaults(
  field: 'products' | 'places',
  ids: readonly string[],
  strangers: readonly string[],
): Fault[] {
  return ids.flatMap((id, at) =>
    strangers.includes(id)
      ? [{ pointer: `/${field}/${at}`, key: `certificate.${field}-unknown` } as const]
      : [],
  );
}

/** The officer compares the record with the paper, so the paper must be there, and it must cover something. */
export function missingFromCertificate({ file, products, places }: CertificateContent): Fault[] {
  const faults: Fault[] = [];
  if (file === undefined) faults.push({ pointer: '/file', key: 'certificate.need-file' });
  if (products.length === 0 && places.length === 0)
    faults.push({ pointer: '/products', key: 'certificate.need-cover' });
  return faults;
}
