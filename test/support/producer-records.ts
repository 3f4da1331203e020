import sharp from 'sharp';
import type { Quantity } from '../../server/domain/quantity.ts';
import type { Answer, HttpClient } from './http-client.ts';

type Overrides = Record<string, unknown>;

/** Records as a producer's clerk creates them through the API; each names only what a test is about. */
export function recordsOf(clerk: HttpClient) {
  let count = 0;

  async function created(path: string, body: unknown): Promise<string> {
    const answer = await clerk.post(path, body);
    if (answer.status !== 201) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return (answer.body as { id: string }).id;
  }

  function uploaded(file: Blob, name: string): Promise<string> {
    const form = new FormData();
    form.set('file', file, name);
    return created('/files', form);
  }

  const records = {
    /** A scanned paper. */
    async document(): Promise<string> {
      const pdf = `%PDF-1.4\n% ${(count += 1)}\ntrailer\n<<>>\nstartxref\n0\n%%EOF\n`;
      return uploaded(new Blob([pdf], { type: 'application/pdf' }), 'giay-chung-nhan.pdf');
    },

    async picture(): Promise<string> {
      const background = { r: 20, g: (count += 7) % 256, b: 60 };
      const png = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
        .png()
        .toBuffer();
      return uploaded(new Blob([new Uint8Array(png)], { type: 'image/png' }), 'anh.png');
    },

    place: (overrides: Overrides = {}) =>
      created('/places', {
        name: 'Lò nấu đường Văn Giáo',
        kind: 'workshop',
        address: { communeCode: '30526', street: 'Ấp Măng Rò' },
        ...overrides,
      }),

    product: async (overrides: Overrides = {}) =>
      created('/products', {
        name: `Đường thốt nốt ${(count += 1)}`,
        group: 'processing',
        netContent: { value: '500', unit: 'GRM' },
        originStatement: 'Sản xuất tại An Cư, An Giang',
        images: [await records.picture()],
        standards: [{ kind: 'TCCS', number: '01:2026/VG' }],
        ...overrides,
      }),

    certificate: async (product: string) =>
      created('/certificates', {
        type: 'haccp',
        number: `HACCP-${(count += 1)}`,
        scope: 'Đường thốt nốt',
        issuer: 'Trung tâm Chứng nhận (mẫu)',
        issuedOn: '2026-01-05',
        expiresOn: '2029-01-05',
        products: [product],
        places: [],
        file: await records.document(),
      }),

    /** What a batch form sends; product and place are created where not given. */
    async batchContent(overrides: Overrides = {}) {
      return {
        product: overrides['product'] ?? (await records.product()),
        place: overrides['place'] ?? (await records.place()),
        lot: `L${(count += 1)}`,
        quantity: { value: '250', unit: 'KGM' },
        producedOn: '2026-10-01',
        certificates: [],
        grants: [],
        images: [],
        ...overrides,
      };
    },

    batch: async (overrides: Overrides = {}) => created('/batches', await records.batchContent(overrides)),

    stageContent: (place: string, overrides: Overrides = {}) => ({
      stage: 'processing',
      startedAt: '2026-09-30T06:30',
      place,
      who: 'Tổ nấu đường 1',
      quantity: { value: '250', unit: 'KGM' },
      images: [],
      isPublic: true,
      ...overrides,
    }),

    stage: (batch: string, place: string, overrides: Overrides = {}) =>
      created(`/batches/${batch}/stages`, records.stageContent(place, overrides)),

    /** A batch with one stage, which made as much as the batch holds, ready to be submitted. */
    async readyBatch(overrides: Overrides & { product?: string } = {}) {
      const product = overrides.product ?? (await records.product());
      const place = await records.place();
      const certificate = await records.certificate(product);
      const batch = await records.batch({ product, place, certificates: [certificate], ...overrides });
      const { unit, value } = (overrides['quantity'] ?? {}) as Partial<Quantity>;
      const isWeighed = unit === 'KGM' || unit === 'TNE';
      const stage = await records.stage(batch, place, isWeighed ? { quantity: { value, unit } } : {});
      return { product, place, certificate, batch, stage };
    },
  };
  return records;
}

interface BuiltOn {
  product: string;
  place: string;
  certificate: string;
  batch: string;
}

/** Brings a batch and what it is built on through review: the clerk submits once, the officer approves in order. */
export async function submitAndApprove(
  { clerk, officer }: { clerk: HttpClient; officer: HttpClient },
  { product, place, certificate, batch }: BuiltOn,
): Promise<void> {
  asOk(await clerk.post(`/batches/${batch}/submission`));
  for (const record of [product, place, certificate, batch]) {
    asOk(await officer.post(`/submissions/${await waitingFor(officer, record)}/approval`));
  }
}

/** The submission of a record that lies before the department. */
export async function waitingFor(officer: HttpClient, record: string): Promise<string> {
  let after = '';
  for (;;) {
    const { body } = asOk(await officer.get(`/submissions?limit=100${after}`));
    const page = body as { items: { id: string; record: string }[]; next?: string };
    const found = page.items.find((item) => item.record === record);
    if (found) return found.id;
    if (page.next === undefined) throw new Error(`Nothing waits for ${record}`);
    after = `&after=${page.next}`;
  }
}

function asOk(answer: Answer): Answer {
  if (answer.status >= 300) throw new Error(`${answer.status} ${answer.text}`);
  return answer;
}
