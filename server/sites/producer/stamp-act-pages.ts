import type { Router } from 'express';
import { DomainError, forbidden } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import type { UploadedFile as ReceivedFile } from '../../features/files/file-service.ts';
import { receiveForm } from '../../features/files/file-upload.ts';
import { changeBy } from '../../platform/api-router.ts';
import type { StampsNamed } from '../../platform/contract-types.ts';
import { given } from '../shared/field-reader.ts';
import { refusal } from '../shared/form-refusal.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { understoodContent } from '../shared/understood-content.ts';
import type { ProducerServices } from './producer-services.ts';
import { sendActCheck, sendActForm } from './stamp-act-forms.ts';
import type { Offences } from './stamp-act-forms.ts';
import { activation, takingBack, voiding } from './stamp-act-kinds.ts';
import type { StampActKind } from './stamp-act-kinds.ts';
import { atListField, listText, namingFrom } from './stamp-naming.ts';
import { stampsRoot } from './stamp-words.ts';
import { idIn } from './visit.ts';
import type { Visit, VisitFor } from './visit.ts';

interface Tools {
  services: ProducerServices;
  visitFor: VisitFor;
}

/** Activating, voiding and taking back stamps: named, looked at once more, done. */
export function addStampActRoutes(router: Router, tools: Tools): void {
  addActRoutes(router, activation, tools);
  addActRoutes(router, voiding, tools);
  addActRoutes(router, takingBack, tools);
}

function addActRoutes<Content extends StampsNamed>(
  router: Router,
  kind: StampActKind<Content>,
  { services: { stamps }, visitFor }: Tools,
): void {
  const path = `${stampsRoot(':id')}/${kind.path}`;

  router.get(path, async (req, res) => {
    const visit = visitFor(req, res);
    sendActForm(visit, { batch: await batchOf(visit), kind, values: asked(visit, ['first', 'last']) });
  });

  router.post(path, ...receiveForm([{ name: 'file.new', maxCount: 1 }]), async (req, res) => {
    const visit = visitFor(req, res);
    const batch = await batchOf(visit);
    const { values, faults } = withFile(visit, postedValues(req.body));
    if (values['intent'] === 'change') {
      sendActForm(visit, { batch, kind, values });
      return;
    }
    const naming = namingFrom(values);
    try {
      const others = given({ reason: text(values['reason']), note: text(values['note']) });
      const found = faults.length > 0 ? faults : naming.faults;
      const typed = { content: { ...naming.content, ...others }, faults: found };
      const content = understoodContent(kind.contract, typed) as Content;
      if (values['intent'] === 'do') {
        const by = changeBy(req, visit.actor, values['key'], content);
        await kind.carryOut(stamps, { batch: batch.id, content, by });
        res.redirect(303, `${stampsRoot(batch.id)}?done=${kind.act}`);
        return;
      }
      const outlook = await kind.outlook(stamps, { batch: batch.id, content, actor: visit.actor });
      sendActCheck(visit, { batch, kind, content, values, outlook });
    } catch (error) {
      const told = atListField(refusal(error, res, visit.t), naming.lines, visit.t);
      sendActForm(visit, { batch, kind, values, faults: told, offences: offencesOf(error) });
    }
  });

  /** Of those who may not write, nobody gets as far as a form. */
  async function batchOf({ req, actor }: Visit): Promise<{ id: string; name: string }> {
    if (!may(actor, 'stamps.write')) throw forbidden();
    return (await stamps.allowance(idIn(req), actor)).batch;
  }
}

/** A file's lines join those typed, so that whatever is wrong with them can be mended where they stand. */
function withFile({ req }: Visit, values: FieldValues): { values: FieldValues; faults: Fault[] } {
  const files = req.files as Record<string, ReceivedFile[]> | undefined;
  const [file] = files?.['file.new'] ?? [];
  if (!file || file.buffer.length === 0) return { values, faults: [] };
  const read = listText(file.buffer);
  if (!read.ok) return { values, faults: [{ pointer: '/file', ...read.fault }] };
  const list = [text(values['list']), read.value.trim()].filter((part) => part !== undefined).join('\n');
  return { values: { ...values, list }, faults: [] };
}

function offencesOf(error: unknown): readonly Offences[] {
  if (!(error instanceof DomainError)) return [];
  return (error.details['offences'] as Offences[] | undefined) ?? [];
}

function asked({ req }: Visit, names: readonly string[]): FieldValues {
  const values = postedValues(req.query);
  return Object.fromEntries(names.map((name) => [name, text(values[name])]));
}

function text(value: FieldValues[string]): string | undefined {
  const typed = [value ?? ''].flat()[0]?.trim();
  return typed === '' ? undefined : typed;
}
