import type { GrantContent, MarkContent, OrganisationContent } from '../platform/contract-types.ts';

/** The owner of the one sample mark that is granted; a collective mark is for its members only. */
export const markOwner = {
  organisation: {
    name: 'Hội Đặc sản Bảy Núi',
    nameEn: 'Seven Mountains Specialities Association',
    kind: 'association',
    taxCode: '1699990043',
    address: {
      communeCode: '30544',
      street: 'Số 5, đường Trần Hưng Đạo',
      formerAddress: 'Thị trấn Tri Tôn, huyện Tri Tôn, tỉnh An Giang',
    },
    contact: { person: 'Võ Thanh Sang', phone: '02963000105', email: 'lienhe@dacsanbaynui.example' },
  } satisfies OrganisationContent,
  people: { login: 'hoi-dacsan', name: 'Võ Thanh Sang (mẫu)' },
};

type Project = Omit<MarkContent, 'owner' | 'kind' | 'stage' | 'doesNotPromise'>;

/** The province's three projects of 2021, each under the key of the producer that carries it here: plans, no titles. */
export const markProjects: Record<string, Project> = {
  'palm-sugar': {
    name: 'Đường thốt nốt Tịnh Biên (dự án)',
    nameEn: 'Tinh Bien palm sugar (project)',
    communes: ['30520', '30526', '30538'],
    areaText: 'Thị xã Tịnh Biên cũ, nay là phường Tịnh Biên, xã An Cư, xã Núi Cấm và các đơn vị lân cận.',
    goods: 'Đường thốt nốt dạng viên, dạng bột và mật thốt nốt',
    niceClasses: [30],
    promises: 'Dự kiến: đường nấu từ nước thốt nốt lấy tại vùng Tịnh Biên, theo quy chế của tổ chức tập thể.',
  },
  chuc: {
    name: 'Chúc Thất Sơn (dự án)',
    nameEn: 'That Son kaffir lime (project)',
    communes: ['30526', '30538', '30544'],
    areaText: 'Vùng Bảy Núi: Tịnh Biên và Tri Tôn cũ.',
    goods: 'Quả chúc, lá chúc và tinh dầu chúc',
    niceClasses: [3, 31],
    promises: 'Dự kiến: quả và lá thu tại vùng Thất Sơn, theo quy chế của tổ chức tập thể.',
  },
  'baby-corn': {
    name: 'Bắp bao tử Chợ Mới (dự án)',
    nameEn: 'Cho Moi baby corn (project)',
    communes: ['30628', '30631', '30673'],
    areaText: 'Huyện Chợ Mới cũ.',
    goods: 'Bắp bao tử tươi, bắp bao tử sơ chế',
    niceClasses: [31],
    promises: 'Dự kiến: bắp trồng và sơ chế tại vùng Chợ Mới, theo quy chế của tổ chức tập thể.',
  },
};

export const ofProjects = 'Chưa được bảo hộ: mới là dự án, chưa có văn bằng và chưa cơ sở nào được dùng.';

/** Days count back from the first start; `expires` ahead. */
export const grantedMark = {
  content: {
    name: 'Vị Bảy Núi (nhãn hiệu mẫu)',
    nameEn: 'Taste of the Seven Mountains (sample mark)',
    kind: 'collective',
    stage: 'granted',
    communes: ['30520', '30526', '30538', '30544'],
    areaText: 'Vùng Bảy Núi và các cơ sở thành viên của hội.',
    goods: 'Đường thốt nốt, quả chúc, rau quả tươi',
    niceClasses: [30, 31],
    promises: 'Sản phẩm do thành viên của hội làm ra, đúng vùng và đúng cách làm ghi trong quy chế.',
    doesNotPromise:
      'Không thay cho giấy chứng nhận an toàn thực phẩm và không bảo đảm cho từng đơn vị sản phẩm.',
    applicationNumber: 'MẪU 4-0000-00000',
    certificateNumber: 'MẪU 4-0000000-000',
    controlBody: 'Ban Kiểm soát của hội (mẫu)',
  } satisfies Omit<MarkContent, 'owner' | 'filedOn' | 'grantedOn' | 'expiresOn' | 'regulation'>,
  filed: 1100,
  granted: 480,
  expires: 2550,
};

type SampleGrant = Pick<GrantContent, 'number' | 'ceiling'> & {
  products: string[];
  places: string[];
  from: number;
  /** Days ahead; negative: has run out. */
  to: number;
  ended?: { suspended: string } | { revoked: string };
};

/** By the producer that holds it: one of each state. */
export const grants: Record<string, SampleGrant> = {
  'palm-sugar': {
    number: 'MẪU QSD-01',
    products: ['cakes', 'powder'],
    places: ['kiln'],
    from: 450,
    to: 640,
    ceiling: { value: '6', unit: 'TNE' },
  },
  'baby-corn': { number: 'MẪU QSD-02', products: ['tray'], places: ['field'], from: 400, to: -30 },
  chuc: {
    number: 'MẪU QSD-03',
    products: ['fruit'],
    places: ['orchard'],
    from: 300,
    to: 430,
    ended: { suspended: 'Chưa nộp nhật ký canh tác quý gần nhất; tạm dừng đến khi bổ sung.' },
  },
  household: {
    number: 'MẪU QSD-04',
    products: ['syrup'],
    places: [],
    from: 300,
    to: 430,
    ended: { revoked: 'Đã rút khỏi hội, không còn là thành viên.' },
  },
};
