import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { epcisFaults } from '../../server/platform/epcis-contracts.ts';
import { eventually } from '../support/eventually.ts';
import { httpClient } from '../support/http-client.ts';
import type { HttpClient } from '../support/http-client.ts';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

let world: World;
let machine: HttpClient;
/** The lot that went in, and the lot made from it. */
let input: { batch: string; path: string };
let lot: { batch: string; path: string; place: string; packing: Record<string, unknown>; finishing: string };

const context = 'https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld';
const gtin = '08938505970011';
const worker = 'Chau Sóc Thi';
const secret = 'Bí quyết gia truyền';
const withinTwoSeconds = 2000;

beforeAll(async () => {
  world = await startWorld();
  world.start();
  machine = httpClient(`${world.root}/epcis`, {
    'X-Test-Actor': encodeURIComponent(
      JSON.stringify(world.as('machine-client', world.cooperative.id, 'Cân tự động').actor),
    ),
  });
  input = await aPublishedInput();
  lot = await aLotReadyToSubmit();
}, 120_000);
afterAll(() => world.close());

const pageOf = (path: string) => path.replace(/^\/(?:01|t)\//, '/vi/nguon-goc/').replace('/10/', '/');
const eventsOf = async (headers: Record<string, string> = {}) =>
  world.web.get(`/open/epcis${lot.path}/events`, headers);
const eventsIn = ({ body }: { body: any }): Record<string, any>[] =>
  body.epcisBody.queryResults.resultsBody.eventList;
const stagesIn = (answer: { body: any }) => eventsIn(answer).map((event) => event['nguongoc:stage']);
const page = async () => (await world.web.get(pageOf(lot.path))).text;

describe('before a batch is submitted', () => {
  it('nobody else sees anything, and its producer sees exactly what buyers will', async () => {
    expect((await eventsOf()).status).toBe(404);
    const { status, body } = await world.clerk.get(`/batches/${lot.batch}/public-view`);
    expect(status).toBe(200);
    expect(body.stages.map(({ stage }: any) => stage)).toEqual([
      'raw-receipt',
      'preparation',
      'processing',
      'finishing',
      'packing',
    ]);
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${worker}|${secret}`));
    expect(body.inputs).toEqual([input.path.slice(1)]);
    expect((await world.stranger.get(`/batches/${lot.batch}/public-view`)).status).toBe(404);
  });

  it('its producer hides what the department does not require, and nothing else', async () => {
    const { rev, choices } = (await world.clerk.get(`/batches/${lot.batch}/public-view`)).body;
    const events = choices.map(({ id, stage }: any) => ({
      id,
      isPublic: !['preparation', 'packing'].includes(stage),
    }));
    const put = (version: number) =>
      world.clerk.put(`/batches/${lot.batch}/public-view`, version, { events });
    const chosen = await put(rev);
    expect(chosen.status).toBe(200);
    expect(chosen.body.stages.map(({ stage }: any) => stage)).toEqual([
      'raw-receipt',
      'processing',
      'finishing',
      'packing',
    ]);
    expect((await put(rev)).status).toBe(409);
    expect((await world.officer.put(`/batches/${lot.batch}/public-view`, rev, { events })).status).toBe(403);
  });
});

describe('the public journey of an approved batch', () => {
  it('tells what was told in forms and by machines, and one step back', async () => {
    await approveLot();
    const text = await page();
    for (const shown of ['Tiếp nhận nguyên liệu', 'Chế biến', 'Hoàn thiện', 'Đóng gói', 'Làm từ lô']) {
      expect([shown, text.includes(shown)]).toEqual([shown, true]);
    }
    expect(text).toContain(`href="${pageOf(input.path)}"`);
    expect(text).not.toContain('Thiếu công đoạn bắt buộc');
    expect(text).toMatch(
      /<img src="\/media\/[0-9a-f]{24}\/320\.jpg" width="320" height="240" loading="lazy"/,
    );
    expect(stagesIn(await eventsOf())).toEqual(['raw-receipt', 'processing', 'finishing', 'packing']);
  });

  it('never tells in any form what is hidden, who did it, or what was noted', async () => {
    const forms = [
      await world.web.get(pageOf(lot.path)),
      await world.web.get(pageOf(lot.path).replace('/vi/nguon-goc', '/en/origin')),
      await world.web.get(`${lot.path}?linkType=linkset`, { Accept: 'application/ld+json' }),
      await world.web.get(`${lot.path}?linkType=linkset`, { Accept: 'application/linkset+json' }),
      await world.web.get(`${lot.path}?linkType=linkset`, { Accept: 'text/html' }),
      await eventsOf(),
    ];
    for (const { status, text } of forms) {
      expect(status).toBe(200);
      expect(text).not.toMatch(new RegExp(`${worker}|${secret}|Chuẩn bị nguyên liệu|preparation`));
    }
  });

  it('leads machines to its events under gs1:epcis, by redirect and in the linkset', async () => {
    const redirect = await world.web.get(`${lot.path}?linkType=gs1:epcis`);
    const href = `${world.publicOrigin}/open/epcis${lot.path}/events`;
    expect([redirect.status, redirect.headers.get('Location')]).toEqual([307, `${href}?linkType=gs1:epcis`]);
    const { linkset } = (await world.web.get(`${lot.path}?linkType=linkset`)).body;
    expect(linkset[0]['https://ref.gs1.org/voc/epcis']).toMatchObject([
      { href, type: 'application/ld+json' },
    ]);
    const followed = await world.web.get(`/open/epcis${lot.path}/events?linkType=gs1:epcis`);
    expect(followed.status).toBe(200);
  });

  it('answers machines with events that hold, in the form they ask for, revalidated', async () => {
    const linked = await eventsOf();
    expect(linked.headers.get('Content-Type')).toMatch(/^application\/ld\+json/);
    expect(linked.headers.get('GS1-EPCIS-Version')).toBe('2.0');
    expect(linked.headers.get('Cache-Control')).toBe('public, no-cache');
    for (const event of eventsIn(linked)) expect(epcisFaults('EpcisEvent', event)).toEqual([]);
    expect(epcisFaults('EpcisMessage', linked.body)).toEqual([]);
    const plain = await eventsOf({ Accept: 'application/json' });
    expect(plain.headers.get('Content-Type')).toMatch(/^application\/json/);
    const tag = linked.headers.get('ETag') ?? '';
    expect((await eventsOf({ 'If-None-Match': tag })).status).toBe(304);
    expect((await eventsOf({ Accept: 'text/csv' })).status).toBe(406);
    const narrowed = await world.web.get(`/open/epcis${lot.path}/events?EQ_bizStep=packing`);
    expect([narrowed.status, narrowed.body.type]).toEqual([400, 'epcisException:QueryParameterException']);
    expect((await world.web.get('/open/epcis/01/08938505970012/10/X/events')).status).toBe(400);
    expect((await world.web.get(`/open/epcis/01/${gtin}/10/X/events`)).status).toBe(404);
  });

  it('loses within two seconds what a machine declares wrong, and names the gap', async () => {
    const declared = {
      ...lot.packing,
      errorDeclaration: { declarationTime: '2026-10-05T00:00:00Z', reason: 'did_not_occur' },
    };
    const answer = await machine.post('/events', { '@context': [context], ...declared });
    expect([answer.status, answer.text]).toEqual([201, '']);
    const gone = async () => !(await page()).includes('<h3>Đóng gói</h3>');
    await eventually('the declared error is gone', gone, withinTwoSeconds);
    expect(await page()).toContain('Thiếu công đoạn bắt buộc: Đóng gói');
    expect(stagesIn(await eventsOf())).toEqual(['raw-receipt', 'processing', 'finishing']);
  });

  it('loses within two seconds what its producer withdraws', async () => {
    const path = `/batches/${lot.batch}/stages/${lot.finishing}/withdrawal`;
    expect((await world.clerk.post(path, { reason: 'Ghi nhầm lô' })).status).toBe(200);
    const gone = async () => !(await page()).includes('Hoàn thiện');
    await eventually('the withdrawn stage is gone', gone, withinTwoSeconds);
    expect(stagesIn(await eventsOf())).toEqual(['raw-receipt', 'processing']);
    expect(await page()).not.toContain('Ghi nhầm lô');
  });

  it('follows what becomes of the lot that went in', async () => {
    await world.officer.post(`/batches/${input.batch}/recall`, { reason: 'Nhiễm vi sinh' });
    const told = async () => (await page()).includes('Lô này đã bị thu hồi.');
    await eventually('the recall of the input is told', told, withinTwoSeconds);
  });
});

async function aPublishedInput() {
  const records = recordsOf(world.clerk);
  const ready = await records.readyBatch();
  await submitAndApprove(world, ready);
  return { batch: ready.batch, path: await pathOf(ready.batch) };
}

async function aLotReadyToSubmit() {
  const records = recordsOf(world.clerk);
  const product = await records.product({ gtin });
  const ready = await records.readyBatch({ product, lot: 'L1' });
  const { batch, place } = ready;
  const tell = (stage: string, startedAt: string, more: object = {}) =>
    records.stage(batch, place, { stage, startedAt, who: worker, note: secret, ...more });
  const code = world.publicOrigin + input.path;
  await tell('raw-receipt', '2026-09-28', { inputs: [{ code }], images: [await records.picture()] });
  await tell('preparation', '2026-09-29');
  const finishing = await tell('finishing', '2026-10-01', {
    details: [{ name: 'Người trông lò', value: worker }],
  });
  const path = await pathOf(batch);
  const packing = {
    type: 'ObjectEvent',
    eventID: 'urn:uuid:6a1f0d3e-0f0f-4f6b-9b7e-2f1d6f3a1c55',
    eventTime: '2026-10-02T02:00:00Z',
    eventTimeZoneOffset: '+07:00',
    action: 'OBSERVE',
    bizStep: 'packing',
    quantityList: [{ epcClass: world.publicOrigin + path, quantity: 240, uom: 'KGM' }],
  };
  const captured = await machine.post('/events', { '@context': [context], ...packing });
  if (captured.status !== 201) throw new Error(captured.text);
  return { ...ready, path, packing, finishing };
}

async function approveLot(): Promise<void> {
  await submitAndApprove(world, lot as never);
}

async function pathOf(batch: string): Promise<string> {
  const { body } = await world.clerk.get(`/batches/${batch}`);
  return new URL((body as { uri: string }).uri).pathname;
}
