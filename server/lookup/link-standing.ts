import type { Fault } from '../domain/errors.ts';
import { keyPathOf } from '../domain/link-levels.ts';
import type { LinkLevel } from '../domain/linkset.ts';
import type { ReadRegistration } from '../domain/linkset-reading.ts';
import { LinksModel } from './link-model.ts';
import { OriginModel } from './origin-model.ts';

/**
 * What is wrong with registrations beside what stands already: every code needs a default at its level or above, so
 * the key itself comes first (GS1-Conformant Resolver 1.2 §2.5.9); and `defaultLinkMulti` is at every level that has
 * a default or at none, or a reader's language would change the level that answers.
 */
export async function standingFaults(
  registrations: readonly ReadRegistration[],
  { takeDefaults }: { takeDefaults: boolean },
): Promise<Fault[]> {
  const _id = { $in: [...new Set(registrations.map(({ level }) => keyPathOf(level.path)))] };
  const published = await OriginModel.find({ _id }, { _id: 1 }).lean();
  const stored = await LinksModel.find({ _id }).lean<(Omit<LinkLevel, 'path'> & { _id: string })[]>();
  const ours = new Set(published.map((origin) => origin._id));
  const keys = new Map(stored.map((level): [string, Pick<LinkLevel, 'links'>] => [level._id, level]));
  for (const { level } of registrations) {
    if (level.path === keyPathOf(level.path)) keys.set(level.path, level);
  }
  return registrations.flatMap(({ pointer, level }): Fault[] => {
    const path = keyPathOf(level.path);
    const isOurs = ours.has(path);
    const key = keys.get(path);
    if (!isOurs && !key) return [{ pointer, key: 'linkset.key-missing', params: { path } }];
    if (!isOurs && path === level.path && !has(level, 'defaultLink')) {
      return [{ pointer, key: 'linkset.default-missing' }];
    }
    const isHeeded = has(level, 'defaultLink') && (!isOurs || takeDefaults);
    const keyHasSeveral = key && has(key, 'defaultLink') ? has(key, 'defaultLinkMulti') : isOurs;
    return isHeeded && has(level, 'defaultLinkMulti') !== keyHasSeveral
      ? [{ pointer, key: 'linkset.multi-levels', params: { path } }]
      : [];
  });
}

function has({ links }: Pick<LinkLevel, 'links'>, type: string): boolean {
  return links.some((link) => link.type === type);
}
