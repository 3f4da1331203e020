import type {
  GrantContent,
  MarkContent,
  MarkProjectContent,
  OrganisationContent,
  RegulationContent,
  SeasonContent,
} from '../platform/contract-types.ts';

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

export type Project = Omit<MarkContent, 'owner' | 'kind' | 'stage' | 'doesNotPromise'>;

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
    note: 'Có thật: có trong kế hoạch xây dựng nhãn hiệu tập thể của tỉnh năm 2021; nghề làm đường thốt nốt là di sản văn hóa phi vật thể quốc gia. Dữ liệu mẫu: tổ chức, công việc, kinh phí.',
  },
  chuc: {
    name: 'Chúc Thất Sơn (dự án)',
    nameEn: 'That Son kaffir lime (project)',
    communes: ['30526', '30538', '30544'],
    areaText: 'Vùng Bảy Núi: Tịnh Biên và Tri Tôn cũ.',
    goods: 'Quả chúc, lá chúc và tinh dầu chúc',
    niceClasses: [3, 31],
    promises: 'Dự kiến: quả và lá thu tại vùng Thất Sơn, theo quy chế của tổ chức tập thể.',
    note: 'Có thật: có trong kế hoạch xây dựng nhãn hiệu tập thể của tỉnh năm 2021. Dữ liệu mẫu: tổ chức.',
  },
  'baby-corn': {
    name: 'Bắp bao tử Chợ Mới (dự án)',
    nameEn: 'Cho Moi baby corn (project)',
    communes: ['30628', '30631', '30673'],
    areaText: 'Huyện Chợ Mới cũ.',
    goods: 'Bắp bao tử tươi, bắp bao tử sơ chế',
    niceClasses: [31],
    promises: 'Dự kiến: bắp trồng và sơ chế tại vùng Chợ Mới, theo quy chế của tổ chức tập thể.',
    note: 'Có thật: có trong kế hoạch xây dựng nhãn hiệu tập thể của tỉnh năm 2021. Dữ liệu mẫu: tổ chức.',
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
    communes: ['30520', '30526', '30538', '30544', '30502', '30628'],
    formerUnits: [
      {
        name: 'Huyện Chợ Mới, tỉnh An Giang',
        communes: ['30628', '30631', '30673'],
        endedOn: '2025-06-30',
      },
    ],
    areaText: 'Vùng Bảy Núi và các cơ sở thành viên của hội ở huyện Chợ Mới cũ.',
    controlPlan:
      'Mỗi cơ sở được kiểm tra ít nhất một lần một năm: sổ ghi chép, vùng nguyên liệu, mẫu sản phẩm; vụ thu hoạch kiểm tra thêm sản lượng.',
    goods: 'Đường thốt nốt, quả chúc, rau quả tươi',
    niceClasses: [30, 31],
    promises: 'Sản phẩm do thành viên của hội làm ra, đúng vùng và đúng cách làm ghi trong quy chế.',
    doesNotPromise:
      'Không thay cho giấy chứng nhận an toàn thực phẩm và không bảo đảm cho từng đơn vị sản phẩm.',
    applicationNumber: 'MẪU 4-0000-00000',
    certificateNumber: 'MẪU 4-0000000-000',
    controlBody: 'Ban Kiểm soát của hội (mẫu)',
  } satisfies Omit<MarkContent, 'owner' | 'filedOn' | 'grantedOn' | 'expiresOn'>,
  filed: 1100,
  granted: 480,
  expires: 2550,
};

/** What the law asks of a collective mark's regulation (Law 50/2005 art. 105(4)). */
export const regulation: RegulationContent['items'] = {
  owner:
    'Hội Đặc sản Bảy Núi, tổ chức xã hội nghề nghiệp thành lập theo quyết định của Ủy ban nhân dân tỉnh (mẫu).',
  membership:
    'Hợp tác xã, tổ hợp tác, hộ kinh doanh sản xuất đặc sản trong khu vực, tự nguyện vào hội và cam kết thực hiện quy chế.',
  permitted:
    'Các thành viên có tên trong danh sách do Ban Chấp hành hội công bố và cập nhật khi có thay đổi.',
  conditions:
    'Nguyên liệu thu hoạch trong khu vực; làm đúng quy trình của hội; có sổ ghi chép; sản lượng trong giới hạn của vụ.',
  violations:
    'Nhắc nhở và hẹn khắc phục; đình chỉ quyền sử dụng khi quá hẹn; thu hồi khi tái phạm hoặc gian dối về nguồn gốc.',
};

/** Days count back from the first start; `to` ahead. */
export const seasons: (Omit<SeasonContent, 'from' | 'to' | 'products'> & {
  product: [producer: string, key: string];
  from: number;
  to: number;
})[] = [
  {
    name: 'Vụ chúc hiện tại (mẫu)',
    product: ['chuc', 'fruit'],
    from: 120,
    to: 120,
    norm: { value: '900', unit: 'KGM', per: 'HAR' },
    basis: 'Điều tra năng suất của hội, trung bình ba vụ (mẫu)',
  },
  {
    name: 'Vụ bắp bao tử hiện tại (mẫu)',
    product: ['baby-corn', 'tray'],
    from: 60,
    to: 60,
    norm: { value: '1800', unit: 'KGM', per: 'HAR' },
    basis: 'Định mức của phòng nông nghiệp cho bắp non đã bóc vỏ (mẫu)',
  },
];

type SampleGrant = Pick<GrantContent, 'ceiling' | 'area' | 'share'> & {
  number: string;
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
  'baby-corn': {
    number: 'MẪU QSD-02',
    products: ['tray'],
    places: ['field'],
    from: 400,
    to: -2,
    area: { value: '0.6', unit: 'HAR' },
    share: '0.5',
  },
  chuc: {
    number: 'MẪU QSD-03',
    products: ['fruit'],
    places: ['orchard'],
    from: 300,
    to: 430,
    area: { value: '2.4', unit: 'HAR' },
    ended: { suspended: 'Chưa nộp nhật ký canh tác quý gần nhất; tạm dừng đến khi bổ sung.' },
  },
  household: {
    number: 'MẪU QSD-04',
    products: ['syrup'],
    places: [],
    from: 300,
    to: 430,
    ceiling: { value: '300', unit: 'KGM' },
    ended: { revoked: 'Đã rút khỏi hội, không còn là thành viên.' },
  },
};

/** One sits in the record of the suspended holder, the other was put right. */
export const visits: {
  holder: string;
  on: number;
  summary: string;
  findings: { text: string; severity: 'note' | 'minor' | 'major'; deadline?: number; closed?: string }[];
}[] = [
  {
    holder: 'chuc',
    on: 26,
    summary: 'Kiểm tra vườn và sổ ghi chép vụ thu hoạch.',
    findings: [
      { text: 'Thiếu nhật ký canh tác của quý gần nhất.', severity: 'major', deadline: -6 },
      { text: 'Biển tên vườn bị mờ.', severity: 'note' },
    ],
  },
  {
    holder: 'palm-sugar',
    on: 90,
    summary: 'Kiểm tra lò nấu, lấy một mẫu đường.',
    findings: [
      {
        text: 'Chưa ghi giờ lọc nước thốt nốt trong sổ.',
        severity: 'minor',
        deadline: -60,
        closed: 'Đã bổ sung cột giờ lọc vào sổ; kiểm tra lại đạt.',
      },
    ],
  },
];

/** The plan of the first project: what it takes until the application is filed. */
export const project: MarkProjectContent = {
  stages: [
    { stage: 'idea', note: 'Đề xuất của phòng kinh tế (mẫu)' },
    { stage: 'plan', note: 'Kế hoạch xây dựng nhãn hiệu tập thể (mẫu)' },
    { stage: 'dossier' },
    { stage: 'filed' },
  ],
  tasks: [
    { title: 'Khảo sát hộ nấu đường và vùng nguyên liệu', who: 'Phòng Quản lý chuyên ngành' },
    { title: 'Thành lập tổ chức tập thể đứng đơn', who: 'Ủy ban nhân dân cấp xã' },
    { title: 'Soạn quy chế sử dụng, thiết kế mẫu nhãn hiệu', who: 'Đơn vị tư vấn' },
  ],
  costs: [
    { what: 'Khảo sát, xác định vùng', amount: '85000000' },
    { what: 'Soạn hồ sơ, thiết kế, phí nộp đơn', amount: '140000000' },
    { what: 'Tập huấn, in quy chế', amount: '45000000' },
  ],
  funding: [
    { source: 'Sự nghiệp khoa học và công nghệ của tỉnh', amount: '180000000', isSecured: true },
    { source: 'Đối ứng của tổ chức tập thể', amount: '60000000', isSecured: false },
  ],
};
