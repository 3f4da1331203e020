import type { Actor } from '../../server/domain/roles.ts';
import { OrganisationModel } from '../../server/features/organisations/organisation-model.ts';
import { searchService } from '../../server/lookup/search-service.ts';
import { ownerOf } from './plant-entries.ts';

interface Figures {
  p50: number;
  p99: number;
}

const rounds = 60;

const officer: Actor = {
  id: '0123456789abcdef01234567',
  name: 'bench',
  roles: ['officer'],
  organisation: null,
};
const clerk: Actor = { ...officer, roles: ['producer-clerk'], organisation: String(ownerOf(7)) };

/** What people type, a little different in every round so that no answer is remembered. */
const queries: Record<string, (round: number) => string> = {
  'one word': (round) => ['đường', 'mật', 'xoai', 'khô', 'gạo', 'bap', 'núi'][round % 7] ?? '',
  'a letter or two': (round) => ['d', 'th', 'b', 'ga', 't', 'x', 'm'][round % 7] ?? '',
  'two words': (round) => ['thốt nốt', 'cát xuất', 'lóc hộp', 'tràm hữu', 'nhen gói'][round % 5] ?? '',
  'two common words never together': (round) => ['đường tràm', 'xoài lóc', 'gạo thốt'][round % 3] ?? '',
  Telex: (round) => ['dduwowngf thoots', 'maatj ong', 'xoaif cats', 'khoo cas looc'][round % 4] ?? '',
  code: (round) => `TN ${2020 + ((601 + round) % 7)} ${601 + round}`,
  'begun code': (round) => `8930000000${String(round % 10)}`,
  nothing: (round) => `khong co gi ${round}`,
};

/** Milliseconds until the first results stand, on the page of all kinds and by the API, for an officer and a producer. */
export async function askedOf(): Promise<Record<string, Figures>> {
  const search = searchService({ namesOf, stampIn: () => Promise.resolve(null) });
  const figures: Record<string, Figures> = {};
  for (const [name, query] of Object.entries(queries)) {
    figures[name] = await measured((round) => search.search(officer, { q: query(round), limit: 25 }));
    figures[`${name}, page`] = await measured((round) => search.overview(officer, query(round), 5));
    figures[`${name}, producer`] = await measured((round) =>
      search.search(clerk, { q: query(round), limit: 25 }),
    );
  }
  return figures;
}

async function measured(ask: (round: number) => Promise<unknown>): Promise<Figures> {
  for (let round = 0; round < 10; round += 1) await ask(round);
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await ask(round);
    times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  const at = (part: number) => Number((times[Math.ceil(part * rounds) - 1] ?? 0).toFixed(1));
  return { p50: at(0.5), p99: at(0.99) };
}

async function namesOf(ids: readonly string[]): Promise<Map<string, string>> {
  const docs = await OrganisationModel.find({ _id: { $in: ids } }, { title: 1 }).lean();
  return new Map(docs.map(({ _id, title }) => [String(_id), title]));
}
