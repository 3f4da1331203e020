import { setTimeout as delay } from 'node:timers/promises';
import type { Response } from 'express';
import { refuse } from './sandbox-dialect.ts';

export const faultKinds = {
  latency: 'Trả lời chậm',
  'too-many': 'Báo quá nhiều yêu cầu (429)',
  'server-error': 'Lỗi máy chủ (500)',
  'dropped-answer': 'Đã ghi nhưng mất câu trả lời',
  reset: 'Ngắt kết nối trước khi ghi',
  'business-error': 'Lỗi nghiệp vụ trong HTTP 200',
  outage: 'Ngừng hoạt động (503)',
  'login-page': 'Trang đăng nhập thay cho dữ liệu',
  redirect: 'Chuyển hướng (302)',
  'malformed-json': 'Đã ghi, trả lời JSON hỏng',
  'wrong-type': 'Đã ghi, trả lời sai kiểu nội dung',
  'huge-body': 'Đã ghi, trả lời 50 MB',
  'slow-drip': 'Đã ghi, trả lời nhỏ giọt',
  'token-refused': 'Từ chối mọi mã truy cập (401)',
  'clock-skew': 'Đồng hồ chạy lệch',
} as const;
export type FaultKind = keyof typeof faultKinds;

export interface Fault {
  kind: FaultKind;
  /** How many requests it meets; null until cleared. */
  times: number | null;
  /** Only requests whose path contains this, such as `ToChuc_SuKien`. */
  on?: string;
  ms?: number;
  retryAfter?: number;
  code?: string;
  words?: string;
}

type Effect = (fault: Omit<Fault, 'times'>, res: Response, next: () => void) => void | Promise<void>;

export const effects: Record<FaultKind, Effect> = {
  async latency({ ms = 2000 }, _res, next) {
    await delay(ms);
    next();
  },
  'too-many'({ retryAfter = 1 }, res) {
    res.status(429).set('Retry-After', String(retryAfter)).json(refuse('ERR_QUA_TAI', 'Quá nhiều yêu cầu.'));
  },
  'server-error'(_fault, res) {
    res.status(500).json(refuse('ERR_SYS_DEV', 'Lỗi hệ thống.'));
  },
  'dropped-answer'(_fault, res, next) {
    insteadOfTheAnswer(res, next, () => res.socket?.destroy());
  },
  reset(_fault, res) {
    res.socket?.destroy();
  },
  'business-error'({ code = 'ERR_SYS_DEV', words = 'Hệ thống không xử lý được yêu cầu.' }, res) {
    res.json(refuse(code, words));
  },
  outage(_fault, res) {
    res.status(503).type('html').send('<!doctype html><title>Bảo trì</title><h1>Cổng đang bảo trì</h1>');
  },
  'login-page'(_fault, res) {
    res.type('html').send('<!doctype html><title>Đăng nhập</title><h1>Đăng nhập</h1>');
  },
  redirect(_fault, res) {
    res.redirect(302, '/dang-nhap');
  },
  'malformed-json'(_fault, res, next) {
    insteadOfTheAnswer(res, next, () => res.type('json').send('{"maLoi":null,"duLieu":{"maBien'));
  },
  'wrong-type'(_fault, res, next) {
    insteadOfTheAnswer(res, next, (answer) => res.type('text/plain').send(JSON.stringify(answer)));
  },
  'huge-body'(_fault, res, next) {
    insteadOfTheAnswer(res, next, () => void pour(res, 50_000_000));
  },
  'slow-drip'({ ms = 1000 }, res, next) {
    insteadOfTheAnswer(res, next, () => void drip(res, ms));
  },
  'token-refused'(_fault, res) {
    res.status(401).set('WWW-Authenticate', 'Bearer').json({ error: 'invalid_token' });
  },
  'clock-skew'(_fault, _res, next) {
    next();
  },
};

/** The request is carried out; only what comes back is spoilt. */
function insteadOfTheAnswer(res: Response, next: () => void, spoil: (answer: unknown) => void): void {
  res.json = (answer: unknown) => {
    Reflect.deleteProperty(res, 'json');
    spoil(answer);
    return res;
  };
  next();
}

async function pour(res: Response, bytes: number): Promise<void> {
  const portion = Buffer.alloc(64_000, ' ');
  const closed = onceClosed(res);
  res.type('json').write('{"duLieu":"');
  for (let sent = 0; sent < bytes && !res.destroyed; sent += portion.byteLength) {
    if (!res.write(portion)) await Promise.race([onceDrained(res), closed]);
  }
  res.end('"}');
}

async function drip(res: Response, everyMs: number): Promise<void> {
  const closed = onceClosed(res);
  res.type('json');
  while (!res.destroyed) {
    res.write(' ');
    await Promise.race([delay(everyMs, undefined, { ref: false }), closed]);
  }
}

function onceDrained(res: Response): Promise<void> {
  return new Promise((resolve) => void res.once('drain', resolve));
}

function onceClosed(res: Response): Promise<void> {
  return new Promise((resolve) => void res.once('close', resolve));
}
