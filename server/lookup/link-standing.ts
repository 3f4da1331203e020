import type { Fault } from '../domain/errors.ts';
import { keyPathOf } from '../domain/link-levels.ts';
import type { Link } from '../domain/linkset.ts';
import type { ReadRegistration } from '../domain/linkset-reading.ts';
import { LinksModel } from './link-model.ts';
import { OriginModel } from './origin-model.ts';

/** What decides which defaults of a level are heeded. */
interface Level {
  path: string;
  links: readonly Pick<Link, 'type'>[];
  takesDefaults: boolean;
}

/**
 * What is wrong with registrations beside what stands already: every code needs a default at its level or above, so
 * the key itself comes first (GS1-Conformant Resolver 1.2 §2.5.9); and `defaultLinkMulti` is at every level that has
 * a default or at none, or a reader's language would change the level that answers. Levels below a key that is
 * registered anew are looked at again, for they were right beside what stood there before.
 */
export async function standingFaults(
  registrations: readonly ReadRegistration[],
  { takeDefaults }: { takeDefaults: boolean },
): Promise<Fault[]> {
  const coming = registrations.map(({ pointer, level }) => ({
    pointer,
    ...level,
    takesDefaults: takeDefaults,
  }));
  const keyPaths = [...new Set(coming.map(({ path }) => keyPathOf(path)))];
  const published = await OriginModel.find({ _id: { $in: keyPaths } }, { _id: 1 }).lean();
  const ours = new Set(published.map((origin) => origin._id));
  const keys = new Map((await storedAt(keyPaths)).map((level): [string, Level] => [level.path, level]));
  const replaced = coming.filter(({ path }) => path === keyPathOf(path));
  for (const level of replaced) keys.set(level.path, level);

  const isHeeded = (level: Level) =>
    has(level, 'defaultLink') && (!ours.has(keyPathOf(level.path)) || level.takesDefaults);
  const isAtOdds = (level: Level) => {
    const path = keyPathOf(level.path);
    const key = keys.get(path);
    const keyHasSeveral = key && isHeeded(key) ? has(key, 'defaultLinkMulti') : ours.has(path);
    return isHeeded(level) && has(level, 'defaultLinkMulti') !== keyHasSeveral;
  };
  const isComing = new Set(coming.map(({ path }) => path));

  const faults = coming.flatMap((level): Fault[] => {
    const { pointer, path } = level;
    const keyPath = keyPathOf(path);
    if (!ours.has(keyPath) && !keys.has(keyPath)) {
      return [{ pointer, key: 'linkset.key-missing', params: { path: keyPath } }];
    }
    if (!ours.has(keyPath) && path === keyPath && !has(level, 'defaultLink')) {
      return [{ pointer, key: 'linkset.default-missing' }];
    }
    return isAtOdds(level) ? [{ pointer, key: 'linkset.multi-levels', params: { path: keyPath } }] : [];
  });
  for (const { path, pointer } of replaced) {
    const below = (await storedBelow(path)).filter((level) => !isComing.has(level.path));
    const odd = below.find(isAtOdds);
    if (odd) faults.push({ pointer, key: 'linkset.multi-below', params: { path: odd.path } });
  }
  return faults;
}

const parts = { 'links.type': 1, takesDefaults: 1 };
type Stored = Omit<Level, 'path'> & { _id: string };

async function storedAt(paths: readonly string[]): Promise<Level[]> {
  const found = await LinksModel.find({ _id: { $in: [...paths] } }, parts).lean<Stored[]>();
  return found.map(({ _id, ...level }) => ({ path: _id, ...level }));
}

/** Levels with a default below a key; `0` is the character after the slash. */
async function storedBelow(key: string): Promise<Level[]> {
  const found = await LinksModel.find(
    { _id: { $gt: `${key}/`, $lt: `${key}0` }, 'links.type': 'defaultLink' } as object,
    parts,
  ).lean<Stored[]>();
  return found.map(({ _id, ...level }) => ({ path: _id, ...level }));
}

function has({ links }: Pick<Level, 'links'>, type: string): boolean {
  return links.some((link) => link.type === type);
}
