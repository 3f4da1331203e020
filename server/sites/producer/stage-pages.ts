import type { Router } from 'express';
import { notFound } from '../../domain/errors.ts';
import type { OfferedStage } from '../../domain/stage-offer.ts';
import { receiveForm } from '../../features/files/file-upload.ts';
import { changeBy } from '../../platform/api-router.ts';
import { parse } from '../../platform/contracts.ts';
import type { Balance, Batch, Stage, StageContent } from '../../platform/contract-types.ts';
import { refusal } from '../shared/form-refusal.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { seenMark } from './balance-warning.ts';
import { timeField } from '../shared/field-reader.ts';
import { keepUploads } from './file-uploads.ts';
import type { ProducerServices } from './producer-services.ts';
import { receivedSlots } from './record-kind.ts';
import type { FileSlot } from './record-kind.ts';
import { understoodContent } from '../shared/understood-content.ts';
import { stageContentFrom } from './stage-form.ts';
import { sendStageChoice, sendStageForm, sendWithdrawalForm } from './stage-views.ts';
import { idIn } from './visit.ts';
import type { Visit, VisitFor } from './visit.ts';

const slots: readonly FileSlot[] = [{ name: 'images', kind: 'picture', most: 6 }];
const root = '/producer/batches/:id/stages';

/** Recording what happened to a batch, and taking back what did not. */
export function addStageRoutes(
  router: Router,
  { services, visitFor }: { services: ProducerServices; visitFor: VisitFor },
): void {
  const { batches, products, events, catalogues, massBalances } = services;

  router.get(`${root}/new`, async (req, res) => {
    const visit = visitFor(req, res);
    const { batch, group } = await batchOf(visit);
    const stages = await events.list(batch.id, visit.actor);
    const { stages: catalogue } = await catalogues.read(group);
    const stage = catalogue.find(({ code }) => code === textIn(req.query['stage']));
    if (!stage) sendStageChoice(visit, { batch, catalogue, stages });
    else
      await sendStageForm(services, visit, {
        batch,
        stage,
        slots,
        values: startingWith(visit, batch, stages, stage),
      });
  });

  router.post(`${root}/new`, ...receiveForm(receivedSlots(slots)), async (req, res) => {
    const visit = visitFor(req, res);
    const { batch, group } = await batchOf(visit);
    const { values, faults } = await keepUploads(services.files, slots, visit, postedValues(req.body));
    const stage = await catalogues.stage(group, textIn(values['stage']));
    if (!stage) throw notFound();
    try {
      const typed = stageContentFrom(values, detailNames(stage), visit.lang);
      const content = understoodContent('StageContent', typed, faults) as StageContent;
      const over = await overBalance(visit, batch, content, values);
      if (over) {
        await sendStageForm(services, visit, { batch, stage, slots, values, over });
        return;
      }
      await events.add(batch.id, content, changeBy(req, visit.actor, values['key'], content));
      res.redirect(303, `/producer/batches/${batch.id}?done=stage#stages`);
    } catch (error) {
      const shown = placedAtFields(refusal(error, res, visit.t), values, stage);
      await sendStageForm(services, visit, { batch, stage, slots, values, faults: shown });
    }
  });

  router.get(`${root}/:stage/withdrawal`, async (req, res) => {
    const visit = visitFor(req, res);
    sendWithdrawalForm(visit, await batchAndStage(visit), {});
  });

  router.post(`${root}/:stage/withdrawal`, async (req, res) => {
    const visit = visitFor(req, res);
    const { batch, stage } = await batchAndStage(visit);
    const values = postedValues(req.body);
    try {
      const { reason } = parse('ReasonGiven', { reason: textIn(values['reason']) });
      const by = changeBy(req, visit.actor, values['key'], reason);
      await events.withdraw(batch.id, stage.id, { reason, by });
      res.redirect(303, `/producer/batches/${batch.id}?done=stage-withdrawn#stages`);
    } catch (error) {
      sendWithdrawalForm(visit, { batch, stage }, { values, faults: refusal(error, res, visit.t) });
    }
  });

  /** Told once for these figures; whoever saves again has seen it. */
  async function overBalance(
    { actor }: Visit,
    { id }: Batch,
    stage: StageContent,
    { seen }: FieldValues,
  ): Promise<Balance | undefined> {
    const foreseen = await massBalances.foreseen(id, { stage }, actor);
    return foreseen.verdict !== 'breach' || seen === seenMark(foreseen) ? undefined : foreseen;
  }

  async function batchOf({ req, actor }: Visit) {
    const batch = await batches.read(idIn(req), actor);
    const { content } = await products.read(batch.content.product, actor);
    return { batch, group: content.group };
  }

  async function batchAndStage(visit: Visit): Promise<{ batch: Batch; stage: Stage }> {
    const batch = await batches.read(idIn(visit.req), visit.actor);
    const id = idIn(visit.req, 'stage');
    const stage = (await events.list(batch.id, visit.actor)).find((one) => one.id === id);
    if (!stage) throw notFound();
    return { batch, stage };
  }
}

/** What is told stays in the language of the label on the goods. */
export function detailNames({ details }: OfferedStage): string[] {
  return details.map(({ name }) => name);
}

/** Where and by whom as at the stage before; today; the batch's own quantity where one has to be given. */
function startingWith(
  { today, organisation, actor }: Visit,
  batch: Batch,
  stages: readonly Stage[],
  stage: OfferedStage,
): FieldValues {
  const last = stages.filter(({ withdrawn }) => withdrawn === null).at(-1)?.content;
  const isOwn = batch.organisation.id === organisation;
  return {
    stage: stage.code,
    startedAt: timeField(today),
    place: last?.place ?? batch.content.place,
    who: last?.who ?? (isOwn ? batch.organisation.name : actor.name),
    isPublic: 'yes',
    result: stage.asks.includes('result') ? 'conformant' : undefined,
    sourceLot: stage.asks.includes('sourceLot') ? sourceLotIn(stages) : undefined,
    images: [],
    'quantity.unit': stage.units.includes(batch.content.quantity.unit)
      ? batch.content.quantity.unit
      : stage.units[0],
  };
}

function sourceLotIn(stages: readonly Stage[]): string | undefined {
  const standing = stages.filter(({ withdrawn }) => withdrawn === null);
  return standing.map(({ content }) => content.sourceLot).findLast((lot) => lot !== undefined);
}

/** The contract counts the details that were filled in, the form all that were asked for. */
function placedAtFields(faults: FieldText[], values: FieldValues, { details }: OfferedStage): FieldText[] {
  const filled = details
    .map((_, index) => index)
    .filter((index) => textIn(values[`details.${index}`]) !== '');
  return faults.map((fault) => {
    const [, index] = /^\/details\/(\d+)/.exec(fault.pointer) ?? [];
    return index === undefined ? fault : { ...fault, pointer: `/details/${filled[Number(index)] ?? index}` };
  });
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
