import Big from 'big.js';
import { Types } from 'mongoose';
import { limitOf, leftIn, percentOf } from '../../domain/mark-capacity.ts';
import { isMemberOn } from '../../domain/mark-right.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { addDays } from '../../domain/calendar-date.ts';
import type { Clock } from '../../platform/clock.ts';
import type { MarkOverview, MarkOverviewRow } from '../../platform/contract-types.ts';
import { asBalance, ceilingsOf, openBalance } from './balance-ceilings.ts';
import type { BalanceDocument } from './balance-model.ts';
import { grantStateNow } from './grant-access.ts';
import { GrantModel } from './grant-model.ts';
import type { GrantDocument } from './grant-model.ts';
import { ownMarkOf } from './mark-access.ts';
import type { MarkDocument } from './mark-model.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';
import { membershipsOf } from './member-service.ts';
import type { ReminderService } from './reminder-service.ts';
import { VisitModel } from './visit-model.ts';
import type { StoredVisit } from './visit-model.ts';
import { isOverdue } from './visit-service.ts';

interface Parts {
  clock: Clock;
  neighbours: Pick<MarkNeighbours, 'organisationName'>;
  reminders: Pick<ReminderService, 'ofMark'>;
  /** Scans of goods under a mark by province; null where nobody counts them. */
  scansByProvince?: ((mark: string) => Promise<{ province: string | null; scans: number }[]>) | undefined;
}

export type OverviewService = ReturnType<typeof overviewService>;
type Flag = MarkOverviewRow['flags'][number];

/** A mark in figures, so that what does not add up is seen first. */
export function overviewService({ clock, neighbours, reminders, scansByProvince }: Parts) {
  return {
    async ofMark(id: string, actor: Actor): Promise<MarkOverview> {
      const mark = await ownMarkOf(id, actor);
      const visits = await VisitModel.find({ mark: mark._id }).lean();
      const grants = await GrantModel.find({ mark: mark._id, state: { $ne: 'refused' } }).sort({ _id: 1 });
      const rows: MarkOverviewRow[] = [];
      for (const grant of grants) rows.push(await rowOf(grant, mark, visits));
      const open = openFindings(visits);
      return {
        rows: rows.sort((a, b) => weight(b) - weight(a)),
        openFindings: open.length,
        overdueFindings: open.filter((finding) => isOverdue(finding, today())).length,
        reminders: await reminders.ofMark(mark),
        scans: scansByProvince ? await scansByProvince(id) : null,
      };
    },
  };

  async function rowOf(
    grant: GrantDocument,
    mark: MarkDocument,
    visits: readonly StoredVisit[],
  ): Promise<MarkOverviewRow> {
    const open = openFindings(visits.filter((visit) => String(visit.grant) === String(grant._id)));
    const overdue = open.filter((finding) => isOverdue(finding, today()));
    const holder = String(grant.organisation);
    const state = grantStateNow(grant, today());
    const memberships = await membershipsOf(mark._id, new Types.ObjectId(holder));
    const isMember = mark.content.kind !== 'collective' || isMemberOn(memberships, today());
    const figures = await figuresOf(grant);
    const flags: [Flag, boolean][] = [
      ['open-violation', open.some(({ severity }) => severity === 'major')],
      ['overdue-findings', overdue.length > 0],
      ['not-a-member', state === 'granted' && !isMember],
      ['ends-soon', state === 'granted' && grant.content.to <= addDays(today(), 60)],
      ...(state === 'granted' ? figures.flags : []),
    ];
    return {
      grant: String(grant._id),
      number: grant.content.number ?? null,
      holder: { id: holder, name: (await neighbours.organisationName(holder)) ?? '' },
      state,
      ...figures.shown,
      openFindings: open.length,
      overdueFindings: overdue.length,
      flags: flags.filter(([, isSo]) => isSo).map(([flag]) => flag),
    };
  }

  /** Of the season at hand, or of the latest one that has begun. */
  async function figuresOf(grant: GrantDocument) {
    const begun = (await ceilingsOf(grant, today())).filter(({ from }) => from <= today());
    const [ceiling] = begun.sort((a, b) => (a.from < b.from ? 1 : -1));
    return ceiling ? inFigures(await openBalance(grant, ceiling)) : noFigures;
  }

  function today(): string {
    return dateInVietnam(clock.now());
  }
}

function inFigures(doc: BalanceDocument): { shown: Shown; flags: [Flag, boolean][] } {
  const balance = asBalance(doc);
  const { unit, claimed, stamped } = balance;
  const limit = limitOf(balance);
  const claimedPercent = percentOf(claimed, limit.value) ?? null;
  const stampedPercent = percentOf(stamped, claimed) ?? null;
  const share = new Big(claimedPercent ?? '0');
  return {
    shown: {
      season: doc.name,
      limit,
      claimed: { value: claimed, unit },
      stamped: { value: stamped, unit },
      left: leftIn(balance),
      claimedPercent,
      stampedPercent,
    },
    flags: [
      ['over-ceiling', share.gt(100)],
      ['near-ceiling', share.gte(90) && share.lte(100)],
      ['nothing-declared', share.eq(0)],
      ['few-stamps', stampedPercent !== null && new Big(stampedPercent).lt(50)],
    ],
  };
}

type Shown = Pick<
  MarkOverviewRow,
  'season' | 'limit' | 'claimed' | 'stamped' | 'left' | 'claimedPercent' | 'stampedPercent'
>;

const noFigures: { shown: Shown; flags: [Flag, boolean][] } = {
  shown: {
    season: null,
    limit: null,
    claimed: null,
    stamped: null,
    left: null,
    claimedPercent: null,
    stampedPercent: null,
  },
  flags: [],
};

function openFindings(visits: readonly StoredVisit[]): StoredVisit['findings'] {
  return visits.flatMap(({ findings }) => findings.filter(({ closedOn }) => closedOn === null));
}

const weights: Record<Flag, number> = {
  'over-ceiling': 1000,
  'open-violation': 500,
  'not-a-member': 400,
  'overdue-findings': 300,
  'near-ceiling': 100,
  'ends-soon': 50,
  'few-stamps': 20,
  'nothing-declared': 10,
};

function weight({ flags, claimedPercent }: MarkOverviewRow): number {
  return flags.reduce((sum, flag) => sum + weights[flag], 0) + Number(claimedPercent ?? 0) / 100;
}
