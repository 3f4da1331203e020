import { createHash, randomBytes } from 'node:crypto';

/** An unguessable identifier of 256 bits, base64url: session ids, refresh tokens, request keys (ASVS 11.5.1). */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** The only form in which a secret is stored. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
