import { setTimeout as delay } from 'node:timers/promises';
import type { RequestHandler, Response } from 'express';
import { refuse } from './sandbox-dialect.ts';

/** Bad weather on demand. */
export const faultKinds = {
  latency: 'Trả lời chậm',
  'too-many': 'Báo quá nhiều yêu cầu (429)',
  'server-error': 'Lỗi máy chủ (500)',
  'dropped-answer': 'Đã ghi nhưng mất câu trả lời',
  reset: 'Ngắt kết nối trước khi ghi',
  'business-error': 'Lỗi nghiệp vụ trong HTTP 200',
  'login-page': 'Trang đăng nhập thay cho dữ liệu',
  outage: 'Ngừng hoạt động (503)',
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

/** These meet every call, sign-in and questions included; the others only what changes something. */
const meetsEverything: readonly FaultKind[] = ['latency', 'too-many', 'outage'];

export type SandboxFaults = ReturnType<typeof sandboxFaults>;

export function sandboxFaults() {
  let waiting: Fault[] = [];

  function take(path: string, changes: boolean): Fault | undefined {
    const fault = waiting.find(
      ({ kind, on }) =>
        (changes || meetsEverything.includes(kind)) && (on === undefined || path.includes(on)),
    );
    if (fault?.times != null) {
      fault.times -= 1;
      waiting = waiting.filter(({ times }) => times !== 0);
    }
    return fault;
  }

  const middleware: RequestHandler = async (req, res, next) => {
    if (!/^\/(sso|tochuc)\//.test(req.path)) {
      next();
      return;
    }
    const changes = req.method !== 'GET' && req.path.startsWith('/tochuc/');
    const fault = take(req.path, changes);
    if (!fault) {
      next();
      return;
    }
    await act[fault.kind](fault, res, next);
  };

  return {
    middleware,
    add: (fault: Fault) => void waiting.push({ ...fault }),
    clear: () => void (waiting = []),
    all: (): Fault[] => waiting.map((fault) => ({ ...fault })),
  };
}

type Act = (fault: Fault, res: Response, next: () => void) => void | Promise<void>;

const act: Record<FaultKind, Act> = {
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
    res.json = () => {
      res.socket?.destroy();
      return res;
    };
    next();
  },
  reset(_fault, res) {
    res.socket?.destroy();
  },
  'business-error'({ code = 'ERR_SYS_DEV', words = 'Hệ thống không xử lý được yêu cầu.' }, res) {
    res.json(refuse(code, words));
  },
  'login-page'(_fault, res) {
    res.type('html').send('<!doctype html><title>Đăng nhập</title><h1>Đăng nhập</h1>');
  },
  outage(_fault, res) {
    res.status(503).type('html').send('<!doctype html><title>Bảo trì</title><h1>Cổng đang bảo trì</h1>');
  },
};
