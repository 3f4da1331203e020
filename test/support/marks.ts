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
    products: [] as string[],
    places: [] as string[],
    from: '2025-01-01',
    to: '2030-12-31',
    ceiling: { value: '1000', unit: 'TNE' },
    ...overrides,
  };
}

export interface Officers {
  officer: HttpClient;
  secondOfficer: HttpClient;
}

/** Applied for, checked on the spot, proposed by one officer and decided by another. */
export async function grantedRight({ officer, secondOfficer }: Officers, content: object): Promise<string> {
  const grant = await created(officer, '/grants', content);
  await ok(officer, `/grants/${grant}/site-checks`, aSiteCheck());
  await ok(officer, `/grants/${grant}/proposal`, { act: 'grant', number: `QSD-${(count += 1)}` });
  await ok(secondOfficer, `/grants/${grant}/decision`);
  return grant;
}

export function aSiteCheck(overrides: Overrides = {}) {
  return {
    on: '2025-01-02',
    team: ['Trần Thị Cán Bộ'],
    findings: 'Đúng quy chế.',
    outcome: 'passed',
    ...overrides,
  };
}

export async function revoked({ officer, secondOfficer }: Officers, grant: string): Promise<void> {
  await ok(officer, `/grants/${grant}/proposal`, { act: 'revoke', reason: 'Vi phạm quy chế' });
  await ok(secondOfficer, `/grants/${grant}/decision`);
}

/** A mark with its title, and the organisation among the members of its collective. */
export async function aMarkWithMember(
  officer: HttpClient,
  organisation: string,
  overrides: Overrides = {},
): Promise<string> {
  const mark = await created(officer, '/marks', aMark(organisation, overrides));
  await created(officer, `/marks/${mark}/members`, { organisation, joinedOn: '2022-06-01' });
  return mark;
}

/** A granted mark and the right of an organisation to use it for a product. */
export async function aRightOfUse(officers: Officers, organisation: string, product: string) {
  const mark = await aMarkWithMember(officers.officer, organisation);
  const grant = await grantedRight(officers, aGrant(mark, organisation, { products: [product] }));
  return { mark, grant };
}

async function ok(client: HttpClient, path: string, content?: object): Promise<void> {
  const { status, text } = await client.post(path, content);
  if (status >= 300) throw new Error(`${path}: ${status} ${text}`);
}

async function created(client: HttpClient, path: string, content: object): Promise<string> {
  const { status, body, text } = await client.post(path, content);
  if (status !== 201) throw new Error(`${path}: ${status} ${text}`);
  return (body as { id: string }).id;
}
