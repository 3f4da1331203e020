import { beforeAll, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { productGroups, stagesOf } from '../../server/domain/stage-catalogue.ts';
import type { CataloguedStage } from '../../server/domain/stage-definition.ts';
import type { StageParticulars } from '../../server/domain/stage-particulars.ts';
import {
  epcisDocument,
  locationUri,
  sourceUri,
  stageEvent,
  withdrawnEvent,
} from '../../server/domain/stage-event.ts';
import { describeWith, sharedText } from '../support/shared-data.ts';

/** GS1's schema may not be copied here (its repository grants no licence), so it is read where it was laid down. */
const schema = sharedText('epcis/epcis-document.schema.json');

const origin = 'https://txng.example.vn';
const at = new Date('2026-09-30T06:30:00Z');

const events = productGroups.flatMap((group) =>
  stagesOf(group).map((stage) =>
    stageEvent({
      origin,
      eventId: `${origin}/events/0123456789abcdef01234567`,
      stage,
      group,
      lotUri: `${origin}/01/08938505970011/10/L%2F1`,
      sourceUri: sourceUri(origin, '0123456789abcdef01234567'),
      locationUri: locationUri(origin, { code: 'K7M2Q9XA', gln: stage.stays ? '8938505970004' : undefined }),
      at,
      startedAt: '2026-09-30T13:30',
      endedAt: '2026-10-01',
      recordedAt: at,
      who: 'Tổ 1',
      organisation: '0123456789abcdef01234568',
      ownParty: `${origin}/organisations/0123456789abcdef01234568`,
      detailKeys: new Map(),
      ...particularsOf(stage),
      quantity: stage.quantity === 'none' ? undefined : { value: '1250.5', unit: stage.units[0] ?? 'KGM' },
      note: 'Ghi chú',
      details: [{ name: 'Cách làm', value: 'Thủ công' }],
      isRepeat: false,
    }),
  ),
);

/** Everything that the stage asks for. */
function particularsOf({ asks }: CataloguedStage): StageParticulars {
  const all: Required<StageParticulars> = {
    sourceLot: 'VU26A',
    inputs: [{ code: '(01)08938505970011(10)L2', quantity: { value: '3', unit: 'KGM' } }],
    document: 'CT 01/2026',
    container: '189385059700000018',
    temperature: { lowest: '2', highest: '8.5' },
    partner: '8938505970004',
    partnerPlace: '8938505970004',
    run: 'LSX 01',
    result: 'conformant',
    certificate: 'https://cert.example/1',
  };
  return Object.fromEntries(asks.map((ask) => [ask, all[ask]]));
}

describeWith(schema, 'the events of all stages', () => {
  let validate: ValidateFunction;
  beforeAll(() => {
    const ajv = new Ajv({ strict: false, allErrors: true });
    addFormats.default(ajv);
    validate = ajv.compile(JSON.parse(schema ?? '') as object);
  });

  function problemsOf(document: unknown): unknown {
    validate(document);
    return validate.errors ?? [];
  }

  it.each(
    events.map((event) => [
      `${String(event['nguongoc:productGroup'])} ${String(event['nguongoc:stage'])}`,
      event,
    ]),
  )('%s is valid EPCIS 2.0, as told and as withdrawn', (_name, event) => {
    const withdrawn = withdrawnEvent(event as (typeof events)[number], at, 'Ghi nhầm');
    expect(problemsOf(epcisDocument(origin, [event as (typeof events)[number], withdrawn], at))).toEqual([]);
  });

  it('are looked at closely enough: a word outside the vocabulary is found', () => {
    const [event] = events;
    expect(problemsOf(epcisDocument(origin, [{ ...event!, bizStep: 'harvesting' }], at))).not.toEqual([]);
  });
});
