import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { SigningKey } from '../platform/contract-types.ts';

export type ParcelSeal = ReturnType<typeof parcelSeal>;

/** Signs bundles with the deployment's Ed25519 key (RFC 8032), given as PKCS #8 DER in base64. */
export function parcelSeal(signingKey: string) {
  const privateKey = createPrivateKey({
    key: Buffer.from(signingKey, 'base64'),
    format: 'der',
    type: 'pkcs8',
  });
  const key = createPublicKey(privateKey);
  const { x = '' } = key.export({ format: 'jwk' });
  const publicKey: SigningKey = { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprint(x), use: 'sig' };

  return {
    /** As it is published, so that a bundle can be checked without asking us. */
    publicKey,
    sign: (bytes: Buffer): Buffer => sign(null, bytes, privateKey),
    verifies: (bytes: Buffer, signature: Buffer): boolean => verify(null, bytes, key, signature),
  };
}

/** RFC 7638: the key's name is a digest of the key. */
function thumbprint(x: string): string {
  return createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
}
