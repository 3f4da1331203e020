import { digest } from '../../domain/canonical-json.ts';
import { DomainError } from '../../domain/errors.ts';

/** Where a page of events ended, and how many were given so far. */
export interface PageEnd {
  at: Date;
  id: string;
  given: number;
}

/** An hour: whoever reads page by page needs minutes. */
export const pageTokenLife = 3_600_000;

/** Says where the next page begins, for this query only and not for ever. It holds nothing secret and grants nothing. */
export function pageTokenOf({ at, id, given }: PageEnd, query: unknown, now: Date): string {
  const expires = now.getTime() + pageTokenLife;
  return Buffer.from(JSON.stringify([at.getTime(), id, given, expires, digest(query).slice(0, 12)])).toString(
    'base64url',
  );
}

export function readPageToken(token: string, query: unknown, now: Date): PageEnd {
  const [at, id, given, expires, mark] = partsOf(token);
  const isSound =
    Number.isSafeInteger(at) &&
    typeof id === 'string' &&
    /^[0-9a-f]{24}$/.test(id) &&
    Number.isSafeInteger(given) &&
    mark === digest(query).slice(0, 12);
  if (!isSound || typeof expires !== 'number' || expires < now.getTime()) {
    throw new DomainError('malformed', { key: 'epcis.page-token' });
  }
  return { at: new Date(at as number), id, given: given as number };
}

function partsOf(token: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString('utf8'));
    return Array.isArray(parts) ? (parts as unknown[]) : [];
  } catch {
    return [];
  }
}
