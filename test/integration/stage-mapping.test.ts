import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { epcisFaults } from '../../server/platform/epcis-contracts.ts';
import { eventsIn } from '../support/epcis-cases.ts';
import type { EpcisSample } from '../support/epcis-cases.ts';
import { filledIn, formIn } from '../support/form-reader.ts';
import { httpClient } from '../support/http-client.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { recordsOf } from '../support/producer-records.ts';
import { describeWith, sharedText } from '../support/shared-data.ts';
import { publicOrigin, startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const examples = sharedText('epcis/event-mapping-examples.json');
const gln = '8938505970004';
const rawLot = '(01)08938505974200(10)TH261122';
const carton = '1 8938505970000001 8';
const password = 'bốn từ rời rạc';

/** One stage told in the form: on which lot, and what is filled in besides when, where and by whom. */
interface Told {
  lot: 'TH261122' | 'LO2611';
  stage: string;
  fields?: Record<string, string>;
  details?: Record<string, string>;
}

const pieces = (value: string) => ({ 'quantity.value': value, 'quantity.unit': 'H87' });

/** The examples in their order, as a clerk tells them. */
const told: Told[] = [
  {
    lot: 'TH261122',
    stage: 'sowing',
    fields: { sourceLot: 'VU26A', 'quantity.value': '1,2', 'quantity.unit': 'HAR' },
    details: { Giống: 'Kim Tuyên' },
  },
  {
    lot: 'TH261122',
    stage: 'spraying',
    details: { 'Tên phân, thuốc': 'X', 'Thời gian cách ly (ngày)': '7' },
  },
  { lot: 'TH261122', stage: 'harvest', fields: { 'quantity.value': '350', 'quantity.unit': 'KGM' } },
  {
    lot: 'LO2611',
    stage: 'raw-receipt',
    fields: {
      'inputs.0.code': rawLot,
      'inputs.0.quantity.value': '350',
      'inputs.0.quantity.unit': 'KGM',
      document: 'urn:example:po:1',
      partner: gln,
    },
  },
  {
    lot: 'LO2611',
    stage: 'processing',
    fields: {
      ...pieces('300'),
      'inputs.0.code': `${publicOrigin}/01/08938505974200/10/TH261122`,
      'inputs.0.quantity.value': '350',
      'inputs.0.quantity.unit': 'KGM',
      run: `${gln}LSX01`,
    },
  },
  { lot: 'LO2611', stage: 'packing', fields: { ...pieces('20'), container: carton } },
  {
    lot: 'LO2611',
    stage: 'storage',
    fields: { ...pieces('300'), 'temperature.lowest': '2', 'temperature.highest': '8' },
  },
  {
    lot: 'LO2611',
    stage: 'dispatch',
    fields: { container: carton, document: 'urn:example:d:1', partnerPlace: gln },
  },
  {
    lot: 'LO2611',
    stage: 'inspection',
    fields: {
      result: 'conformant',
      document: `${publicOrigin}/doc/test/1`,
      certificate: `${publicOrigin}/vc/cert1`,
    },
  },
  { lot: 'LO2611', stage: 'sampling', fields: pieces('2') },
  { lot: 'LO2611', stage: 'retail-sale', fields: pieces('1') },
  { lot: 'LO2611', stage: 'recall' },
  { lot: 'LO2611', stage: 'destruction', fields: pieces('12') },
  { lot: 'LO2611', stage: 'sale', fields: { ...pieces('20'), document: 'urn:example:inv:1' } },
];

describeWith(examples, 'the stages of a chain, told in the portal’s own forms', () => {
  let world: World;
  let clerk: ReturnType<typeof pageVisitor>;
  const batches: Record<string, string> = {};

  beforeAll(async () => {
    world = await startWorld();
    const made = await world.officer.post('/organisations', {
      name: 'HTX Chè Tân Cương',
      kind: 'cooperative',
      taxCode: '4600000016',
      gln,
      address: { communeCode: '30526' },
    });
    expect([made.status, made.text]).toEqual([201, made.text]);
    const organisation = (made.body as { id: string }).id;
    const records = recordsOf(world.as('producer-clerk', organisation, 'Nguyễn Thị Thư Ký'));
    const place = await records.place({ gln });
    const raw = await records.product({ group: 'crops', gtin: '8938505974200' });
    const packed = await records.product({ group: 'processing', gtin: '8938505974194' });
    batches['TH261122'] = await records.batch({ product: raw, place, lot: 'TH261122' });
    batches['LO2611'] = await records.batch({ product: packed, place, lot: 'LO2611' });
    await world.features.accounts.users.createWithPassword(
      { login: 'thuky', name: 'Nguyễn Thị Thư Ký', roles: ['producer-clerk'], organisation },
      password,
      { actor: world.administrator.actor },
    );
    clerk = pageVisitor(world.root);
    await clerk.post('/sign-in', { login: 'thuky', password });
  });
  afterAll(() => world.close());

  it('write the events of the mapping table, equal to its examples in meaning', async () => {
    for (const { lot, stage, fields = {}, details = {} } of told) {
      const page = `/producer/batches/${batches[lot] ?? ''}/stages/new`;
      const shown = (await clerk.get(`${page}?stage=${stage}`)).text;
      const named = Object.fromEntries(
        Object.entries(details).map(([label, value]) => [fieldLabelled(shown, label), value]),
      );
      const answer = await clerk.postForm(
        page,
        filledIn(formIn(shown), { startedAt: '30/09/2026 08:00', ...fields, ...named }),
      );
      expect([stage, answer.status, answer.status === 303 ? '' : answer.text]).toEqual([stage, 303, '']);
    }
    const written = [...(await documentOf('TH261122')), ...(await documentOf('LO2611'))];
    const expected = eventsIn(JSON.parse(inOurWords(examples ?? '')) as EpcisSample);
    expect(written).toHaveLength(expected.length);
    for (const [at, event] of expected.entries()) {
      expect(standardMembers(written[at])).toEqual(standardMembers(event));
      expect(written[at]).toMatchObject(ownMembers(event));
    }
  });

  it('are valid by our schemas', async () => {
    for (const event of [...(await documentOf('TH261122')), ...(await documentOf('LO2611'))]) {
      expect(epcisFaults('EpcisEvent', event)).toEqual([]);
    }
  });

  it('are found over the machine interface by carton and by lot', async () => {
    const find = async (query: string) => {
      const answer = await httpClient(`${world.root}/epcis`, {
        'X-Test-Actor': encodeURIComponent(JSON.stringify(world.officer.actor)),
      }).get(`/events?${query}`);
      return eventsIn(answer.body as EpcisSample).map((event) => String(event['nguongoc:stage']));
    };
    expect((await find('MATCH_anyEPC=urn:epc:id:sscc:893850597.10000001')).sort()).toEqual([
      'dispatch',
      'packing',
    ]);
    expect(
      (await find('MATCH_inputEPCClass=https://id.gs1.org/01/08938505974200/10/TH261122')).sort(),
    ).toEqual(['processing']);
    expect(await find('MATCH_outputEPCClass=https://id.gs1.org/01/08938505974200/10/TH261122')).toEqual([
      'harvest',
    ]);
  });

  async function documentOf(lot: string): Promise<EpcisSample[]> {
    const api = world.officer;
    const { body } = await api.get(`/batches/${batches[lot] ?? ''}/events`);
    return eventsIn(body as EpcisSample);
  }
});

/** The name of the field that has this label. */
function fieldLabelled(page: string, label: string): string {
  const name = new RegExp(`<label[^>]*for="f-([^"]+)"[^>]*>\\s*${label.replace(/[()]/g, '\\$&')}`).exec(
    page,
  )?.[1];
  if (name === undefined) throw new Error(`No field ${label}`);
  return name;
}

/** The same examples on our host, with our words, and without the parts of a site that our places do not have. */
function inOurWords(text: string): string {
  return text
    .replaceAll('https://truyxuat.example.vn', publicOrigin)
    .replace(/\/254\/\w+/g, '')
    .replaceAll('"vnt:activity": "harvesting"', '"nguongoc:stage": "harvest"')
    .replaceAll('vnt:activity', 'nguongoc:stage')
    .replaceAll('vnt:', 'nguongoc:');
}

const apart = ['eventID', 'eventTime', 'recordTime', 'ilmd'];

function standardMembers(event: EpcisSample = {}): object {
  return Object.fromEntries(
    Object.entries(event).filter(([name]) => !name.includes(':') && !apart.includes(name)),
  );
}

/** What is told in words of our own vocabulary, and of the lot itself; we may tell more of it than the example. */
function ownMembers({ ilmd, ...event }: EpcisSample): object {
  const { 'cbvmda:harvestStartDate': _day, ...told } = (ilmd ?? {}) as EpcisSample;
  const own = Object.entries(event).filter(([name]) => name.includes(':'));
  return { ...Object.fromEntries(own), ...(ilmd && { ilmd: told }) };
}
