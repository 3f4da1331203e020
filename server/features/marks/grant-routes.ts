import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { BalanceService } from './balance-service.ts';
import type { GrantDecisions } from './grant-decisions.ts';
import type { GrantService } from './grant-service.ts';
import type { RightPapers } from './right-paper-service.ts';

interface Services {
  grants: GrantService;
  decisions: GrantDecisions;
  balances: BalanceService;
  papers: RightPapers;
  /** How a browser is told to save a file under its name. */
  attachmentOf: (name: string) => string;
}

const one = '/grants/{grantId}';
const tag = 'marks';
const idIn = (params: Record<string, string>) => params['grantId'] ?? '';

export function grantRoutes(services: Services): Operation[] {
  return [...applying(services), ...deciding(services), ...drawing(services), ...showing(services)];
}

function applying({ grants }: Services): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/grants',
      tag,
      summary: 'Rights of use, newest first; producers see their own, owners those under their marks',
      right: 'records.read',
      query: 'GrantQuery',
      answer: 'GrantPage',
      handle: ({ query, actor }) => grants.list(actor, query),
    }),
    operation({
      method: 'post',
      path: '/grants',
      tag,
      summary: 'Apply for the right to use a mark',
      right: 'grants.apply',
      body: 'GrantContent',
      answer: 'Grant',
      status: 201,
      handle: ({ body, by }) => grants.apply(body, by),
    }),
    operation({
      method: 'get',
      path: one,
      tag,
      summary: 'One right of use as it stands today',
      right: 'records.read',
      answer: 'Grant',
      handle: ({ params, actor }) => grants.find(idIn(params), actor),
    }),
    operation({
      method: 'put',
      path: one,
      tag,
      summary: 'Correct an application nobody has proposed to decide on; mark and organisation stay',
      right: 'grants.apply',
      body: 'GrantContent',
      answer: 'Grant',
      changes: true,
      handle: ({ params, body, rev, by }) => grants.edit(idIn(params), body, { rev, by }),
    }),
    operation({
      method: 'post',
      path: `${one}/renewal-request`,
      tag,
      summary:
        'Ask for the same right for the term that follows; it is checked and decided like any application',
      right: 'grants.apply',
      body: 'GrantRenewalRequest',
      answer: 'Grant',
      status: 201,
      handle: ({ params, body, by }) => grants.askAgain(idIn(params), body, by),
    }),
    operation({
      method: 'post',
      path: `${one}/site-checks`,
      tag,
      summary: 'Record a check on the spot',
      right: 'grants.manage',
      body: 'SiteCheck',
      answer: 'Grant',
      handle: ({ params, body, by }) => grants.check(idIn(params), body, by),
    }),
  ];
}

function deciding({ decisions }: Services): Operation[] {
  return [
    operation({
      method: 'post',
      path: `${one}/proposal`,
      tag,
      summary: 'Propose to grant, refuse or revoke; a second officer decides',
      right: 'grants.manage',
      body: 'GrantProposalContent',
      answer: 'Grant',
      handle: ({ params, body, by }) => decisions.propose(idIn(params), body, by),
    }),
    operation({
      method: 'post',
      path: `${one}/decision`,
      tag,
      summary: 'Carry out what another officer proposed',
      right: 'grants.decide',
      answer: 'Grant',
      handle: ({ params, by }) => decisions.decide(idIn(params), by),
    }),
    operation({
      method: 'post',
      path: `${one}/proposal/withdrawal`,
      tag,
      summary: 'Drop a proposal, with the reason',
      right: 'grants.manage',
      body: 'ReasonGiven',
      answer: 'Grant',
      handle: ({ params, body, by }) => decisions.drop(idIn(params), body.reason, by),
    }),
    operation({
      method: 'post',
      path: `${one}/suspension`,
      tag,
      summary: 'Suspend a right of use; pages stop showing the mark within two seconds',
      right: 'grants.decide',
      body: 'ReasonGiven',
      answer: 'Grant',
      handle: ({ params, body, by }) => decisions.suspend(idIn(params), body.reason, by),
    }),
    operation({
      method: 'post',
      path: `${one}/restoration`,
      tag,
      summary: 'Restore a suspended right of use',
      right: 'grants.decide',
      body: 'ReasonGiven',
      answer: 'Grant',
      handle: ({ params, body, by }) => decisions.restore(idIn(params), body.reason, by),
    }),
    operation({
      method: 'post',
      path: `${one}/renewal`,
      tag,
      summary: 'Propose the same right for the term that follows',
      right: 'grants.manage',
      body: 'GrantRenewal',
      answer: 'Grant',
      status: 201,
      handle: ({ params, body, by }) => decisions.renew(idIn(params), body, by),
    }),
  ];
}

function showing({ papers, attachmentOf }: Services): Operation[] {
  return [
    operation({
      method: 'get',
      path: `${one}/certificate`,
      tag,
      summary:
        'The paper to print, sign and seal, with a code that leads to the present state; only while it holds',
      right: 'records.read',
      answer: 'binary',
      async handle({ params, actor }) {
        const { name, bytes } = await papers.paperOf(idIn(params), actor);
        const headers = { 'Content-Disposition': attachmentOf(name) };
        return { type: 'application/pdf', body: bytes, headers };
      },
    }),
  ];
}

function drawing({ balances }: Services): Operation[] {
  return [
    operation({
      method: 'get',
      path: `${one}/balances`,
      tag,
      summary: 'What a right of use allows season by season, and what of it is used',
      right: 'records.read',
      answer: 'MarkBalanceList',
      handle: ({ params, actor }) => balances.list(idIn(params), actor),
    }),
    operation({
      method: 'post',
      path: `${one}/raises`,
      tag,
      summary: 'Allow more in one season than the norm does, with the reason',
      right: 'grants.decide',
      body: 'CapacityRaise',
      answer: 'MarkBalance',
      handle: ({ params, body, by }) => balances.raise(idIn(params), body, by),
    }),
  ];
}
