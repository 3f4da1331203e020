import { createHash, createSecretKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import jwt from 'jsonwebtoken';
import type { Clock } from './clock.ts';

/** Whom an access token stands for, and the chain of refresh tokens it came with. */
export interface AccessClaims {
  subject: string;
  family: string;
}

interface SignerOptions {
  clock: Clock;
  /** Signing keys, base64url: the current one first, then the one still accepted. */
  secrets: readonly string[];
  issuer: string;
}

export type TokenSigner = ReturnType<typeof tokenSigner>;

export const accessSeconds = 600;

/**
 * The one wrapper over jsonwebtoken, whose defaults accept other algorithms of the family, tokens without an end,
 * and a token of one kind in place of another: algorithm, issuer, audience, kind and end are all demanded here
 * (ASVS 9.1, 9.2). Keys are found by `kid` in memory, never by a path or an address.
 */
export function tokenSigner({ clock, secrets, issuer }: SignerOptions) {
  const keys = new Map(secrets.map((secret) => [keyId(secret), keyOf(secret)]));
  const [current] = keys;
  if (!current) throw new Error('tokenSigner: at least one signing key is needed');
  const [currentId, currentKey] = current;
  const audience = `${issuer}/api/v1`;
  const now = () => Math.floor(clock.now().getTime() / 1000);

  return {
    sign({ subject, family }: AccessClaims): string {
      const iat = now();
      return jwt.sign({ typ: 'access', fam: family, iat, exp: iat + accessSeconds }, currentKey, {
        algorithm: 'HS256',
        keyid: currentId,
        issuer,
        audience,
        subject,
      });
    },

    /** Undefined for whatever we did not sign as an access token, or no longer honour. */
    verify(token: string): AccessClaims | undefined {
      const key = keys.get(jwt.decode(token, { complete: true })?.header.kid ?? '');
      if (!key) return undefined;
      try {
        return claimsOf(
          jwt.verify(token, key, {
            algorithms: ['HS256'],
            issuer,
            audience,
            maxAge: accessSeconds,
            clockTimestamp: now(),
          }),
        );
      } catch (error) {
        if (error instanceof jwt.JsonWebTokenError) return undefined;
        throw error;
      }
    },
  };
}

function claimsOf(payload: string | jwt.JwtPayload): AccessClaims | undefined {
  if (typeof payload === 'string') return undefined;
  const { typ, sub, fam, exp } = payload as jwt.JwtPayload & { typ?: unknown; fam?: unknown };
  const isOurs =
    typ === 'access' && typeof sub === 'string' && typeof fam === 'string' && typeof exp === 'number';
  return isOurs ? { subject: sub, family: fam } : undefined;
}

function keyOf(secret: string): KeyObject {
  const key = Buffer.from(secret, 'base64url');
  if (key.length < 32) throw new Error('tokenSigner: a signing key has at least 32 bytes');
  return createSecretKey(key);
}

/** Names a key without telling it. */
function keyId(secret: string): string {
  return createHash('sha256').update('kid').update(secret).digest('base64url').slice(0, 12);
}
