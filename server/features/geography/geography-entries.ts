import { searchKey } from '../../domain/search-key.ts';
import type { Commune, FormerCommune, Geography } from './geography-data.ts';

/** A name people know a place by, and the communes of today it can mean. */
export interface CommuneMatch {
  was: 'current' | 'former-commune' | 'former-district';
  /** As it stood in an address: `Phường An Phú, Thị xã Tịnh Biên, Tỉnh An Giang`. */
  name: string;
  /** Whether somebody has to choose; the likely choice comes first. */
  split: boolean;
  choices: Commune[];
}

export interface Entry {
  match: CommuneMatch;
  /** Folded name with its kind (`phuong tinh bien`) and without (`tinh bien`). */
  typed: string;
  bare: string;
  /** Folded names of what it lies in, then and now. */
  around: string;
  /** All of it, each word between spaces. */
  line: string;
}

export function entriesOf({ communes, former }: Geography): Entry[] {
  const formerCommunes = Array.from(former.values());
  return [
    ...Array.from(communes.values(), currentEntry),
    ...formerCommunes.map(formerEntry),
    ...districtEntries(formerCommunes),
  ];
}

function currentEntry(commune: Commune): Entry {
  return entry('current', [commune.name, commune.province.name], [commune]);
}

function formerEntry({ name, district, province, becomes }: FormerCommune): Entry {
  return entry('former-commune', [name, district, province], becomes);
}

/** Each district with every commune that holds a part of it, the one with most of its former communes first. */
function districtEntries(formerCommunes: FormerCommune[]): Entry[] {
  const districts = new Map<string, { names: string[]; parts: Map<Commune, number> }>();
  for (const { district, province, becomes } of formerCommunes) {
    const names = [district, province];
    const known = districts.get(names.join()) ?? { names, parts: new Map<Commune, number>() };
    for (const commune of becomes) known.parts.set(commune, (known.parts.get(commune) ?? 0) + 1);
    districts.set(names.join(), known);
  }
  return Array.from(districts.values(), ({ names, parts }) => {
    const choices = Array.from(parts).sort(([, a], [, b]) => b - a);
    return entry(
      'former-district',
      names,
      choices.map(([commune]) => commune),
    );
  });
}

function entry(was: CommuneMatch['was'], names: string[], choices: Commune[]): Entry {
  const [typed = '', ...then] = names.map(folded);
  const now = choices.map(({ province }) => folded(province.name));
  const around = Array.from(new Set([...then, ...now])).join(' ');
  return {
    match: { was, name: names.join(', '), split: choices.length > 1, choices },
    typed,
    bare: typed.replace(/^(xa|phuong|dac khu|thi tran|thi xa|thanh pho|huyen|quan) /, ''),
    around,
    line: ` ${typed} ${around} `,
  };
}

/** Districts and provinces come thousands of times over. */
const foldedNames = new Map<string, string>();

function folded(name: string): string {
  const key = foldedNames.get(name) ?? searchKey(name);
  foldedNames.set(name, key);
  return key;
}
