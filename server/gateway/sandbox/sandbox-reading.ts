import { contentDigest, dayDigest, eventDigest, standing } from './sandbox-digest.ts';
import { done, idFields } from './sandbox-dialect.ts';
import type { Answer, DossierResource, Wire } from './sandbox-dialect.ts';
import type { Dossier, EventEntry, SandboxStore } from './sandbox-store.ts';

const portion = 500;

/** What the sandbox tells of what it holds: lines, pages, and sums by day. */
export function sandboxReading(store: SandboxStore) {
  return {
    async search(resource: DossierResource, query: Wire): Promise<Answer> {
      const { maThamChieu, sau, gioiHan, ngay } = query;
      if (typeof maThamChieu === 'string') {
        const held = await store.byReference(resource, maThamChieu);
        return done({ danhSach: await lines(held ? [held] : []), tiepTheo: null });
      }
      const limit = Math.min(Math.max(Math.trunc(Number(gioiHan)) || 50, 1), 200);
      const held = await store.list(resource, {
        after: typeof sau === 'string' ? sau : '',
        limit: limit + 1,
        ngay: typeof ngay === 'string' ? ngay : undefined,
      });
      const shown = held.slice(0, limit);
      const next = held.length > limit ? (shown.at(-1)?._id ?? null) : null;
      return done({ danhSach: await lines(shown), tiepTheo: next });
    },

    /** For comparing without listing: day, count, digest over `reference version digest` lines. */
    async tally(resource: DossierResource): Promise<Answer> {
      const days = new Map<string, string[]>();
      for await (const dossiers of portionsOf(store.byDay(resource))) {
        const events = await eventsOf(dossiers);
        for (const dossier of dossiers) {
          const { ngay, maThamChieu, phienBan } = dossier;
          const digest = contentDigest(dossier, events.get(dossier._id) ?? []);
          const line = `${maThamChieu} ${phienBan} ${digest}`;
          const held = days.get(ngay);
          if (held) held.push(line);
          else days.set(ngay, [line]);
        }
      }
      const danhSach = Array.from(days, ([ngay, held]) => ({
        ngay,
        soLuong: held.length,
        dauVan: dayDigest(held),
      }));
      return done({ danhSach });
    },
  };

  async function lines(dossiers: readonly Dossier[]): Promise<Wire[]> {
    const events = await eventsOf(dossiers);
    return dossiers.map((dossier) => line(dossier, events.get(dossier._id) ?? []));
  }

  function eventsOf(dossiers: readonly Dossier[]): Promise<Map<string, EventEntry[]>> {
    const orders = dossiers.filter(({ loai }) => loai === 'ToChuc_LenhSanXuat').map(({ _id }) => _id);
    return orders.length === 0 ? Promise.resolve(new Map<string, EventEntry[]>()) : store.eventsOf(orders);
  }
}

function line(dossier: Dossier, events: readonly EventEntry[]): Wire {
  const { _id, loai, maThamChieu, phienBan, trangThai, tinhTrang, suKien, khoa, thoiDiem } = dossier;
  const last = khoa.at(-1)?.traLoi;
  const receipt = last && 'duLieu' in last ? last.duLieu.maBienNhan : null;
  const chain = loai === 'ToChuc_ChuoiTruyXuat' && {
    suKien: standing(suKien).map((event) => ({
      maThamChieu: event.noiDung.maThamChieu,
      dauVan: eventDigest(event),
    })),
  };
  return {
    [idFields[loai]]: _id,
    maThamChieu,
    phienBan,
    thoiDiem,
    trangThai,
    tinhTrang,
    maBienNhan: receipt,
    dauVan: contentDigest(dossier, events),
    ...chain,
  };
}

async function* portionsOf(cursor: AsyncIterable<Dossier>): AsyncGenerator<Dossier[]> {
  let portionNow: Dossier[] = [];
  for await (const dossier of cursor) {
    portionNow.push(dossier);
    if (portionNow.length === portion) {
      yield portionNow;
      portionNow = [];
    }
  }
  if (portionNow.length > 0) yield portionNow;
}
