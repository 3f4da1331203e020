import { createHash } from 'node:crypto';
import { zipSync } from 'fflate';
import { canonicalJson } from '../domain/canonical-json.ts';
import { canonicalKinds } from '../domain/canonical-record.ts';
import type { CanonicalRecord } from '../domain/canonical-record.ts';
import { csvOf } from './parcel-csv.ts';
import type { ParcelItem, StoredParcel } from './parcel-model.ts';
import type { ParcelSeal } from './parcel-seal.ts';

export interface BundleParts {
  parcel: Pick<StoredParcel, 'number' | 'madeAt'>;
  items: readonly ParcelItem[];
  seal: ParcelSeal;
  /** Who sends it: the origin of our public pages. */
  sender: string;
  /** The bytes of a picture that is ours, by its public address. */
  pictureBytes: (address: string) => Promise<Buffer | undefined>;
}

interface Part {
  name: string;
  bytes: Buffer;
}

/**
 * The bundle: every record as JSON, one table a kind, the pictures, a manifest with the digest of each, and a
 * signature over the manifest. The same parcel always gives the same bytes.
 */
export async function parcelBundle(parts: BundleParts): Promise<Buffer> {
  const { parcel, items, seal, sender } = parts;
  const pictures = await picturesOf(parts);
  const names = new Map(pictures.map(({ address, name }) => [address, name]));
  const records = items.map(({ _id, seq, at, digest, record }) => ({ key: _id, seq, at, digest, record }));
  const files: Part[] = [
    { name: 'records.json', bytes: Buffer.from(`${JSON.stringify(records, null, 1)}\n`) },
    ...tables(items),
    ...pictures.map(({ name, bytes }) => ({ name, bytes })),
  ];
  const manifest = Buffer.from(
    canonicalJson({
      format: 'nguon-goc-parcel/1',
      sender,
      number: parcel.number,
      madeAt: parcel.madeAt.toISOString(),
      records: items.length,
      key: seal.publicKey,
      pictures: Object.fromEntries(names),
      files: files.map(({ name, bytes }) => ({ name, size: bytes.byteLength, sha256: sha256(bytes) })),
    }),
  );
  const all = [
    { name: 'manifest.json', bytes: manifest },
    { name: 'manifest.sig', bytes: seal.sign(manifest) },
    ...files,
  ];
  const mtime = parcel.madeAt;
  return Buffer.from(zipSync(Object.fromEntries(all.map(({ name, bytes }) => [name, [bytes, { mtime }]]))));
}

function tables(items: readonly ParcelItem[]): Part[] {
  return canonicalKinds.flatMap((kind) => {
    const rows = items.filter(({ record }) => record.kind === kind);
    if (rows.length === 0) return [];
    return [{ name: `${kind}.csv`, bytes: Buffer.from(csvOf(rows.map(rowOf))) }];
  });
}

function rowOf({ _id, seq, record }: ParcelItem): Record<string, unknown> {
  return { key: _id, seq, ...record };
}

async function picturesOf({
  items,
  pictureBytes,
}: BundleParts): Promise<{ address: string; name: string; bytes: Buffer }[]> {
  const addresses = [...new Set(items.flatMap(({ record }) => pictureAddresses(record)))].sort();
  const found = [];
  for (const address of addresses) {
    const bytes = await pictureBytes(address);
    if (bytes) found.push({ address, name: `pictures/${sha256(bytes).slice(0, 32)}.jpg`, bytes });
  }
  return found;
}

function pictureAddresses(record: CanonicalRecord): string[] {
  if (record.kind === 'organisation') return [];
  if (record.kind === 'product') return record.pictures;
  return [...record.pictures, ...record.stages.flatMap(({ pictures }) => pictures)];
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
