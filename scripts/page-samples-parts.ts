import { html } from '../server/platform/html.ts';
import type { Html } from '../server/platform/html.ts';
import { assetUrl } from '../server/sites/shared/asset-files.ts';
import { submitButton } from '../server/sites/shared/form.ts';
import { icon, iconNames } from '../server/sites/shared/icons.ts';
import { emptyState, notice } from '../server/sites/shared/notices.ts';
import { layout } from '../server/sites/shared/page-layout.ts';
import type { Frame } from '../server/sites/shared/page-layout.ts';
import { disclosure, linkButton, pageHead } from '../server/sites/shared/page-parts.ts';
import { pictureGrid, qrFigure } from '../server/sites/shared/panels.ts';
import { statusTag } from '../server/sites/shared/status-tag.ts';
import type { Kind } from '../server/sites/shared/status-tag.ts';

export function partsSample(frame: Frame, longName: string): Html {
  const { t } = frame;
  const kinds: Kind[] = ['neutral', 'good', 'warn', 'stop', 'info'];
  const address = 'HTTPS://TRUYXUAT.ANGIANG.EXAMPLE/01/08936000000019/10/TN-2026-09';
  const pictures = ['Nấu đường', 'Đổ khuôn', 'Gói lá'].map((caption) => ({
    src: assetUrl('favicon.svg'),
    alt: caption,
    caption,
    href: '#',
  }));
  const body = html`${pageHead({ title: longName, tag: statusTag({ kind: 'good', text: 'Đã phê duyệt ngày 06/09/2026, còn hiệu lực đến hết ngày 06/09/2028' }) })}
    <div class="buttons">
      ${linkButton({ href: '#', label: 'Chính', kind: 'primary', icon: 'plus' })}
      ${linkButton({ href: '#', label: 'Thường' })} ${submitButton({ label: 'Thu hồi', kind: 'stop' })}
      ${linkButton({ href: '#', label: 'Quay lại', kind: 'quiet' })}
      <button class="button" disabled>Chưa dùng được</button>
    </div>
    <p class="buttons">${kinds.map((kind) => statusTag({ kind, text: t(`ui.word-${kind}`) }))}</p>
    ${kinds.map((kind) => notice({ t, kind, body: 'Một câu nói điều gì đã xảy ra và cần làm gì tiếp theo.' }))}
    <section class="stack-close">
      <h2>Mã QR</h2>
      ${qrFigure({ t, src: assetUrl('favicon.svg'), address, body: 'In từ 15 mm trở lên.', downloads: linkButton({ href: '#', label: 'Tải SVG', icon: 'download', isDownload: true }) })}
    </section>
    <section class="stack-close">
      <h2>Ảnh</h2>
      ${pictureGrid(pictures)}
    </section>
    ${emptyState({ icon: 'box', title: 'Chưa có lô nào', sentence: 'Lô đầu tiên chỉ mất vài phút; các lô sau được điền sẵn.', action: linkButton({ href: '#', label: 'Lô mới', kind: 'primary', icon: 'plus' }) })}
    ${disclosure({ summary: 'Nhãn hiệu này bảo đảm điều gì?', body: 'Chỉ thành viên được trao quyền mới được dùng.', isOpen: true })}
    ${disclosure({ summary: 'Địa chỉ cũ', body: 'Ấp Văn Giáo, xã Văn Giáo, thị xã Tịnh Biên.' })}
    <p class="buttons">${iconNames.map((name) => html`<span class="soft">${icon(name)} ${name}</span>`)}</p>`;
  return layout(frame, { title: 'Các thành phần', current: 'parts', body });
}
