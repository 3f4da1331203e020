import { html } from '../server/platform/html.ts';
import type { Html } from '../server/platform/html.ts';
import type { Frame } from '../server/sites/shared/page-layout.ts';
import { layout, narrowLayout } from '../server/sites/shared/page-layout.ts';
import { assetUrl } from '../server/sites/shared/asset-files.ts';
import { errorPage } from '../server/sites/shared/error-page.ts';
import { actionBar, fieldGroup, formFor, submitButton } from '../server/sites/shared/form.ts';
import type { FormState } from '../server/sites/shared/form-state.ts';
import { confirmation, flash, notice } from '../server/sites/shared/notices.ts';
import { breadcrumb, linkButton, pageHead, stepper } from '../server/sites/shared/page-parts.ts';
import { taskTile, tiles } from '../server/sites/shared/panels.ts';
import { statusTag } from '../server/sites/shared/status-tag.ts';
import { dashboardSample, queueSample, reviewSample } from './page-samples-desk.ts';
import { partsSample } from './page-samples-parts.ts';

const longName =
  'Hợp tác xã Dịch vụ nông nghiệp và Phát triển nông thôn Thất Sơn – Văn Giáo, phường Tịnh Biên';

/** Every component in every state, on the pages they are made for. The words are sample data, not messages. */
export function samplePages(frame: Frame): Record<string, Html> {
  const stale = { yours: 3, current: 5, href: '#' };
  const visitor = { ...frame, who: undefined, nav: undefined };
  return {
    home: homeSample(frame),
    form: formSample(frame, {}),
    'form-faults': formSample(frame, faultyState),
    'sign-in': signInSample(visitor),
    done: doneSample(frame),
    dashboard: dashboardSample(frame),
    queue: queueSample(frame),
    review: reviewSample(frame, longName),
    parts: partsSample(frame, longName),
    404: errorPage(frame, { status: 404, sentence: frame.t('errors.not-found') }),
    409: errorPage(frame, {
      status: 409,
      sentence: frame.t('errors.stale', { yours: 3, current: 5 }),
      stale,
    }),
    500: errorPage(visitor, { status: 500, sentence: frame.t('errors.internal'), id: '7F3K-92QX' }),
  };
}

function homeSample(frame: Frame): Html {
  const body = html`${pageHead({ title: longName, lead: 'Mã số thuế 1601234567' })}
  ${tiles([
    taskTile({ href: '#', label: 'Lô mới', icon: 'plus', note: 'Điền sẵn từ lô gần nhất', isPrimary: true }),
    taskTile({ href: '#', label: 'Cần sửa', icon: 'flag', note: '2 hồ sơ cán bộ đã trả lại' }),
    taskTile({ href: '#', label: 'Lô của tôi', icon: 'box', note: '14 lô, 3 lô đang chờ duyệt' }),
  ])}
  ${notice({ t: frame.t, kind: 'warn', title: 'Giấy chứng nhận VietGAP hết hạn sau 12 ngày', body: html`<p><a href="#">Tải giấy chứng nhận mới</a> để lô sau không bị trả lại.</p>` })}`;
  const done = flash({ t: frame.t, kind: 'good', title: 'Đã gửi lô TN-2026-09 lúc 09:12' });
  return layout(frame, { title: 'Trang chủ', current: 'home', flash: done, isSample: true, body });
}

const faultyState: FormState = {
  values: {
    product: 'tn',
    lot: 'LÔ 15 – đường thốt nốt nấu tay',
    'quantity.value': '1.250,55 kg',
    'quantity.unit': 'KGM',
    harvested: '31/02/2026',
    kind: 'b',
    marks: ['m1'],
    story: 'Nấu từ nước thốt nốt lấy trong ngày <b>không pha đường</b>.',
  },
  faults: [
    { pointer: '/lot', text: 'Chỉ dùng chữ không dấu, số và các dấu - . / _ ; nhiều nhất 20 ký tự.' },
    { pointer: '/quantity/value', text: 'Viết số như 1.250,5; đơn vị chọn ở bên cạnh.' },
    { pointer: '/harvested', text: 'Tháng 2 năm 2026 không có ngày 31.' },
    { pointer: '/pictures/0', text: 'Tệp này không phải là ảnh.' },
    { pointer: '/agree', text: 'Vui lòng đánh dấu ô này.' },
    { pointer: '/grant', text: 'Quyền sử dụng nhãn hiệu còn 820 kg trong vụ này, lô khai 1.250 kg.' },
  ],
  notes: [{ pointer: '/story', text: 'Cần ghi rõ nơi lấy nước thốt nốt.' }],
};

const uploaded = [
  {
    id: '1',
    name: 'anh-nau-duong-thot-not-tai-lo-van-giao-ngay-05-09-2026.jpg',
    note: 'Ảnh, 1,8 MB',
    thumbnailSrc: assetUrl('favicon.svg'),
  },
  { id: '2', name: 'phieu-kiem-nghiem.pdf', note: 'PDF, 640 kB' },
];

function formSample(frame: Frame, state: FormState): Html {
  const { t } = frame;
  const form = formFor(t, state);
  const products = [
    { value: 'tn', label: 'Đường thốt nốt nguyên chất Tịnh Biên, hộp giấy 500 g (dùng làm quà)' },
    { value: 'ct', label: 'Chúc Thất Sơn' },
  ];
  const batch = html`${form.select('product', { label: 'Sản phẩm', options: products })}
  ${form.text('lot', { label: 'Số lô', hint: 'Như in trên bao bì.', limit: 20, width: 'medium' })}
  ${form.quantity('quantity', {
    label: 'Khối lượng',
    units: [
      { value: 'KGM', label: 'kg' },
      { value: 'TNE', label: 'tấn' },
    ],
  })}
  ${form.quantity('area', { label: 'Diện tích', isOptional: true, units: [{ value: 'HAR', label: 'ha' }] })}
  ${form.date('harvested', { label: 'Ngày thu hoạch' })}`;
  const facts = html`${form.radios('kind', {
    label: 'Loại đường',
    options: [
      { value: 'a', label: 'Đường tán', hint: 'Đổ khuôn, gói lá thốt nốt' },
      { value: 'b', label: 'Đường bột' },
    ],
  })}
  ${form.radios('cold', {
    label: 'Bảo quản lạnh',
    isInline: true,
    options: [
      { value: 'yes', label: t('common.yes') },
      { value: 'no', label: t('common.no') },
    ],
  })}
  ${form.checkboxes('marks', {
    label: 'Nhãn hiệu gắn trên lô',
    isOptional: true,
    options: [
      {
        value: 'm1',
        label: 'Nhãn hiệu tập thể Đường thốt nốt Tịnh Biên',
        hint: 'Còn được dùng 3.200 kg trong vụ này',
      },
      { value: 'm2', label: 'OCOP 4 sao', isDisabled: true },
    ],
  })}
  ${form.textarea('story', { label: 'Giới thiệu', isOptional: true, limit: 500 })}
  ${form.files('pictures', { label: 'Ảnh và giấy tờ', hint: 'Ảnh JPEG, PNG hoặc tệp PDF, mỗi tệp nhỏ hơn 8 MB.', accept: 'image/jpeg,image/png,application/pdf', uploaded })}
  ${form.agree('agree', { label: 'Tôi chịu trách nhiệm về nội dung đã khai báo.' })}`;
  const bar = actionBar({
    primary: { label: 'Lưu và tiếp tục' },
    others: submitButton({ label: 'Lưu nháp', name: 'then', value: 'stay' }),
    saved: t('ui.saved-at', { time: '09:12' }),
  });
  const body = html`${breadcrumb({ t, trail: [{ href: '#', label: 'Lô của tôi' }], current: 'Lô mới' })}
  ${pageHead({ title: 'Lô mới', lead: 'Mỗi lô là sản phẩm làm ra cùng một lần, cùng một nơi.' })}
  ${stepper({ t, current: 1, steps: [{ label: 'Sản phẩm', href: '#' }, { label: 'Lô' }, { label: 'Công đoạn' }, { label: 'Gửi duyệt' }] })}
  ${form.enclose({ action: '#', isUpload: true, bar, body: html`${fieldGroup({ legend: 'Lô hàng', body: batch })} ${fieldGroup({ legend: 'Chi tiết', hint: 'Người mua sẽ đọc phần này.', body: facts })}` })}`;
  return layout(frame, { title: 'Lô mới', current: 'batches', hasFaults: form.hasFaults, body });
}

function signInSample(frame: Frame): Html {
  const { t } = frame;
  const form = formFor(t);
  const fields = html`${form.text('email', { label: 'Thư điện tử', type: 'email', autocomplete: 'username' })}
  ${form.password('password', { label: 'Mật khẩu' })}`;
  const bar = actionBar({ primary: { label: t('common.sign-in') } });
  const body = html`${pageHead({ title: t('common.sign-in') })}
  ${form.enclose({ action: '#', body: fields, bar })}`;
  return narrowLayout(frame, { title: t('common.sign-in'), body });
}

function doneSample(frame: Frame): Html {
  const next = 'Cán bộ thẩm định xem hồ sơ trong 3 ngày làm việc. Kết quả hiện ở trang chủ của bạn.';
  const actions = html`${linkButton({ href: '#', label: 'Lô mới', kind: 'primary', icon: 'plus' })}
  ${linkButton({ href: '#', label: 'In trang này', icon: 'print' })}`;
  const body = html`${confirmation({ t: frame.t, title: 'Đã gửi hồ sơ', reference: 'HS-2026-000481', next, actions })}
    <p>${statusTag({ kind: 'info', text: 'Chờ thẩm định' })}</p>`;
  return layout(frame, { title: 'Đã gửi hồ sơ', current: 'batches', body });
}
