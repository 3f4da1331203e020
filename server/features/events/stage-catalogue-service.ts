import type { ChangeBy } from '../../domain/change.ts';
import { invalid } from '../../domain/errors.ts';
import { stagesOf } from '../../domain/stage-catalogue.ts';
import type { ProductGroup } from '../../domain/stage-catalogue.ts';
import { choiceFaults, choiceOf, offeredStages } from '../../domain/stage-offer.ts';
import type { OfferedStage, StageChoice } from '../../domain/stage-offer.ts';
import { assertFresh } from '../../ledger/record-store.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { StageCatalogueContent } from '../../platform/contract-types.ts';
import { translate } from '../../platform/i18n.ts';
import { StageCatalogueModel } from './stage-catalogue-model.ts';

export type StageCatalogueService = ReturnType<typeof stageCatalogueService>;

/** A group's stages, and which state of them this is: 0 as they came, then one more with every change. */
interface SettledCatalogue {
  group: ProductGroup;
  rev: number;
  stages: OfferedStage[];
  choices: StageChoice[];
  changed: { at: Date; by: string } | null;
}

/** Which stages a product group has, in which order, and what is asked for each: data that the department keeps. */
export function stageCatalogueService({ ledger, clock }: { ledger: Ledger; clock: Clock }) {
  return {
    read,

    async stage(group: ProductGroup, code: string): Promise<OfferedStage | undefined> {
      return (await read(group)).stages.find((stage) => stage.code === code);
    },

    async edit(
      group: ProductGroup,
      { stages }: StageCatalogueContent,
      { rev, by }: { rev: number; by: ChangeBy },
    ): Promise<{ rev: number }> {
      const faults = choiceFaults(stages);
      if (faults.length > 0) throw invalid(faults);
      return ledger.change(by, async (record) => {
        const before = await read(group);
        assertFresh({ rev: before.rev, content: { stages: before.choices } }, rev);
        const stored = await StageCatalogueModel.findById(group);
        const doc = stored ?? new StageCatalogueModel({ _id: group });
        doc.set({ stages, rev: rev + 1, changedAt: clock.now(), changedBy: by.actor.name });
        await doc.save();
        await record({
          subject: { kind: 'stage-catalogue', id: group },
          action: 'stage-catalogue.edit',
          before: { stages: before.choices },
          after: { stages },
          version: { number: rev + 1, content: { stages } },
        });
        return { rev: rev + 1 };
      });
    },
  };

  async function read(group: ProductGroup): Promise<SettledCatalogue> {
    const stored = await StageCatalogueModel.findById(group).lean();
    const choices = stored?.stages ?? stagesOf(group).map((stage) => choiceOf(group, stage, translate.vi));
    return {
      group,
      rev: stored?.rev ?? 0,
      stages: offeredStages(group, choices, translate.vi),
      choices,
      changed: stored && { at: stored.changedAt, by: stored.changedBy },
    };
  }
}
