import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The two tiers in force since 2025-07-01 (Decision 19/2025/QĐ-TTg): 34 provinces and cities, 3,321 communes. */
export interface Province {
  code: string;
  name: string;
  /** The provinces it was made of. */
  formerly: string[];
}

/** A commune, ward or special zone. */
export interface Commune {
  code: string;
  /** With its kind in front: `Phường Tịnh Biên`. */
  name: string;
  province: { code: string; name: string };
  /** Longitude, latitude (RFC 7946 §3.1.1). */
  centre: [number, number];
}

export interface FormerCommune {
  code: string;
  name: string;
  district: string;
  province: string;
  /** What its land belongs to now, the likely one first; more than one where it was split. */
  becomes: Commune[];
}

export interface Geography {
  provinces: Map<string, Province>;
  communes: Map<string, Commune>;
  former: Map<string, FormerCommune>;
}

let loaded: Geography | undefined;

/** Read when first asked for, once a process: most requests need no geography. */
export function geography(): Geography {
  loaded ??= load();
  return loaded;
}

function load(): Geography {
  const provinces = byCode(read<Province>('provinces.json'));
  const communes = byCode(
    read<CommuneRow>('communes.json').map(({ code, name, province, lat, lon }): Commune => {
      return {
        code,
        name,
        province: { code: province, name: known(provinces, province).name },
        centre: [lon, lat],
      };
    }),
  );
  const former = byCode(
    read<FormerRow>('former-communes.json').map(
      ({ code, name, district, province, becomes }): FormerCommune => {
        const likelyFirst = becomes.toSorted((a, b) => Number(b.likely ?? false) - Number(a.likely ?? false));
        return {
          code,
          name,
          district,
          province,
          becomes: likelyFirst.map((unit) => known(communes, unit.code)),
        };
      },
    ),
  );
  return { provinces, communes, former };
}

interface CommuneRow {
  code: string;
  name: string;
  province: string;
  lat: number;
  lon: number;
}

interface FormerRow extends Omit<FormerCommune, 'becomes'> {
  becomes: { code: string; likely?: boolean }[];
}

function read<Row>(file: string): Row[] {
  return JSON.parse(readFileSync(path.join(import.meta.dirname, 'data', file), 'utf8')) as Row[];
}

function byCode<Unit extends { code: string }>(units: Unit[]): Map<string, Unit> {
  return new Map(units.map((unit) => [unit.code, unit]));
}

function known<Unit>(units: Map<string, Unit>, code: string): Unit {
  const unit = units.get(code);
  if (!unit) throw new Error(`geography: no unit ${code}`);
  return unit;
}
