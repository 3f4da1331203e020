import sharp from 'sharp';
import type { ReviewPort } from '../../server/ledger/review-port.ts';
import type {
  CertificateContent,
  PlaceContent,
  ProductContent,
} from '../../server/platform/contract-types.ts';
import type { Answer, HttpClient } from './http-client.ts';
import type { World } from './world.ts';

/** Contents that are right; a test names only what it is about. */
export function placeContent(differing: Partial<PlaceContent> = {}): PlaceContent {
  return {
    name: 'Ruộng thốt nốt Văn Giáo',
    kind: 'plot',
    address: { communeCode: '30526', street: 'Ấp Măng Rò' },
    geometry: { type: 'Point', coordinates: [104.95, 10.6] },
    area: { value: '1.5', unit: 'HAR' },
    ...differing,
  };
}

export function productContent(differing: Partial<ProductContent> = {}): ProductContent {
  return {
    name: 'Đường thốt nốt',
    group: 'processing',
    netContent: { value: '0.5', unit: 'KGM' },
    originStatement: 'Sản xuất tại An Giang, Việt Nam',
    images: [],
    standards: [{ kind: 'TCCS', number: 'TCCS 01:2026' }],
    ...differing,
  };
}

export function certificateContent(differing: Partial<CertificateContent> = {}): CertificateContent {
  return {
    type: 'vietgap',
    number: 'VG-01',
    scope: 'Thốt nốt',
    issuer: 'Trung tâm Chứng nhận',
    issuedOn: '2026-01-10',
    products: [],
    places: [],
    ...differing,
  };
}

export function aPicture({ width = 400, height = 300 } = {}): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#0b6b3a' } })
    .png()
    .toBuffer();
}

export const aPdf = Buffer.from('%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\nstartxref\n9\n%%EOF\n');

export function upload(
  client: HttpClient,
  bytes: Buffer,
  { name = 'anh.png', headers = {} }: { name?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(bytes)]), name);
  return client.post('/files', form, headers);
}

/** Submits and approves, as the review desk does. */
export async function approve(world: World, port: ReviewPort, id: string): Promise<void> {
  const { ledger } = world.features;
  await ledger.change({ actor: world.officer.actor }, async () => {
    const { number, content } = await port.freeze(id, undefined);
    const at = world.clock.now();
    await port.settle(id, { outcome: 'approve', version: number, content, at, by: world.officer.actor.name });
    return null;
  });
}
