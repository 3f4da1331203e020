import type { Composition } from '../compose.ts';
import { dateInVietnam } from '../domain/vietnamese-format.ts';
import type { Clock } from '../platform/clock.ts';
import { lotOf, plantBatch } from './plant-batches.ts';
import { plantHandovers, plantRecoveryRates } from './plant-handovers.ts';
import { endRights, plantMarks } from './plant-marks.ts';
import { plantPerson } from './plant-people.ts';
import { plantRegistry } from './plant-registry.ts';
import type { Registry } from './plant-registry.ts';
import { daysFrom, known, step } from './planting.ts';
import type { Planting } from './planting.ts';
import { babyCorn } from './sample-baby-corn.ts';
import { sampleChain } from './sample-chain.ts';
import { chuc } from './sample-chuc.ts';
import { household } from './sample-household.ts';
import { palmSugar } from './sample-palm-sugar.ts';
import { reports } from './sample-reports.ts';
import { markPlanted, sampleState } from './sample-state.ts';

export interface Login {
  login: string;
  password: string;
}

export interface TrialLogins {
  producer: Login;
  officer: Login;
  administrator: Login;
}

const producers = [palmSugar, chuc, babyCorn, household];

/**
 * One province's sample data, planted through the services that people use. A start that is cut short is
 * completed by the next: every step has a request key, and mongod drops keys that are past their time no earlier
 * than a minute after it has come up.
 */
export async function plantSample(
  { features }: Composition,
  logins: TrialLogins,
  clock: Clock,
): Promise<void> {
  const { planted, startedAt } = await sampleState(features.ledger, clock.now());
  if (planted) return;
  const people = await plantDepartment(features.accounts.users, logins);
  const today = dateInVietnam(startedAt);
  const planting: Planting = { features, ...people, today, codes: new Map() };

  const registries = new Map<string, Registry>();
  for (const producer of producers) {
    const login = producer === palmSugar ? logins.producer : undefined;
    registries.set(producer.key, await plantRegistry(planting, producer, login));
  }
  const grants = await plantMarks(planting, registries);
  const own = producers.flatMap(({ key, batches }) => batches.map((batch) => ({ producer: key, batch })));
  for (const { producer, batch } of [...sampleChain, ...own]) {
    const built = { registry: known(registries, producer), grant: known(grants, producer) };
    await plantBatch(planting, batch, built);
  }
  const sugar = known(registries, palmSugar.key);
  await plantRecoveryRates(planting, sugar);
  await plantHandovers(planting, { sender: known(registries, household.key), receiver: sugar });
  await endRights(planting, registries, grants);
  await plantReports(planting);
  await markPlanted(features.ledger);
}

/** The officer and the administrator who can sign in, and the lead officer who has decided before them. */
async function plantDepartment(users: Composition['features']['accounts']['users'], logins: TrialLogins) {
  const { officer, administrator } = logins;
  await plantPerson(
    users,
    { login: administrator.login, name: 'Quản trị hệ thống (mẫu)', roles: ['administrator'] },
    administrator,
  );
  const colleague = await plantPerson(
    users,
    { login: officer.login, name: 'Trần Minh Tâm (mẫu)', roles: ['officer'] },
    officer,
  );
  const lead = { login: 'truongphong', name: 'Lê Thị Hồng Gấm (mẫu)', roles: ['lead-officer' as const] };
  return { officer: await plantPerson(users, lead), colleague };
}

async function plantReports(planting: Planting): Promise<void> {
  for (const [index, { lot, produced, ...report }] of reports.entries()) {
    const named = { ...report, lot: lotOf(lot, daysFrom(planting, -produced)) };
    const { key } = step(planting.officer, `report:${index}`);
    await planting.features.reports.file(named, 'sample', { key });
  }
}
