import { html } from '../server/platform/html.ts';
import type { Html } from '../server/platform/html.ts';
import { batchActions, dataTable, filterBar, pagination } from '../server/sites/shared/data-table.ts';
import { actionBar, formFor, submitButton } from '../server/sites/shared/form.ts';
import { selectBox } from '../server/sites/shared/form-choices.ts';
import { layout } from '../server/sites/shared/page-layout.ts';
import type { Frame } from '../server/sites/shared/page-layout.ts';
import { breadcrumb, linkButton, pageHead, splitView, tabLinks } from '../server/sites/shared/page-parts.ts';
import { card, cards, queueList, statTile, tiles } from '../server/sites/shared/panels.ts';
import { code, diffList, summaryList, timeline } from '../server/sites/shared/record-parts.ts';
import type { TimelineEntry } from '../server/sites/shared/record-parts.ts';
import { statusTag } from '../server/sites/shared/status-tag.ts';
import type { Kind } from '../server/sites/shared/status-tag.ts';

interface Row {
  lot: string;
  producer: string;
  product: string;
  quantity: string;
  sent: string;
  kind: Kind;
  state: string;
}

const rows: Row[] = [
  {
    lot: 'TN-2026-09',
    producer: 'HTX Dịch vụ nông nghiệp Thất Sơn – Văn Giáo',
    product: 'Đường thốt nốt Tịnh Biên',
    quantity: '1.250,5 kg',
    sent: '05/09/2026',
    kind: 'info',
    state: 'Chờ thẩm định',
  },
  {
    lot: 'CT-2026-0001',
    producer: 'Hộ kinh doanh Néang Sóc Kha',
    product: 'Chúc Thất Sơn',
    quantity: '80 kg',
    sent: '04/09/2026',
    kind: 'warn',
    state: 'Yêu cầu bổ sung',
  },
  {
    lot: 'BB-0714',
    producer: 'Tổ hợp tác Bắp bao tử Kiến An',
    product: 'Bắp bao tử Chợ Mới',
    quantity: '12.400 kg',
    sent: '01/09/2026',
    kind: 'good',
    state: 'Đã phê duyệt',
  },
  {
    lot: 'BB-0713',
    producer: 'Tổ hợp tác Bắp bao tử Kiến An',
    product: 'Bắp bao tử Chợ Mới',
    quantity: '9.100 kg',
    sent: '30/08/2026',
    kind: 'stop',
    state: 'Đã thu hồi',
  },
  {
    lot: 'BB-0712',
    producer: 'Tổ hợp tác Bắp bao tử Kiến An',
    product: 'Bắp bao tử Chợ Mới',
    quantity: '7.000 kg',
    sent: '29/08/2026',
    kind: 'neutral',
    state: 'Nháp',
  },
];

const events: TimelineEntry[] = [
  {
    title: 'Phê duyệt',
    when: { iso: '2026-09-06T02:10:00Z', text: '06/09/2026 09:10' },
    actor: 'Nguyễn Thị Minh Khai, cán bộ thẩm định',
    kind: 'good',
  },
  {
    title: 'Yêu cầu bổ sung',
    when: { iso: '2026-09-05T08:00:00Z', text: '05/09/2026 15:00' },
    actor: 'Nguyễn Thị Minh Khai',
    kind: 'warn',
    body: 'Thiếu ảnh phiếu kiểm nghiệm.',
  },
  {
    title: 'Gửi hồ sơ',
    when: { iso: '2026-09-05T02:12:00Z', text: '05/09/2026 09:12' },
    actor: 'Châu Sóc Thi',
    kind: 'info',
    icon: 'arrow',
  },
];

export function dashboardSample(frame: Frame): Html {
  const body = html`${pageHead({ title: 'Tổng quan', lead: 'Số liệu đến 09:00 ngày 06/09/2026.', actions: linkButton({ href: '#', label: 'In báo cáo', icon: 'print' }) })}
  ${tiles([
    statTile({ label: 'Hồ sơ chờ duyệt', value: 38, note: 'Lâu nhất 4 ngày', href: '#' }),
    statTile({ label: 'Lô đang lưu hành', value: '1.204', note: 'Tháng trước: 1.131', href: '#' }),
    statTile({ label: 'Chờ đồng bộ', value: 2, note: 'Cổng quốc gia đang nhận', href: '#' }),
    statTile({ label: 'Phản ánh', value: 0, note: 'Tháng trước: 3' }),
  ])}
  ${cards([
    card({
      title: 'Đồng bộ Cổng thông tin TXNG quốc gia',
      aside: statusTag({ kind: 'good', text: 'Hoạt động', icon: 'sync' }),
      body: 'Đã nhận 36 hồ sơ hôm nay, 2 hồ sơ bị từ chối.',
    }),
    card({
      title: 'Nhãn hiệu tập thể Đường thốt nốt Tịnh Biên',
      href: '#',
      body: 'Giai đoạn: lập hồ sơ. 14 thành viên.',
    }),
  ])}`;
  return layout(frame, { title: 'Tổng quan', current: 'home', body });
}

export function queueSample(frame: Frame): Html {
  const { t } = frame;
  const form = formFor(t, { isFilter: true });
  const fields = html`${form.text('q', { label: 'Tìm', type: 'search' })}
  ${form.select('state', { label: 'Trạng thái', prompt: 'Tất cả', options: [{ value: 'w', label: 'Chờ thẩm định' }] })}`;
  const table = dataTable<Row>({
    caption: 'Hồ sơ theo ngày gửi',
    columns: [
      {
        head: 'Số lô',
        cell: ({ lot }) =>
          html`${selectBox({ name: 'pick', value: lot, label: `Chọn ${lot}` })} <a href="#">${code(lot)}</a>`,
        kind: 'tight',
      },
      { head: 'Sản phẩm', cell: ({ product }) => product },
      { head: 'Cơ sở', cell: ({ producer }) => producer },
      { head: 'Khối lượng', cell: ({ quantity }) => quantity, kind: 'number' },
      { head: 'Ngày gửi', cell: ({ sent }) => sent, kind: 'date' },
      { head: 'Trạng thái', cell: ({ kind, state }) => statusTag({ kind, text: state }), kind: 'tight' },
    ],
    rows,
    toolbar: filterBar({ t, action: '#', fields, clearHref: '#' }),
    empty: { icon: 'box', title: '' },
    pagination: pagination({ t, previousHref: '#', nextHref: '#' }),
  });
  const bulk = batchActions({
    sentence: '3 hồ sơ không có điểm cần xem lại có thể duyệt cùng lúc.',
    buttons: submitButton({ label: 'Phê duyệt các mục đã chọn' }),
  });
  const body = html`${pageHead({ title: 'Duyệt hồ sơ' })}
    ${tabLinks({
      label: 'Duyệt hồ sơ',
      tabs: [
        { href: '#', label: 'Chờ thẩm định', count: 38, isCurrent: true },
        { href: '#', label: 'Đã trả lại', count: 4 },
        { href: '#', label: 'Đã xong' },
      ],
    })}
    <div>${bulk} ${table}</div>`;
  return layout(frame, { title: 'Duyệt hồ sơ', current: 'queue', body });
}

export function reviewSample(frame: Frame, longName: string): Html {
  const { t } = frame;
  const form = formFor(t);
  const aside = queueList(
    rows.slice(0, 4).map(({ lot, product, sent, kind, state }, index) => ({
      href: '#',
      title: `${lot} · ${product}`,
      note: `Gửi ngày ${sent}`,
      tag: statusTag({ kind, text: state }),
      isCurrent: index === 0,
    })),
  );
  const bar = actionBar({
    primary: { label: 'Phê duyệt' },
    others: html`${submitButton({ label: 'Yêu cầu bổ sung', form: 'review' })}
    ${submitButton({ label: 'Từ chối', kind: 'stop', form: 'review' })}`,
    isSticky: true,
    form: 'review',
  });
  const main = html`${breadcrumb({ t, trail: [{ href: '#', label: 'Duyệt hồ sơ' }], current: 'Lô TN-2026-09' })}
    ${pageHead({ title: 'Lô TN-2026-09', lead: longName, tag: statusTag({ kind: 'info', text: 'Chờ thẩm định' }) })}
    <section class="stack-close">
      <h2>Khác với bản đã duyệt</h2>
      ${diffList({
        t,
        rows: [
          { term: 'Khối lượng', before: '1.050 kg', after: '1.250,5 kg' },
          { term: 'Giấy chứng nhận', before: undefined, after: 'VietGAP số VG-AG-00217' },
          { term: 'Ghi chú', before: 'Nấu tại lò chung', after: undefined },
        ],
      })}
    </section>
    <section class="stack-close">
      <h2>Nội dung</h2>
      ${summaryList(
        [
          { term: 'Số lô', value: code('TN-2026-09'), change: { href: '#' } },
          {
            term: 'Nơi sản xuất',
            value: 'Tổ 4, khóm Văn Giáo, phường Tịnh Biên, tỉnh An Giang',
            change: { href: '#' },
          },
          {
            term: 'Giấy chứng nhận',
            value: statusTag({ kind: 'warn', text: 'Hết hạn sau 12 ngày' }),
            change: { href: '#' },
          },
          { term: 'Mã số vùng trồng', value: undefined },
        ],
        t,
      )}
    </section>
    <section class="stack-close">
      <h2>Diễn biến</h2>
      ${timeline(events)}
    </section>
    ${form.enclose({ id: 'review', action: '#', isWide: true, body: form.textarea('reason', { label: 'Ý kiến', isOptional: true, rows: 3 }) })}
    ${bar}`;
  return layout(frame, {
    title: 'Duyệt lô TN-2026-09',
    current: 'queue',
    isWide: true,
    body: splitView({ label: 'Hồ sơ chờ duyệt', aside, main }),
  });
}
