export const validities = ['valid', 'expiring', 'expired'] as const;
export type Validity = (typeof validities)[number];

/** Renewing takes the better part of two months. */
const noticeDays = 60;

/** Where a certificate stands on a day; one without an end does not expire. A certificate is good on its last day. */
export function validityOn(today: string, { expiresOn }: { expiresOn?: string | undefined }): Validity {
  if (expiresOn === undefined) return 'valid';
  if (expiresOn < today) return 'expired';
  return expiresOn <= daysAfter(today, noticeDays) ? 'expiring' : 'valid';
}

function daysAfter(date: string, days: number): string {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
