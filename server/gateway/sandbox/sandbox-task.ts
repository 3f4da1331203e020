import { refuse } from './sandbox-dialect.ts';
import type { Refusal, Resource, Wire } from './sandbox-dialect.ts';
import type { KeyEntry } from './sandbox-store.ts';

export interface Submission {
  deed: 'create' | 'update' | 'withdraw';
  resource: Resource;
  /** Of the dossier to update or withdraw. */
  id?: string;
  key: string | undefined;
  body: Wire;
}

/** A submission with the key and the fingerprint under which its answer will be kept. */
export type Task = Submission & { entry: Omit<KeyEntry, 'traLoi'> };

/** The ids of what a dossier belongs to are repeated in every answer about it. */
export function referencesIn(body: Wire): Wire {
  const names = ['idToChucHoSo', 'idSanPham', 'idLenhSanXuat'];
  return Object.fromEntries(names.filter((name) => name in body).map((name) => [name, body[name]]));
}

export function unknownDossier(): Refusal {
  return refuse('ERR_KHONG_THAY', 'Không có dữ liệu này trên cổng.');
}
