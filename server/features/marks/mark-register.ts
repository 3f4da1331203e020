import { balanceService } from './balance-service.ts';
import { claimService } from './claim-service.ts';
import { grantDecisions } from './grant-decisions.ts';
import { grantRoutes } from './grant-routes.ts';
import { grantService } from './grant-service.ts';
import type { GrantServiceOptions } from './grant-service.ts';
import { markProjectService } from './mark-project-service.ts';
import { markRecordRoutes } from './mark-record-routes.ts';
import { markRoutes } from './mark-routes.ts';
import { markService } from './mark-service.ts';
import { memberService } from './member-service.ts';
import { overviewService } from './overview-service.ts';
import { publicMarks } from './public-marks.ts';
import { rightPapers } from './right-paper-service.ts';
import { regulationService } from './regulation-service.ts';
import { reminderService } from './reminder-service.ts';
import { seasonService } from './season-service.ts';
import { stampDraws } from './stamp-draws.ts';
import { visitService } from './visit-service.ts';
import type { GeographyService } from '../geography/geography-service.ts';

interface Options extends GrantServiceOptions {
  /** Scheme and host of every printed code. */
  publicOrigin: string;
  attachmentOf: (name: string) => string;
  geography: Pick<GeographyService, 'checkCommune' | 'search' | 'commune'>;
  /** Scans of goods under a mark by province, where they are counted. */
  scansByProvince?: ((mark: string) => Promise<{ province: string | null; scans: number }[]>) | undefined;
}

export type MarkRegister = ReturnType<typeof createMarks>;

/** All that marks are about: the register, the rights of use, the ceilings, the control. */
export function createMarks(options: Options) {
  const { scansByProvince, attachmentOf, ...parts } = options;
  const marks = markService(parts);
  const grants = grantService(parts);
  const decisions = grantDecisions(parts);
  const balances = balanceService(parts);
  const reminders = reminderService(parts);
  const register = publicMarks(parts);
  const papers = rightPapers({ ...parts, publicMarks: register });
  const around = {
    projects: markProjectService(parts),
    regulations: regulationService(parts),
    members: memberService(parts),
    seasons: seasonService(parts),
    visits: visitService(parts),
    reminders,
    overviews: overviewService({ ...parts, reminders, scansByProvince }),
  };
  return {
    marks,
    grants,
    decisions,
    balances,
    ...around,
    claims: claimService({ ...parts, balances }),
    stampDraws: stampDraws({ ...parts, balances }),
    publicMarks: register,
    papers,
    /** What a right of use can be made out for. */
    markChoices: parts.neighbours.choices,
    operations: [
      ...markRoutes(marks),
      ...markRecordRoutes(around),
      ...grantRoutes({ grants, decisions, balances, papers, attachmentOf }),
    ],
  };
}
