import { notFound } from '../../domain/errors.ts';
import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { MarkProjectService } from './mark-project-service.ts';
import type { MemberService } from './member-service.ts';
import type { OverviewService } from './overview-service.ts';
import type { RegulationService } from './regulation-service.ts';
import type { ReminderService } from './reminder-service.ts';
import type { SeasonService } from './season-service.ts';
import type { VisitService } from './visit-service.ts';

export interface MarkRecordServices {
  projects: MarkProjectService;
  regulations: RegulationService;
  members: MemberService;
  seasons: SeasonService;
  visits: VisitService;
  overviews: OverviewService;
  reminders: ReminderService;
}

const tag = 'marks';
const one = '/marks/{markId}';
const idIn = (params: Record<string, string>, name = 'markId') => params[name] ?? '';

/** What is kept around a mark: its project, its regulation, its members, its seasons, its control. */
export function markRecordRoutes(services: MarkRecordServices): Operation[] {
  return [...preparing(services), ...belonging(services), ...measuring(services), ...controlling(services)];
}

function preparing({ projects, regulations }: MarkRecordServices): Operation[] {
  return [
    operation({
      method: 'get',
      path: `${one}/project`,
      tag,
      summary: 'How a mark is brought to its title',
      right: 'marks.write',
      answer: 'MarkProject',
      handle: ({ params, actor }) => projects.find(idIn(params), actor),
    }),
    operation({
      method: 'put',
      path: `${one}/project`,
      tag,
      summary: 'Replace the plan of a mark: stages, tasks, costs, funding',
      right: 'marks.write',
      body: 'MarkProjectContent',
      answer: 'MarkProject',
      changes: true,
      handle: ({ params, body, rev, by }) => projects.edit(idIn(params), body, { rev, by }),
    }),
    operation({
      method: 'get',
      path: `${one}/regulations`,
      tag,
      summary: 'Every version of a regulation of use',
      right: 'records.read',
      answer: 'RegulationList',
      handle: ({ params }) => regulations.list(idIn(params)),
    }),
    operation({
      method: 'post',
      path: `${one}/regulations`,
      tag,
      summary: 'Add a version of the regulation of use',
      right: 'marks.write',
      body: 'RegulationContent',
      answer: 'Regulation',
      status: 201,
      handle: ({ params, body, by }) => regulations.add(idIn(params), body, by),
    }),
  ];
}

function belonging({ members }: MarkRecordServices): Operation[] {
  return [
    operation({
      method: 'get',
      path: `${one}/members`,
      tag,
      summary: 'Members of the collective of a mark',
      right: 'records.read',
      answer: 'MemberList',
      handle: ({ params }) => members.list(idIn(params)),
    }),
    operation({
      method: 'post',
      path: `${one}/members`,
      tag,
      summary: 'Enter a member',
      right: 'marks.write',
      body: 'MemberContent',
      answer: 'Member',
      status: 201,
      handle: ({ params, body, by }) => members.join(idIn(params), body, by),
    }),
    operation({
      method: 'post',
      path: '/mark-members/{memberId}/departure',
      tag,
      summary: 'A member leaves; from that day it may not use the mark',
      right: 'marks.write',
      body: 'MemberDeparture',
      answer: 'Member',
      handle: ({ params, body, by }) => members.leave(idIn(params, 'memberId'), body, by),
    }),
  ];
}

function measuring({ seasons }: MarkRecordServices): Operation[] {
  return [
    operation({
      method: 'get',
      path: `${one}/seasons`,
      tag,
      summary: 'Seasons and yield norms of a mark, with their history',
      right: 'records.read',
      answer: 'SeasonList',
      handle: ({ params }) => seasons.list(idIn(params)),
    }),
    operation({
      method: 'post',
      path: `${one}/seasons`,
      tag,
      summary: 'Open a season with its yield norm',
      right: 'marks.write',
      body: 'SeasonContent',
      answer: 'Season',
      status: 201,
      handle: ({ params, body, by }) => seasons.create(idIn(params), body, by),
    }),
    operation({
      method: 'put',
      path: '/mark-seasons/{seasonId}',
      tag,
      summary: 'Change a season; a new norm moves every ceiling of it',
      right: 'marks.write',
      body: 'SeasonContent',
      answer: 'Season',
      changes: true,
      handle: ({ params, body, rev, by }) => seasons.edit(idIn(params, 'seasonId'), body, { rev, by }),
    }),
  ];
}

function controlling({ visits, overviews, reminders }: MarkRecordServices): Operation[] {
  return [
    operation({
      method: 'get',
      path: `${one}/visits`,
      tag,
      summary: 'Control visits under a mark; holders see those of their own rights',
      right: 'records.read',
      answer: 'VisitList',
      handle: ({ params, actor }) => visits.list(idIn(params), actor),
    }),
    operation({
      method: 'post',
      path: `${one}/visits`,
      tag,
      summary: 'Record a control visit with its findings and samples',
      right: 'marks.write',
      body: 'VisitContent',
      answer: 'Visit',
      status: 201,
      handle: ({ params, body, by }) => visits.add(idIn(params), body, by),
    }),
    operation({
      method: 'post',
      path: '/mark-visits/{visitId}/findings/{number}/closing',
      tag,
      summary: 'Close a finding by saying how it was put right',
      right: 'marks.write',
      body: 'FindingClosing',
      answer: 'Visit',
      handle: ({ params, body, by }) =>
        visits.close(idIn(params, 'visitId'), numberIn(params['number'] ?? ''), body, by),
    }),
    operation({
      method: 'get',
      path: `${one}/overview`,
      tag,
      summary: 'A mark in figures, outliers first',
      right: 'marks.overview',
      answer: 'MarkOverview',
      handle: ({ params, actor }) => overviews.ofMark(idIn(params), actor),
    }),
    operation({
      method: 'get',
      path: '/mark-reminders',
      tag,
      summary: 'What falls due under the marks one looks after',
      right: 'marks.overview',
      answer: 'MarkReminderList',
      handle: ({ actor }) => reminders.list(actor),
    }),
  ];
}

function numberIn(text: string): number {
  if (!/^[1-9][0-9]{0,3}$/.test(text)) throw notFound();
  return Number(text);
}
