import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { Router, urlencoded } from 'express';
import type { RequestHandler } from 'express';
import type { Clock } from '../../platform/clock.ts';

export interface SandboxTokensOptions {
  clock: Clock;
  clientId: string;
  clientSecret: string;
  /** How long a token is good for. */
  tokenSeconds?: number;
}

/** Sign-in by client id and secret; a token ends after its time, and with the process. */
export function sandboxTokens({ clock, clientId, clientSecret, tokenSeconds = 900 }: SandboxTokensOptions) {
  const expiries = new Map<string, number>();

  const signIn = Router().post('/token', urlencoded({ extended: false }), (req, res) => {
    const given = (req.body ?? {}) as Record<string, unknown>;
    if (!isEqual(given.client_id, clientId) || !isEqual(given.client_secret, clientSecret)) {
      res.status(401).json({ error: 'invalid_client' });
      return;
    }
    const now = clock.now().getTime();
    for (const [token, end] of expiries) if (end <= now) expiries.delete(token);
    const token = randomBytes(24).toString('base64url');
    expiries.set(token, now + tokenSeconds * 1000);
    res.json({ access_token: token, token_type: 'Bearer', expires_in: tokenSeconds });
  });

  const requireToken: RequestHandler = (req, res, next) => {
    const token = /^Bearer (\S+)$/.exec(req.get('authorization') ?? '')?.[1];
    const end = token === undefined ? undefined : expiries.get(token);
    if (end !== undefined && clock.now().getTime() < end) {
      next();
      return;
    }
    res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'invalid_token' });
  };

  return { signIn, requireToken };
}

function isEqual(given: unknown, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return typeof given === 'string' && timingSafeEqual(hash(given), hash(expected));
}
