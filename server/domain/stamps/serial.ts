import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import { crockford, crockfordBytes, foldCrockford } from '../identifiers/crockford.ts';

/** A master secret and the id under which runs name it. */
export interface StampKey {
  id: string;
  secret: Buffer;
}

/** Which stamp of which batch, both counted within the product. */
export interface StampPosition {
  batch: number;
  unit: number;
}

export type ReadSerial =
  ({ ok: true; keyId: string } & StampPosition) | { ok: false; why: 'mistyped' | 'unknown' };

export type StampSerials = ReturnType<typeof stampSerials>;

export const serialLength = 20;
export const hiddenCodeLength = 8;
/** 18 bits and 22 bits: what fits into the 40 bits of a payload. */
export const batchOrdinals = 2 ** 18;
export const unitsPerBatch = 2 ** 22;

/**
 * Serials that are computed, not stored (docs/stamp-serials.md): 60 bits of tag, then the 40 bits that say batch and
 * unit, masked by the tag. `productKey` is the GTIN of 14 digits or the internal code, in canonical spelling.
 * The key given first is tried first.
 */
export function stampSerials(keys: readonly StampKey[]) {
  const derived = new Map(keys.map((key) => [key.id, derive(key)]));

  return {
    write(keyId: string, productKey: string, position: StampPosition): string {
      const key = keyOf(keyId);
      const payload = payloadOf(position);
      const tag = tagOf(key, productKey, payload);
      return crockford(tag, 12) + crockford(masked(key, { productKey, tag, payload }), 8);
    },

    /** Refuses a forged or mistyped serial without any database. */
    read(productKey: string, text: string): ReadSerial {
      const serial = foldCrockford(text, serialLength);
      if (serial === null) return { ok: false, why: 'mistyped' };
      const tag = crockfordBytes(serial.slice(0, 12));
      const body = crockfordBytes(serial.slice(12));
      for (const [keyId, key] of derived) {
        const payload = masked(key, { productKey, tag, payload: body });
        if (timingSafeEqual(tagOf(key, productKey, payload), tag)) {
          return { ok: true, keyId, ...positionIn(payload) };
        }
      }
      return { ok: false, why: 'unknown' };
    },

    /** What stands under the scratch layer: 40 bits that do not follow from the serial. */
    hiddenCode(keyId: string, productKey: string, position: StampPosition): string {
      return crockford(hmac(keyOf(keyId).hidden, productKey, payloadOf(position)), hiddenCodeLength);
    },
  };

  function keyOf(id: string): DerivedKey {
    const key = derived.get(id);
    if (!key) throw new Error(`No stamp secret with the id ${id}`);
    return key;
  }
}

/** Shows whether a secret is still the same, and nothing of it. */
export function keyCheck({ secret }: StampKey): string {
  return subkey(secret, 'check').subarray(0, 16).toString('base64url');
}

interface DerivedKey {
  tag: Buffer;
  mask: Buffer;
  hidden: Buffer;
}

function derive({ secret }: StampKey): DerivedKey {
  return {
    tag: subkey(secret, 'tag'),
    mask: subkey(secret, 'mask'),
    hidden: subkey(secret, 'hidden code'),
  };
}

function subkey(secret: Buffer, use: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, Buffer.alloc(0), `nguon-goc stamp ${use} v1`, 32));
}

/** Eight bytes, the last four bits nought: 60 bits. */
function tagOf(key: DerivedKey, productKey: string, payload: Buffer): Buffer {
  const tag = hmac(key.tag, productKey, payload).subarray(0, 8);
  tag[7] = (tag[7] ?? 0) & 0xf0;
  return tag;
}

/** Masks and unmasks alike. */
function masked(
  key: DerivedKey,
  { productKey, tag, payload }: { productKey: string; tag: Buffer; payload: Buffer },
): Buffer {
  const bytes = hmac(key.mask, productKey, tag).subarray(0, payload.length);
  for (const [at, byte] of payload.entries()) bytes[at] = (bytes[at] ?? 0) ^ byte;
  return bytes;
}

function hmac(secret: Buffer, productKey: string, tail: Buffer): Buffer {
  return createHmac('sha256', secret).update(productKey, 'latin1').update(tail).digest();
}

/** Five bytes, big-endian: 18 bits of batch, 22 bits of unit. */
function payloadOf({ batch, unit }: StampPosition): Buffer {
  if (!isBelow(batchOrdinals, batch) || !isBelow(unitsPerBatch, unit)) {
    throw new RangeError(`No stamp ${unit} in batch ${batch}`);
  }
  const payload = Buffer.alloc(5);
  payload.writeUIntBE(batch * unitsPerBatch + unit, 0, 5);
  return payload;
}

function positionIn(payload: Buffer): StampPosition {
  const number = payload.readUIntBE(0, 5);
  return { batch: Math.floor(number / unitsPerBatch), unit: number % unitsPerBatch };
}

function isBelow(limit: number, number: number): boolean {
  return Number.isInteger(number) && number >= 0 && number < limit;
}
