import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { resources } from './sandbox-dialect.ts';
import type { DossierResource } from './sandbox-dialect.ts';
import { faultKinds } from './sandbox-fault-effects.ts';
import type { Fault } from './sandbox-fault-effects.ts';
import type { SandboxFaults } from './sandbox-faults.ts';
import type { Call } from './sandbox-journal.ts';
import { scenarios } from './sandbox-scripts.ts';
import type { Dossier, EventEntry } from './sandbox-store.ts';

interface SandboxView {
  dossiers: Dossier[];
  faults: Fault[];
  scene: ReturnType<SandboxFaults['scene']>;
  calls: Call[];
}

/** What the sandbox holds, newest first, and the weather it plays. Its words are its own, in Vietnamese only. */
export function sandboxPage({ dossiers, faults, scene, calls }: SandboxView): Html {
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
          ${faultSection(faults)} ${scenarioSection(scene)} ${callSection(calls)}
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
        ${suKien.map(eventLine)}
      </ol>`
    }
    <details>
      <summary>Nội dung đã nhận</summary>
      <pre tabindex="0">${JSON.stringify(noiDung, null, 2)}</pre>
    </details>
  </article>`;
}

function eventLine({ noiDung, daRut }: EventEntry): Html {
  return html`<li>${String(noiDung.ten)} (${String(noiDung.thoiGian)})${daRut && ' · đã rút'}</li>`;
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

function scenarioSection(scene: SandboxView['scene']): Html {
  return html`<h2>Kịch bản</h2>
    ${
      scene
        ? html`<p>
            Đang chạy cảnh ${scene.at + 1} trên ${scene.scenes.length}${scene.repeat && ', lặp lại'}.
          </p>`
        : html`<p>Không có kịch bản nào đang chạy.</p>`
    }
    <form method="post" action="/admin/scenario">
      <label>
        Kịch bản
        <select name="name">
          ${Object.entries(scenarios).map(
            ([name, { title }]) => html`<option value="${name}">${title}</option>`,
          )}
        </select>
      </label>
      <label>Lặp lại <input name="repeat" type="checkbox" /></label>
      <button>Chạy kịch bản</button>
    </form>`;
}

function callSection(calls: Call[]): Html {
  return html`<h2>Yêu cầu gần đây</h2>
    ${
      calls.length === 0
        ? html`<p>Chưa có yêu cầu nào.</p>`
        : html`<details>
            <summary>${calls.length} yêu cầu mới nhất</summary>
            <table>
              <thead>
                <tr>
                  <th scope="col">Số</th>
                  <th scope="col">Yêu cầu</th>
                  <th scope="col">Khóa</th>
                  <th scope="col">Trả lời</th>
                </tr>
              </thead>
              <tbody>
                ${calls.map(
                  ({ number, method, path, key, status }) =>
                    html`<tr>
                      <td>${number}</td>
                      <td>${method} ${path}</td>
                      <td>${key ?? ''}</td>
                      <td>${status ?? 'đứt'}</td>
                    </tr>`,
                )}
              </tbody>
            </table>
          </details>`
    }`;
}
