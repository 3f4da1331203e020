import { randomBytes, randomInt } from 'node:crypto';
import { Types } from 'mongoose';
import { checkDigit } from '../../server/domain/identifiers/check-digit.ts';
import type { LinkPart } from '../../server/domain/identifiers/digital-link.ts';
import { internalCode } from '../../server/domain/identifiers/internal-code.ts';
import type {
  CertificateFacts,
  OrganisationFacts,
  PlaceFacts,
  ProductFacts,
} from '../../server/lookup/origin-facts.ts';
import type { ProductContent } from '../../server/platform/contract-types.ts';

/** One product with everybody who stands behind it; batches are made after it. */
export interface LoadTemplate {
  product: ProductFacts;
  organisation: OrganisationFacts;
  place: PlaceFacts;
  certificates: CertificateFacts[];
}

const approval = (on: string) => ({
  version: 1,
  at: new Date(`${on}T03:00:00Z`),
  by: 'Dữ liệu tải thử',
  sample: true,
});

type Owned = ReturnType<typeof approval> & { organisation: string };

const producers = [
  {
    name: 'HTX Tải thử Bảy Núi',
    kind: 'cooperative',
    goods: ['Đường thốt nốt viên', 'Nước thốt nốt đóng chai'],
  },
  { name: 'Cơ sở Tải thử Kiến An', kind: 'household', goods: ['Bắp non sấy', 'Tương bắp'] },
  { name: 'Công ty Tải thử Hà Tiên', kind: 'company', goods: ['Nước mắm cá cơm', 'Khô cá sặc rằn'] },
] as const satisfies { name: string; kind: OrganisationFacts['content']['kind']; goods: string[] }[];

/** A handful of producers and products under codes of their own, so that every run adds to what is there. */
export function loadTemplates(): LoadTemplate[] {
  return producers.flatMap(({ name, kind, goods }) => {
    const id = newId();
    const address = 'Tổ 4, ấp Măng Rò, xã An Cư, tỉnh An Giang';
    const own = { ...approval('2026-08-01'), organisation: id };
    const organisation: OrganisationFacts = {
      ...own,
      id,
      address,
      content: { name, kind, address: { communeCode: '30526', street: 'Tổ 4, ấp Măng Rò' } },
    };
    const place: PlaceFacts = {
      ...own,
      id: newId(),
      address,
      locationCode: internalCode(randomBytes(8)),
      content: {
        name: 'Xưởng chế biến',
        kind: 'workshop',
        address: { communeCode: '30526', street: 'Tổ 4, ấp Măng Rò' },
      },
    };
    return goods.map((good, at) => {
      const product = aProduct(good, { ...own, isGs1: at === 0 });
      return { organisation, place, product, certificates: [aCertificate(own, product.id)] };
    });
  });
}

function aProduct(name: string, { isGs1, ...own }: { isGs1: boolean } & Owned): ProductFacts {
  const content: ProductContent = {
    name: `${name}, gói 500 g`,
    group: 'processing',
    netContent: { value: '500', unit: 'GRM' },
    originStatement: 'Sản xuất tại xã An Cư, tỉnh An Giang, Việt Nam',
    description: 'Sản phẩm của dữ liệu tải thử, không có ngoài thị trường.',
    images: [],
    standards: [{ kind: 'TCCS', number: 'TCCS 01:2026/TT' }],
    shelfLifeDays: 365,
  };
  return {
    ...own,
    id: newId(),
    content,
    key: isGs1 ? aGtin() : { ai: 't', value: internalCode(randomBytes(8)) },
  };
}

function aCertificate(own: Owned, product: string): CertificateFacts {
  return {
    ...own,
    id: newId(),
    content: {
      type: 'haccp',
      number: `HACCP-TT-${randomInt(1e6)}`,
      scope: 'Chế biến thực phẩm',
      issuer: 'Trung tâm Chứng nhận (dữ liệu tải thử)',
      issuedOn: '2026-01-05',
      expiresOn: '2029-01-05',
      products: [product],
      places: [],
      file: newId(),
    },
  };
}

/** Under 952, the prefix GS1 keeps for demonstrations. */
function aGtin(): LinkPart {
  const body = `0952${String(randomInt(1e9)).padStart(9, '0')}`;
  return { ai: '01', value: body + checkDigit(body) };
}

function newId(): string {
  return new Types.ObjectId().toHexString();
}
