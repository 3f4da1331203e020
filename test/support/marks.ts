import type { HttpClient } from './http-client.ts';

type Overrides = Record<string, unknown>;
let count = 0;

/** A mark with its protection title; a test names what it is about. */
export function aMark(owner: string, overrides: Overrides = {}) {
  return {
    name: `Đường thốt nốt Tịnh Biên ${(count += 1)}`,
    kind: 'collective',
    owner,
    stage: 'granted',
    communes: ['30526'],
    goods: 'Đường thốt nốt',
    niceClasses: [30],
    promises: 'Đường nấu từ nước thốt nốt của vùng Bảy Núi.',
    doesNotPromise: 'Không bảo đảm về dư lượng hay an toàn thực phẩm.',
    applicationNumber: '4-2021-12345',
    filedOn: '2021-03-01',
    certificateNumber: '4-0412345-000',
    grantedOn: '2022-06-01',
    expiresOn: '2031-03-01',
    ...overrides,
  };
}

export function aGrant(mark: string, organisation: string, overrides: Overrides = {}) {
  return {
    mark,
    organisation,
    number: `QSD-${(count += 1)}`,
    products: [] as string[],
    places: [] as string[],
    from: '2025-01-01',
    to: '2030-12-31',
    ...overrides,
  };
}

/** A granted mark and the right of an organisation to use it for a product. */
export async function aRightOfUse(officer: HttpClient, organisation: string, product: string) {
  const mark = await created(officer, '/marks', aMark(organisation));
  const grant = await created(officer, '/grants', aGrant(mark, organisation, { products: [product] }));
  return { mark, grant };
}

async function created(client: HttpClient, path: string, content: object): Promise<string> {
  const { status, body, text } = await client.post(path, content);
  if (status !== 201) throw new Error(`${path}: ${status} ${text}`);
  return (body as { id: string }).id;
}
