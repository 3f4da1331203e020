import { isWire } from './sandbox-dialect.ts';
import { faultKinds } from './sandbox-fault-effects.ts';
import type { Fault, FaultKind } from './sandbox-fault-effects.ts';
import type { Scene } from './sandbox-faults.ts';

/** Ready-made scripts, each a story that a client should come through. */
export const scenarios: Record<string, { title: string; scenes: Scene[] }> = {
  'bad-day': {
    title: 'Một ngày xấu trời: chậm, quá tải, mất câu trả lời, bảo trì, rồi yên',
    scenes: [
      { fault: { kind: 'latency', ms: 800 }, requests: 5 },
      { fault: { kind: 'too-many', retryAfter: 1 }, requests: 5 },
      { requests: 5 },
      { fault: { kind: 'dropped-answer' }, requests: 3 },
      { fault: { kind: 'outage' }, ms: 5000 },
    ],
  },
  'half-answers': {
    title: 'Đã ghi mà không báo được: mất, hỏng, nhỏ giọt',
    scenes: [
      { fault: { kind: 'dropped-answer' }, requests: 2 },
      { fault: { kind: 'malformed-json' }, requests: 2 },
      { fault: { kind: 'wrong-type' }, requests: 2 },
      { fault: { kind: 'slow-drip', ms: 1000 }, requests: 1 },
    ],
  },
  flapping: {
    title: 'Chập chờn: mười yêu cầu chạy, năm yêu cầu lỗi',
    scenes: [{ requests: 10 }, { fault: { kind: 'server-error' }, requests: 5 }],
  },
};

/** From JSON or from the form, where every value is text and an empty one was left out. */
export function readFault(body: unknown): Fault | undefined {
  if (!isWire(body) || !isFaultKind(body.kind)) return undefined;
  const fault: Fault = { kind: body.kind, times: numberIn(body.times) ?? null };
  const [ms, retryAfter] = [numberIn(body.ms), numberIn(body.retryAfter)];
  if (ms !== undefined) fault.ms = ms;
  if (retryAfter !== undefined) fault.retryAfter = retryAfter;
  for (const name of ['on', 'code', 'words'] as const) {
    const text = body[name];
    if (typeof text === 'string' && text !== '') fault[name] = text;
  }
  return fault;
}

export function readScenes(given: unknown): Scene[] | undefined {
  if (!Array.isArray(given) || given.length === 0 || given.length > 100) return undefined;
  const scenes = given.map(readScene);
  return scenes.every((scene) => scene !== undefined) ? scenes : undefined;
}

/** A scene that ends neither after requests nor after a time would be the last one. */
function readScene(given: unknown): Scene | undefined {
  if (!isWire(given)) return undefined;
  const fault = given.fault === undefined ? undefined : readFault(given.fault);
  const [requests, ms] = [numberIn(given.requests), numberIn(given.ms)];
  if ((given.fault !== undefined && !fault) || (!requests && !ms)) return undefined;
  return { ...(fault && { fault }), ...(requests && { requests }), ...(ms && { ms }) };
}

function isFaultKind(kind: unknown): kind is FaultKind {
  return typeof kind === 'string' && Object.hasOwn(faultKinds, kind);
}

function numberIn(value: unknown): number | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  const number = Number(value);
  return Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}
