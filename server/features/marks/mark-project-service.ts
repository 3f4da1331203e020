import type { ChangeBy } from '../../domain/change.ts';
import { invalid } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { sumOf } from '../../domain/mark-capacity.ts';
import { isAtLeast } from '../../domain/mark-right.ts';
import type { MarkStage } from '../../domain/mark-right.ts';
import type { Actor } from '../../domain/roles.ts';
import { dateInVietnam } from '../../domain/vietnamese-format.ts';
import { assertFresh } from '../../ledger/record-store.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { MarkProject, MarkProjectContent } from '../../platform/contract-types.ts';
import { entryOf, ownMarkOf } from './mark-access.ts';
import type { MarkDocument } from './mark-model.ts';

export type MarkProjectService = ReturnType<typeof markProjectService>;

/** How a mark is brought to its title: stages with dates, tasks, what it costs and who pays. */
export function markProjectService({ ledger, clock }: { ledger: Ledger; clock: Clock }) {
  return {
    async find(mark: string, actor: Actor): Promise<MarkProject> {
      return view(await ownMarkOf(mark, actor));
    },

    async edit(
      mark: string,
      content: MarkProjectContent,
      { rev, by }: { rev: number; by: ChangeBy },
    ): Promise<MarkProject> {
      return ledger.change(by, async (record) => {
        const doc = await ownMarkOf(mark, by.actor);
        assertFresh(doc, rev);
        const faults = projectFaults(content, doc.content.stage, dateInVietnam(clock.now()));
        if (faults.length > 0) throw invalid(faults);
        const before = doc.project;
        doc.set({ project: content, updatedAt: clock.now() });
        await doc.save();
        await record({ ...entryOf(doc, 'plan-project'), before, after: content });
        return view(doc);
      });
    },
  };
}

/** A stage that the mark has not come to yet was not reached, and no day that has not come was. */
function projectFaults({ stages, tasks }: MarkProjectContent, stage: MarkStage, today: string): Fault[] {
  return [
    ...stages.flatMap((entry, at): Fault[] => {
      const pointer = `/stages/${at}`;
      if (stages.findIndex((other) => other.stage === entry.stage) < at)
        return [{ pointer: `${pointer}/stage`, key: 'mark.stage-twice' }];
      if (entry.reached === undefined) return [];
      if (entry.reached > today) return [{ pointer: `${pointer}/reached`, key: 'mark.in-future' }];
      return isAtLeast(stage, entry.stage)
        ? []
        : [{ pointer: `${pointer}/reached`, key: 'mark.stage-not-reached', params: { stage } }];
    }),
    ...tasks.flatMap(({ done }, at): Fault[] =>
      done !== undefined && done > today ? [{ pointer: `/tasks/${at}/done`, key: 'mark.in-future' }] : [],
    ),
  ];
}

const nothingYet: MarkProjectContent = { stages: [], tasks: [], costs: [], funding: [] };

function view({ rev, project }: MarkDocument): MarkProject {
  const content = project ?? nothingYet;
  const cost = sumOf(content.costs.map(({ amount }) => amount));
  const funded = (isSecured: boolean) =>
    sumOf(content.funding.filter((line) => line.isSecured === isSecured).map(({ amount }) => amount));
  const [secured, expected] = [funded(true), funded(false)];
  const missing = BigInt(cost) - BigInt(secured) - BigInt(expected);
  return { rev, content, cost, secured, expected, missing: String(missing > 0n ? missing : 0n) };
}
