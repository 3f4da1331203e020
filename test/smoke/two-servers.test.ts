import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongod } from '../../server/platform/embedded-mongod.ts';
import type { EmbeddedMongod } from '../../server/platform/embedded-mongod.ts';
import { findMongod } from '../../server/platform/mongod-binary.ts';
import { approvedBatches } from '../support/approved-batch.ts';
import { eventually } from '../support/eventually.ts';
import { httpClient } from '../support/http-client.ts';
import { serverProcess } from '../support/server-process.ts';
import type { ServerProcess } from '../support/server-process.ts';
import { aBatchWithStamps } from '../support/stamps.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const slow = 120_000;
const log = { info: console.error, warn: console.error };

let folder: string;
let mongod: EmbeddedMongod;
let world: World;
let servers: ServerProcess[] = [];
let serving: Record<string, string> = {};

/** The department works in one process; two others answer the market from the same database. */
beforeAll(async () => {
  folder = await mkdtemp(join(os.tmpdir(), 'nguon-goc-two-'));
  const binary = await findMongod({ systemBinary: process.env['MONGOMS_SYSTEM_BINARY'], log });
  mongod = await startEmbeddedMongod({ dataDir: folder, binary, log, ephemeral: true });
  process.env['TEST_MONGODB_URI'] = mongod.uri;
  const stampKey = { id: '2026', secret: randomBytes(32) };
  world = await startWorld({ stampKeys: [stampKey] });
  serving = {
    MONGODB_URI: mongod.uri.replace('/nguon-goc?', `/${world.database.name}?`),
    PUBLIC_ORIGIN: world.publicOrigin,
    TOKEN_SECRET: randomBytes(32).toString('base64url'),
    STAMP_SECRETS: `${stampKey.id}:${stampKey.secret.toString('base64')}`,
    PORT: '0',
  };
  servers = [serverProcess(serving), serverProcess(serving)];
}, 600_000);
afterAll(async () => {
  for (const server of servers) await server.stop();
  await world.close();
  await mongod.stop();
  await rm(folder, { recursive: true, force: true });
}, slow);

describe('two servers on one database', () => {
  it(
    'both show a recall within two seconds, and neither honours the validator of before',
    async () => {
      const { batch, page } = await approvedBatches(world)();
      const webs = await Promise.all(servers.map(async (server) => httpClient(await server.ready())));
      const tags = await Promise.all(
        webs.map(async (web) => {
          for (let reader = 0; reader < 20; reader += 1) await web.get(page);
          const { headers, text } = await web.get(page);
          expect(text).toContain('<title>Đã duyệt');
          return headers.get('ETag') ?? '';
        }),
      );
      expect((await webs[0]?.get(page, { 'If-None-Match': tags[1] ?? '' }))?.status).toBe(304);

      const { status } = await world.officer.post(`/batches/${batch}/recall`, { reason: 'Nhiễm vi sinh' });
      expect(status).toBeLessThan(300);
      await Promise.all(
        webs.map((web, at) =>
          eventually(
            `server ${at} is red`,
            async () => {
              const answer = await web.get(page, { 'If-None-Match': tags[at] ?? '' });
              return answer.status === 200 && answer.text.includes('<title>Thu hồi');
            },
            2000,
          ),
        ),
      );
      for (const web of webs) {
        for (const tag of tags) expect((await web.get(page, { 'If-None-Match': tag })).status).toBe(200);
      }
    },
    slow,
  );

  it(
    'both show within two seconds a suspension, a page taken down, and a recall with its notice',
    async () => {
      const make = approvedBatches(world);
      const [held, gone] = [await make(), await make()];
      const webs = await Promise.all(servers.map(async (server) => httpClient(await server.ready())));
      const bothShow = (path: string, part: string) =>
        eventually(
          `both servers show ${part}`,
          async () => {
            const answers = await Promise.all(webs.map((web) => web.get(path)));
            return answers.every(({ status, text }) => status === 200 && text.includes(part));
          },
          2000,
        );
      await bothShow(held.page, '<title>Đã duyệt');
      for (const { batch } of [held, gone])
        await world.officer.post(`/batches/${batch}/suspension`, { reason: 'Sai vùng trồng' });
      await bothShow(held.page, 'chưa có giải trình');
      await world.clerk.post(`/batches/${gone.batch}/explanation`, {
        text: 'Không có gì để nói thêm',
        files: [],
      });
      await bothShow(gone.page, 'Cơ sở đã giải trình');
      await world.secondOfficer.post(`/batches/${gone.batch}/taking-down`, { reason: 'Dữ liệu sai' });
      await bothShow(gone.page, '<title>Đã gỡ thông tin');
      const { body } = await world.officer.post('/recalls', {
        batches: [held.batch],
        risk: 'toxin',
        reason: 'Độc tố vượt mức',
        danger: 'Có thể gây đau bụng, buồn nôn.',
        whatToDo: 'Không ăn, mang trả nơi đã mua.',
        remedy: 'refund',
        howToReturn: 'Trả tại cửa hàng đã mua.',
        contact: { name: 'Hợp tác xã', phone: '0296 0000 000' },
        channels: 'Chợ Tịnh Biên',
      });
      const { number } = body as { number: string };
      await bothShow(held.page, `/vi/thu-hoi/${number}`);
      await bothShow(`/vi/thu-hoi/${number}`, 'Độc tố vượt mức');
    },
    slow,
  );

  it(
    'both show within two seconds that a stamp was activated, held and made void',
    async () => {
      const { batch, productKey, serials } = await aBatchWithStamps(world, { count: 2, active: 0 });
      const range = { first: serials[0], last: serials[0] };
      const page = `/vi/tem/${productKey}/${serials[0]}`;
      const webs = await Promise.all(servers.map(async (server) => httpClient(await server.ready())));
      const titles = () =>
        Promise.all(webs.map(async (web) => /<title>([^:]*)/.exec((await web.get(page)).text)?.[1]));
      expect(await titles()).toEqual(['Tem chưa kích hoạt', 'Tem chưa kích hoạt']);
      const acts = [
        [world.clerk, 'activations', {}, 'Mã hợp lệ'],
        [world.inspector, 'holds', { note: 'Nghi tem giả' }, 'Tem đang được kiểm tra'],
        [world.inspector, 'releases', { note: 'Tem thật' }, 'Mã hợp lệ'],
        [world.clerk, 'voids', { reason: 'lost', note: 'Rơi' }, 'Tem đã hủy'],
      ] as const;
      for (const [who, act, body, title] of acts) {
        const { status } = await who.post(`/batches/${batch}/stamp-${act}`, { ...range, ...body });
        expect([act, status < 300]).toEqual([act, true]);
        await eventually(
          `both servers show ${act}`,
          async () => (await titles()).every((shown) => shown === title),
          2000,
        );
      }
    },
    slow,
  );

  it(
    'lose no look-up when one is told to end, and only what was not yet written when it is killed',
    async () => {
      const { batch, paths } = await aBatchWithStamps(world, { count: 12 });
      const recorded = async () =>
        (await world.clerk.get(`/batches/${batch}/scans`)).body as { sessions: number };
      const lookAt = async (server: ServerProcess, from: number, to: number) => {
        const web = httpClient(await server.ready());
        for (const path of paths.slice(from, to)) {
          const { headers } = await web.get(path, reader);
          await web.get(new URL(headers.get('Location') ?? '').pathname, reader);
        }
      };
      const gentle = serverProcess(serving);
      await lookAt(gentle, 0, 4);
      await gentle.stop('SIGTERM');
      expect((await recorded()).sessions).toBe(4);

      const killed = serverProcess(serving);
      await lookAt(killed, 4, 8);
      await eventually('what was seen is written', async () => (await recorded()).sessions === 8);
      await lookAt(killed, 8, 12);
      await killed.stop('SIGKILL');
      expect((await recorded()).sessions).toBeGreaterThanOrEqual(8);
      expect((await recorded()).sessions).toBeLessThanOrEqual(12);
    },
    slow,
  );
});

/** A telephone: programs are counted apart. */
const reader = { 'User-Agent': 'Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile', 'Accept-Language': 'vi' };
