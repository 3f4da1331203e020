import type { StampKey } from '../domain/stamps/serial.ts';

const id = /^[A-Za-z0-9._-]{1,16}$/;
const base64 = /^[A-Za-z0-9+/_-]+=*$/;

/** Ids with their secrets in base64 or base64url, as configured; throws where one is weak, wrong or named twice. */
export function stampKeys(given: readonly (readonly string[])[]): StampKey[] {
  const keys = given.map(([name = '', secret = '']) => {
    if (!id.test(name) || !base64.test(secret)) throw new Error('Not an id with a secret');
    return { id: name, secret: Buffer.from(secret, 'base64') };
  });
  if (keys.some(({ secret }) => secret.length < 32)) throw new Error('A secret is too short');
  if (new Set(keys.map((key) => key.id)).size < keys.length) throw new Error('An id is named twice');
  return keys;
}
