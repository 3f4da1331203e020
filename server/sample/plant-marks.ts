import { parse } from '../platform/contracts.ts';
import { plantPerson } from './plant-people.ts';
import type { Registry } from './plant-registry.ts';
import { daysFrom, known, step, storeDocument } from './planting.ts';
import type { Planting } from './planting.ts';
import { grantedMark, grants, markOwner, markProjects, ofProjects } from './sample-marks.ts';

/** The projects, the one sample mark that is granted, and the rights of use under it, by producer. */
export async function plantMarks(
  planting: Planting,
  producers: ReadonlyMap<string, Registry>,
): Promise<Map<string, string>> {
  const { features, officer } = planting;
  for (const [producer, project] of Object.entries(markProjects)) {
    const mark = parse('MarkContent', {
      ...project,
      owner: known(producers, producer).owner.id,
      kind: 'collective',
      stage: 'plan',
      doesNotPromise: ofProjects,
    });
    await features.marks.create(mark, step(officer, `${producer}:mark`), { sample: true });
  }

  const mark = await plantGrantedMark(planting);
  const held = new Map<string, string>();
  for (const producer of Object.keys(grants)) {
    held.set(producer, await plantGrant(planting, mark, { producer, ...known(producers, producer) }));
  }
  return held;
}

async function plantGrantedMark(planting: Planting): Promise<string> {
  const { features, officer } = planting;
  const { content, filed, granted, expires } = grantedMark;
  const owner = await features.organisations.create(
    parse('OrganisationContent', markOwner.organisation),
    step(officer, 'mark-owner:organisation'),
    { sample: true },
  );
  await plantPerson(features.accounts.users, {
    ...markOwner.people,
    roles: ['mark-manager'],
    organisation: owner.id,
  });
  const regulation = {
    title: 'Quy chế sử dụng nhãn hiệu',
    facts: [`Nhãn hiệu: ${content.name}`, `Chủ sở hữu: ${markOwner.organisation.name}`],
    organisation: owner.id,
  };
  const mark = parse('MarkContent', {
    ...content,
    owner: owner.id,
    filedOn: daysFrom(planting, -filed),
    grantedOn: daysFrom(planting, -granted),
    expiresOn: daysFrom(planting, expires),
    regulation: await storeDocument(planting, regulation, step(officer, 'mark-owner:regulation')),
  });
  return (await features.marks.create(mark, step(officer, 'mark-owner:mark'), { sample: true })).id;
}

async function plantGrant(
  planting: Planting,
  mark: string,
  holder: Registry & { producer: string },
): Promise<string> {
  const { officer } = planting;
  const name = `${holder.producer}:grant`;
  const sample = grants[holder.producer];
  if (!sample) throw new Error(`Sample data: no right of use for ${holder.producer}`);
  const { from, to, ended, products, places, ...content } = sample;
  const given = parse('GrantContent', {
    ...content,
    mark,
    organisation: holder.owner.id,
    products: products.map((product) => known(holder.products, product)),
    places: places.map((place) => known(holder.places, place)),
    from: daysFrom(planting, -from),
    to: daysFrom(planting, to),
  });
  const service = planting.features.grants;
  const { id } = await service.create(given, step(officer, name), { sample: true });
  if (ended && 'suspended' in ended)
    await service.suspend(id, ended.suspended, step(officer, `${name}:suspend`));
  if (ended && 'revoked' in ended) await service.revoke(id, ended.revoked, step(officer, `${name}:revoke`));
  return id;
}
