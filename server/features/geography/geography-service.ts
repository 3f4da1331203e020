import { understood, unreadable } from '../../domain/parsed.ts';
import type { Parsed } from '../../domain/parsed.ts';
import { geography } from './geography-data.ts';
import type { Commune, Province } from './geography-data.ts';
import { entriesOf } from './geography-entries.ts';
import type { CommuneMatch, Entry } from './geography-entries.ts';
import { searchEntries } from './geography-search.ts';

export type GeographyService = ReturnType<typeof geographyService>;

/** Provinces and communes as they are since 2025-07-01, found also by the names they had before. */
export function geographyService() {
  return {
    provinces(): Province[] {
      return alphabetical(geography().provinces.values());
    },

    province(code: string): Province | undefined {
      return geography().provinces.get(code);
    },

    communesOf(province: string): Commune[] {
      const communes = Array.from(geography().communes.values());
      return alphabetical(communes.filter((commune) => commune.province.code === province));
    },

    commune(code: string): Commune | undefined {
      return geography().communes.get(code);
    },

    search(
      text: string,
      { province, limit = 20 }: { province?: string | undefined; limit?: number | undefined } = {},
    ): CommuneMatch[] {
      return searchEntries(entries(), text, { province, limit });
    },

    /** Of a code that ended in 2025 the fault names what its unit became. */
    checkCommune(code: string): Parsed<Commune> {
      const { communes, former } = geography();
      const commune = communes.get(code);
      if (commune) return understood(commune);
      const was = former.get(code);
      if (!was) return unreadable('geography.commune-unknown', { code });
      const isSplit = was.becomes.length > 1;
      return unreadable(isSplit ? 'geography.commune-former-split' : 'geography.commune-former', {
        name: `${was.name}, ${was.district}`,
        now: was.becomes.map(({ name, province }) => `${name} (${province.name})`).join(', '),
      });
    },

    /** What a commune and what it lies in are called, and what their parts were called until 2025. */
    namesAround(code: string): string[] {
      const { communes, provinces } = geography();
      const commune = communes.get(code);
      if (!commune) return [];
      const { name, province } = commune;
      const former = provinces.get(province.code)?.formerly ?? [];
      return [...new Set([name, province.name, ...former, ...(formerNames().get(code) ?? [])])];
    },

    /** `12 Nguyễn Huệ, phường Tịnh Biên, tỉnh An Giang`. */
    formatAddress({ communeCode, street }: { communeCode: string; street?: string | undefined }): string {
      const commune = geography().communes.get(communeCode);
      const units = commune ? [commune.name, commune.province.name] : [];
      const [first = '', ...rest] = [street?.trim() ?? '', ...units].filter((part) => part !== '');
      return [first, ...rest.map(smallInitial)].join(', ');
    },
  };
}

let made: Entry[] | undefined;

function entries(): Entry[] {
  made ??= entriesOf(geography());
  return made;
}

let former: Map<string, string[]> | undefined;

/** By the code of today: the communes whose land it took, with their districts. */
function formerNames(): Map<string, string[]> {
  if (former) return former;
  former = new Map();
  for (const { name, district, becomes } of geography().former.values()) {
    for (const { code } of becomes) former.set(code, [...(former.get(code) ?? []), name, district]);
  }
  return former;
}

const inVietnamese = new Intl.Collator('vi');

/** By the name proper: Phường An Biên and Xã An Biên stand together. */
function alphabetical<Unit extends { name: string }>(units: Iterable<Unit>): Unit[] {
  const keyed = Array.from(units, (unit) => ({ unit, key: unit.name.replace(kinds, '') }));
  return keyed.sort((a, b) => inVietnamese.compare(a.key, b.key)).map(({ unit }) => unit);
}

const kinds = /^(Xã|Phường|Đặc khu|Tỉnh|Thành phố) /;

function smallInitial(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1);
}
