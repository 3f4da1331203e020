import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { resources } from './sandbox-dialect.ts';
import type { DossierResource } from './sandbox-dialect.ts';
import { faultKinds } from './sandbox-faults.ts';
import type { Fault } from './sandbox-faults.ts';
import type { Dossier } from './sandbox-store.ts';

/** What the sandbox holds, newest first, and the weather it plays. Its words are its own, in Vietnamese only. */
export function sandboxPage({ dossiers, faults }: { dossiers: Dossier[]; faults: Fault[] }): Html {
  return html`<!doctype html>
    <html lang="vi">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>Cổng quốc gia (thử nghiệm)</title>
        <link rel="stylesheet" href="/sandbox.css" />
      </head>
      <body>
        <main>
          <p class="notice">Máy chủ thử nghiệm. Không phải Cổng thông tin truy xuất nguồn gốc quốc gia.</p>
          <h1>Cổng quốc gia (thử nghiệm)</h1>
          ${faultSection(faults)}
          <h2>Dữ liệu đang giữ</h2>
          ${
            dossiers.length === 0
              ? html`<p>Chưa nhận dữ liệu nào. Dữ liệu được duyệt sẽ hiện ở đây.</p>`
              : dossiers.map(dossierCard)
          }
        </main>
      </body>
    </html>`;
}

const resourceNames: Record<DossierResource, string> = {
  ToChuc_HoSo: 'Hồ sơ tổ chức',
  ToChuc_SanPham: 'Sản phẩm',
  ToChuc_LenhSanXuat: 'Lệnh sản xuất',
  ToChuc_ChuoiTruyXuat: 'Chuỗi truy xuất',
};

const stateNames: Record<string, string> = {
  LUU_HANH: 'Đang lưu hành',
  TAM_DUNG: 'Tạm dừng',
  THU_HOI: 'Thu hồi',
  NGUNG: 'Đã ngừng',
};

function dossierCard(dossier: Dossier): Html {
  const { _id, loai, maThamChieu, noiDung, phienBan, suaLuc, suKien, tinhTrang, trangThai } = dossier;
  const title = [noiDung.ten, noiDung.tenSanPham, noiDung.soLo]
    .filter((text) => typeof text === 'string')
    .join(' · ');
  const state = trangThai === 0 ? 'Đã ngừng' : (stateNames[tinhTrang] ?? tinhTrang);
  return html`<article>
    <h3>${resourceNames[loai]}${title && html`: ${title}`}</h3>
    <p>
      <strong>${state}</strong> · phiên bản ${phienBan} · <code>${_id}</code> · nhận lúc
      <time datetime="${suaLuc.toISOString()}">${timeInVietnam.format(suaLuc)}</time>
    </p>
    <p>Mã tham chiếu: <code>${maThamChieu}</code></p>
    ${
      suKien.length > 0 &&
      html`<ol>
        ${suKien.map((event) => html`<li>${String(event.ten)} (${String(event.thoiGian)})</li>`)}
      </ol>`
    }
    <details>
      <summary>Nội dung đã nhận</summary>
      <pre tabindex="0">${JSON.stringify(noiDung, null, 2)}</pre>
    </details>
  </article>`;
}

const timeInVietnam = new Intl.DateTimeFormat('vi-VN', {
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  timeZone: 'Asia/Ho_Chi_Minh',
});

function faultSection(faults: Fault[]): Html {
  return html`<h2>Sự cố giả lập</h2>
    ${
      faults.length === 0
        ? html`<p>Đang hoạt động bình thường.</p>`
        : html`<ul>
              ${faults.map(
                ({ kind, times, on }) =>
                  html`<li>
                    ${faultKinds[kind]}${on && html` ở ${on}`}:
                    ${times === null ? 'đến khi tắt' : html`còn ${times} lần`}
                  </li>`,
              )}
            </ul>
            <form method="post" action="/admin/faults/clear"><button>Tắt mọi sự cố</button></form>`
    }
    <form method="post" action="/admin/faults">
      <label>
        Sự cố
        <select name="kind">
          ${Object.entries(faultKinds).map(([kind, name]) => html`<option value="${kind}">${name}</option>`)}
        </select>
      </label>
      <label>
        Ở
        <select name="on">
          <option value="">Mọi nơi</option>
          ${resources.map((resource) => html`<option>${resource}</option>`)}
        </select>
      </label>
      <label>Số lần (để trống: đến khi tắt) <input name="times" type="number" min="1" max="1000" /></label>
      <label>Chậm (mili giây) <input name="ms" type="number" min="0" max="600000" /></label>
      <label>Chờ lại sau (giây) <input name="retryAfter" type="number" min="0" max="3600" /></label>
      <label>Mã lỗi <input name="code" maxlength="60" /></label>
      <label>Lời báo lỗi <input name="words" maxlength="500" /></label>
      <button>Bật sự cố</button>
    </form>`;
}

export const sandboxCss = `
:root { color: #14231b; background: #f4f6f3; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 0; }
main { max-width: 960px; margin: 0 auto; padding: 16px; }
h1 { font-size: 24px; } h2 { font-size: 20px; margin: 32px 0 8px; } h3 { font-size: 18px; margin: 0 0 8px; }
p { margin: 0 0 8px; }
.notice { background: #fff4e0; color: #8a4b08; padding: 8px 16px; border-radius: 6px; }
article, form { background: #fff; border: 1px solid #d5ddd7; border-radius: 6px; padding: 16px; margin: 0 0 16px; }
form { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(220px, 1fr)); align-items: end; }
label { display: grid; gap: 4px; }
input, select, button { font: inherit; min-height: 44px; padding: 0 8px; border: 1px solid #5d6b63; border-radius: 6px; }
button { background: #0b6b3a; color: #fff; border-color: #0b6b3a; cursor: pointer; }
:focus-visible { outline: 3px solid #0b57a4; outline-offset: 2px; }
code, pre { overflow-wrap: anywhere; white-space: pre-wrap; font-size: 14px; }
summary { cursor: pointer; padding: 10px 0; color: #0b57a4; }
`;
