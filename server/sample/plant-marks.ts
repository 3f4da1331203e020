import type { MarkContent } from '../platform/contract-types.ts';
import { parse } from '../platform/contracts.ts';
import { plantPerson } from './plant-people.ts';
import type { Registry } from './plant-registry.ts';
import { daysFrom, known, step, storeDocument } from './planting.ts';
import type { Planting } from './planting.ts';
import { indications } from './sample-indications.ts';
import {
  grantedMark,
  grants,
  markOwner,
  markProjects,
  ofProjects,
  project,
  regulation,
  seasons,
  visits,
} from './sample-marks.ts';
import { riceProject } from './sample-rice.ts';

type Producers = ReadonlyMap<string, Registry>;

const sample = { sample: true };

/** The projects, the marks that are granted, and the rights of use under the sample mark, by producer. */
export async function plantMarks(planting: Planting, producers: Producers): Promise<Map<string, string>> {
  const { features, officer } = planting;
  for (const [producer, facts] of Object.entries(markProjects)) {
    const mark = planned(facts, known(producers, producer).owner.id);
    const { id, rev } = await features.marks.create(mark, step(officer, `${producer}:mark`), sample);
    if (producer !== 'palm-sugar') continue;
    await features.projects.edit(id, project, { rev, by: step(officer, `${producer}:project`) });
  }
  await plantRice(planting);
  await plantIndications(planting);

  const mark = await plantGrantedMark(planting);
  await plantSeasons(planting, mark, producers);
  const held = new Map<string, string>();
  for (const producer of Object.keys(grants)) {
    held.set(producer, await plantGrant(planting, mark, { producer, ...known(producers, producer) }));
  }
  await plantVisits(planting, mark, held);
  return held;
}

/** What has become of the rights since batches claimed them. */
export async function endRights(
  planting: Planting,
  producers: Producers,
  held: ReadonlyMap<string, string>,
): Promise<void> {
  const { decisions } = planting.features;
  const { officer, colleague } = planting;
  for (const [producer, { ended }] of Object.entries(grants)) {
    const id = known(held, producer);
    const name = `${producer}:grant`;
    if (ended && 'suspended' in ended)
      await decisions.suspend(id, ended.suspended, step(officer, `${name}:suspend`));
    if (!ended || !('revoked' in ended)) continue;
    const revocation = { act: 'revoke', reason: ended.revoked } as const;
    await decisions.propose(id, revocation, step(officer, `${name}:revoke`));
    await decisions.decide(id, step(colleague, `${name}:revoked`));
    await leave(planting, id, { ...known(producers, producer), reason: ended.revoked });
  }
}

async function plantGrantedMark(planting: Planting): Promise<string> {
  const { features, officer } = planting;
  const { content, filed, granted, expires } = grantedMark;
  const owner = await features.organisations.create(
    parse('OrganisationContent', markOwner.organisation),
    step(officer, 'mark-owner:organisation'),
    sample,
  );
  await plantPerson(features.accounts.users, {
    ...markOwner.people,
    roles: ['mark-manager'],
    organisation: owner.id,
  });
  const paper = {
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
  });
  const { id } = await features.marks.create(mark, step(officer, 'mark-owner:mark'), sample);
  const rules = parse('RegulationContent', {
    from: daysFrom(planting, -granted),
    decision: 'MẪU 01/QC-HĐS',
    items: regulation,
    file: await storeDocument(planting, paper, step(officer, 'mark-owner:regulation')),
  });
  await features.regulations.add(id, rules, step(officer, 'mark-owner:rules'));
  return id;
}

function planned(facts: (typeof markProjects)[string], owner: string): MarkContent {
  const fixed = { kind: 'collective', stage: 'plan', doesNotPromise: ofProjects };
  return parse('MarkContent', { ...facts, ...fixed, owner });
}

async function plantRice({ features, officer }: Planting): Promise<void> {
  const owner = await features.organisations.create(
    parse('OrganisationContent', riceProject.owner),
    step(officer, 'rice:organisation'),
    sample,
  );
  await features.marks.create(planned(riceProject.mark, owner.id), step(officer, 'rice:mark'), sample);
}

async function plantIndications(planting: Planting): Promise<void> {
  const { features, officer } = planting;
  for (const [key, { manager, mark, description, from }] of Object.entries(indications)) {
    const by = (name: string) => step(officer, `${key}:${name}`);
    const organisation = parse('OrganisationContent', manager);
    const owner = await features.organisations.create(organisation, by('manager'), sample);
    const content = parse('MarkContent', { ...mark, owner: owner.id });
    const { id } = await features.marks.create(content, by('mark'), sample);
    await features.regulations.add(id, { from, items: description }, by('description'));
  }
}

async function plantSeasons(planting: Planting, mark: string, producers: Producers): Promise<void> {
  for (const [at, { product, from, to, ...season }] of seasons.entries()) {
    const [producer, key] = product;
    const content = parse('SeasonContent', {
      ...season,
      products: [known(known(producers, producer).products, key)],
      from: daysFrom(planting, -from),
      to: daysFrom(planting, to),
    });
    await planting.features.seasons.create(mark, content, step(planting.officer, `mark:season:${at}`));
  }
}

/** Joined, applied, checked on the spot, proposed by one officer and decided by another. */
async function plantGrant(
  planting: Planting,
  mark: string,
  holder: Registry & { producer: string },
): Promise<string> {
  const { features, officer, colleague } = planting;
  const name = `${holder.producer}:grant`;
  const found = grants[holder.producer];
  if (!found) throw new Error(`Sample data: no right of use for ${holder.producer}`);
  const { number, from, to, ended: _ended, products, places, ...content } = found;
  const organisation = holder.owner.id;
  const joined = { organisation, joinedOn: daysFrom(planting, -from - 20) };
  await features.members.join(mark, joined, step(officer, `${name}:member`));
  const applied = parse('GrantContent', {
    ...content,
    mark,
    organisation,
    products: products.map((product) => known(holder.products, product)),
    places: places.map((place) => known(holder.places, place)),
    from: daysFrom(planting, -from),
    to: daysFrom(planting, to),
  });
  const { id } = await features.grants.apply(applied, step(holder.owner.clerk, name), sample);
  await features.grants.check(id, passed(daysFrom(planting, -from - 5)), step(officer, `${name}:check`));
  const proposal = { act: 'grant', number, decisionNumber: `${number}/QĐ` } as const;
  await features.decisions.propose(id, proposal, step(officer, `${name}:propose`));
  await features.decisions.decide(id, step(colleague, `${name}:decide`));
  return id;
}

function passed(on: string) {
  return parse('SiteCheck', {
    on,
    team: ['Trần Minh Tâm (mẫu)', 'Võ Thanh Sang (mẫu)'],
    findings: 'Vùng nguyên liệu, sổ ghi chép và quy trình đúng quy chế.',
    outcome: 'passed',
  });
}

async function plantVisits(
  planting: Planting,
  mark: string,
  held: ReadonlyMap<string, string>,
): Promise<void> {
  const { features, officer } = planting;
  for (const { holder, on, summary, findings } of visits) {
    const by = (name: string) => step(officer, `${holder}:visit:${name}`);
    const visit = parse('VisitContent', {
      grant: known(held, holder),
      on: daysFrom(planting, -on),
      team: ['Trần Minh Tâm (mẫu)'],
      summary,
      samples: [],
      findings: findings.map(({ text, severity, deadline }) => ({
        text,
        severity,
        ...(deadline !== undefined && { deadline: daysFrom(planting, deadline) }),
      })),
    });
    const { id } = await features.visits.add(mark, visit, by('add'), sample);
    for (const [at, { closed, deadline = 0 }] of findings.entries()) {
      if (closed === undefined) continue;
      const closing = { on: daysFrom(planting, deadline), how: closed };
      await features.visits.close(id, at + 1, closing, by(`close:${at}`));
    }
  }
}

async function leave(
  { features, ...planting }: Planting,
  grant: string,
  { owner, reason }: Registry & { reason: string },
): Promise<void> {
  const { content } = await features.grants.find(grant, planting.officer);
  const { items } = await features.members.list(content.mark);
  const member = items.find(({ organisation }) => organisation.id === owner.id);
  if (member?.leftOn !== null) return;
  const departure = { leftOn: daysFrom(planting, -1), reason };
  await features.members.leave(member.id, departure, step(planting.officer, `${owner.key}:leave`));
}
