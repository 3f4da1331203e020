import { createHash } from 'node:crypto';
import type { Dossier, EventEntry } from './sandbox-store.ts';
import type { Wire } from './sandbox-dialect.ts';

/** What a dossier holds, in one figure: of an order with its events, those taken out left out (docs/sandbox.md). */
export function contentDigest({ loai, noiDung, trangThai }: Dossier, events: readonly EventEntry[]): string {
  if (trangThai === 0) return '';
  if (loai !== 'ToChuc_LenhSanXuat' || events.length === 0) return sha256(sortedJson(noiDung));
  const suKien = standing(events)
    .map(({ noiDung: content }) => content)
    .sort((a, b) => (String(a.maThamChieu) < String(b.maThamChieu) ? -1 : 1));
  return sha256(sortedJson({ ...noiDung, suKien }));
}

export function eventDigest({ noiDung }: EventEntry): string {
  return sha256(sortedJson(noiDung));
}

export function standing(events: readonly EventEntry[]): EventEntry[] {
  return events.filter(({ daRut }) => !daRut);
}

/** One line a dossier, in the order of the reference numbers: `reference version digest`. */
export function dayDigest(lines: readonly string[]): string {
  return sha256(lines.map((line) => `${line}\n`).join(''));
}

/** The day of an instant by the calendar of Viet Nam, which has had one offset since 1975. */
export function dayOf(thoiDiem: unknown): string {
  const time = typeof thoiDiem === 'string' ? Date.parse(thoiDiem) : Number.NaN;
  return Number.isNaN(time) ? '' : new Date(time + 7 * 3600_000).toISOString().slice(0, 10);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

/** JSON without white space, the members of every object sorted by name. */
function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(sortedJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value as Wire).filter(([, member]) => member !== undefined);
  members.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${sortedJson(member)}`).join(',')}}`;
}
