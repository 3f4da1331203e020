import { Types } from 'mongoose';
import { tracePath } from './domain/identifiers/digital-link.ts';
import { systemActor } from './domain/roles.ts';
import type { Actor } from './domain/roles.ts';
import { contains, intersect, span } from './domain/stamps/intervals.ts';
import { all, unitStanding } from './domain/stamps/stamp-ledger.ts';
import { stampNeighbours } from './compose-stamps.ts';
import { caseService } from './features/cases/case-service.ts';
import type { CaseNeighbours } from './features/cases/case-neighbours.ts';
import type { EventService } from './features/events/event-service.ts';
import type { GeographyService } from './features/geography/geography-service.ts';
import { provinceDistance } from './features/geography/province-distance.ts';
import type { OrganisationService } from './features/organisations/organisation-service.ts';
import type { ProductService } from './features/products/product-service.ts';
import type { InspectionNeighbours } from './features/scans/inspection.ts';
import { GrantModel } from './features/marks/grant-model.ts';
import type { ScanHistory } from './features/scans/scan-history.ts';
import { createScans } from './features/scans/scans.ts';
import type { StampService } from './features/stamps/stamp-service.ts';
import { BatchModel } from './features/batches/batch-model.ts';
import type { Ledger } from './ledger/unit-of-work.ts';
import type { LookupService } from './lookup/lookup-service.ts';
import type { Clock } from './platform/clock.ts';
import type { Database } from './platform/database.ts';
import type { InspectedUnit, StageContent } from './platform/contract-types.ts';
import { translate } from './platform/i18n.ts';
import { languages } from './locales/catalogue.ts';
import type { Logger } from './platform/logger.ts';
import { noProvinces } from './platform/network-provinces.ts';
import type { ProvinceOf } from './platform/network-provinces.ts';

interface ScanParts {
  database: Database;
  ledger: Ledger;
  clock: Clock;
  log: Logger;
  /** Absent where the operator has no table of networks. */
  provinceOf?: ProvinceOf | undefined;
  stamps: StampService;
  products: Pick<ProductService, 'read'>;
  organisations: Pick<OrganisationService, 'namesOf'>;
  events: Pick<EventService, 'standingStagesOf'>;
  geography: Pick<GeographyService, 'province'>;
  lookup: Pick<LookupService, 'byPath'>;
}

/** Where scans and cases meet stamps, batches, stages and what is published. */
export function composeScans({ provinceOf = noProvinces, ...parts }: ScanParts) {
  const { database, ledger, clock, log, stamps, organisations, geography, products } = parts;
  const { batch, batchTitles } = stampNeighbours();
  const cases = caseService({
    ledger,
    clock,
    namesOf: organisations.namesOf,
    neighbours: caseNeighbours(parts),
  });
  const product = async (id: string, actor: Actor) => {
    const { title, traceKey, organisation } = await products.read(id, actor);
    return { title, key: traceKey, organisation: organisation.id };
  };
  const scans = createScans({
    ...{ database, ledger, clock, log, provinceOf },
    neighbours: {
      ...inspectionNeighbours(parts),
      ...{ product, batchTitles, kilometres: provinceDistance },
      provinceName: (code) => geography.province(code)?.name,
      stampWithCode: (productKey, serial) => stampWithCode(stamps, productKey, serial),
      codeHolds: stamps.hiddenCodeHolds,
      openCaseOf: cases.openCaseOf,
      experience: cases.experience,
      suspect: async (unit) => {
        await cases.openBySignals(unit);
      },
      mayRead: async (id, actor) => {
        await batch(id, actor);
      },
    },
  });
  return { cases, scans };
}

function caseNeighbours({ stamps }: Pick<ScanParts, 'stamps'>): CaseNeighbours {
  const { batch } = stampNeighbours();
  return {
    async batch(id, actor) {
      const { title, organisation, productKey } = await batch(id, actor ?? anyBatch);
      return { id, title, organisation, productKey: productKey.value };
    },

    async unitAt({ id, productKey }, text) {
      const found = await issuedAt(stamps, productKey, text);
      return typeof found === 'string' || found.batchId !== id ? null : found;
    },

    issued: stamps.issuedUnits,
    stamps: stamps.within,
  };
}

function inspectionNeighbours(parts: ScanParts): Omit<InspectionNeighbours, 'openCaseOf'> {
  const { stamps, organisations, events, lookup } = parts;
  const { batch } = stampNeighbours();
  return {
    stampAt: (productKey, text) => issuedAt(stamps, productKey, text),

    async around({ batchId, batch: ordinal, productKey, unit }, reach) {
      const runs = await stamps.runsOf(batchId);
      const run = runs.find(({ state }) => contains(all(state), unit));
      const [near] = run ? intersect(all(run.state), span(Math.max(0, unit - reach), unit + reach + 1)) : [];
      if (!run || !near) return [];
      return Array.from({ length: near.to - near.from }, (_, at) => {
        const position = { batch: ordinal, unit: near.from + at };
        const serial = stamps.serialOf(run.keyId, productKey, position);
        return { unit: position.unit, serial, standing: unitStanding(run.state, position.unit) };
      });
    },

    async batch(id) {
      const { title, organisation, productKey } = await batch(id, anyBatch);
      const names = await organisations.namesOf([organisation]);
      const path = tracePath({ key: productKey, qualifiers: [{ ai: '10', value: await lotOf(id) }] });
      const origin = (await lookup.byPath(path.slice(1)))?.origin;
      return {
        title,
        product: origin?.name ?? title,
        organisation: { id: organisation, name: names.get(organisation) ?? '' },
        verdict: origin?.verdict ?? null,
      };
    },

    async outlets(batchId) {
      const stages = await events.standingStagesOf(batchId);
      return stages.flatMap(({ content, placeName }) => outletOf(content, placeName));
    },
  };
}

/** Look-ups of the stamps of all batches that ever claimed a right of use under a mark. */
export async function scansUnderMark({ byProvince }: Pick<ScanHistory, 'byProvince'>, mark: string) {
  const grants = await GrantModel.find({ mark: new Types.ObjectId(mark) }, { _id: 1 }).lean();
  const ids = grants.map(({ _id }) => String(_id));
  const claiming = { $or: [{ 'approved.content.grants': { $in: ids } }, { 'content.grants': { $in: ids } }] };
  const batches = await BatchModel.find(claiming, { _id: 1 }).lean();
  return byProvince(batches.map(({ _id }) => _id));
}

/** What a stamp stands on, for a consumer's report. */
export function stampedGoods({
  stamps,
  lookup,
}: {
  stamps: StampService;
  lookup: Pick<LookupService, 'goods'>;
}) {
  return async (code: string, text: string) => {
    const found = await issuedAt(stamps, code, text);
    if (typeof found === 'string') return null;
    const goods = await lookup.goods(code, await lotOf(found.batchId));
    return goods && { ...goods, serial: found.serial };
  };
}

/** Signals and inspections are about anybody's goods. */
const anyBatch: Actor = { ...systemActor, roles: ['inspector'] };

async function lotOf(batch: string): Promise<string> {
  const doc = await BatchModel.findById(new Types.ObjectId(batch), { content: 1, approved: 1 }).lean();
  return (doc?.approved?.content ?? doc?.content)?.lot ?? '';
}

async function issuedAt(stamps: StampService, productKey: string, text: string) {
  const found = await stamps.standingAt(productKey, text);
  if (!found.ok) return found.why;
  const { batch: batchId, unit, run, state, voidReason, held } = found;
  const read = stamps.readSerial(productKey, text);
  const batch = read.ok ? read.batch : 0;
  const serial = stamps.serialOf(run.keyId, productKey, { batch, unit });
  const { hasHiddenCode } = run;
  return { productKey, batch, unit, batchId, serial, hasHiddenCode, standing: { state, voidReason, held } };
}

async function stampWithCode(stamps: StampService, productKey: string, text: string) {
  const found = await issuedAt(stamps, productKey, text);
  return typeof found === 'string' ? null : found;
}

type Outlets = InspectedUnit['outlets'];

/** Where a stage took the goods: to whom, where the clerk named it, else to the place of the stage. */
function outletOf({ stage, startedAt, details = [] }: StageContent, place: string): Outlets {
  if (!['transport', 'dispatch', 'retail-sale'].includes(stage)) return [];
  const receiver = details.find(({ name }) =>
    languages.some((one) => name === translate[one]('stage.detail-receiver')),
  );
  return [{ stage, place: receiver?.value ?? place, from: startedAt }];
}
