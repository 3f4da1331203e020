import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { RequestHandler } from 'express';
import mongoose from 'mongoose';
import { compose } from '../../server/compose.ts';
import type { Deployment } from '../../server/compose.ts';
import type { Actor, Role } from '../../server/domain/roles.ts';
import { migrations } from '../../server/jobs/migrations.ts';
import { closeDatabase, connectDatabase } from '../../server/platform/database.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { migrate } from '../../server/platform/migration.ts';
import { identify } from '../../server/platform/request-context.ts';
import { httpClient } from './http-client.ts';

export type World = Awaited<ReturnType<typeof startWorld>>;

export const publicOrigin = 'https://txng.example.vn';

/**
 * The composed app on a fresh database of the run's replica set, listening on a free port: two producers with
 * a clerk each, two officers, an administrator. `world.clerk.post('/products', …)` calls the API as that person.
 */
export async function startWorld(overrides: Partial<Deployment> = {}) {
  const uri = process.env['TEST_MONGODB_URI'];
  if (uri === undefined) throw new Error('TEST_MONGODB_URI is missing: run in the integration project');
  const database = await connectDatabase(uri, silentLogger, `test-${randomBytes(6).toString('hex')}`);
  const clock = adjustableClock();
  await migrate(database, migrations, clock.now());

  const composition = compose(
    {
      database,
      log: silentLogger,
      clock,
      publicOrigin,
      provinceCode: '91',
      trustProxy: [],
      tokenSecrets: [randomBytes(32).toString('base64url')],
      stampKeys: [{ id: 'test-1', secret: randomBytes(32) }],
      gateways: { privateNetwork: true, inFlight: 4 },
      requireSecondFactor: false,
      checkAnswers: true,
      ...overrides,
    },
    { identifyCaller: callerFromHeader },
  );
  const server = createServer(composition.handler).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const root = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const as = (role: Role, organisation: string | null, name: string) => {
    const actor: Actor = { id: newId(), name, roles: [role], organisation };
    return {
      actor,
      ...httpClient(`${root}/api/v1`, { 'X-Test-Actor': encodeURIComponent(JSON.stringify(actor)) }),
    };
  };
  const officer = as('officer', null, 'Trần Thị Cán Bộ');
  const cooperative = await anOrganisation(officer, 'HTX Thốt nốt Văn Giáo', '1600000010');
  const neighbour = await anOrganisation(officer, 'HTX Bắp non Kiến An', '1600000028');

  return {
    ...composition,
    database,
    clock,
    root,
    publicOrigin,
    cooperative,
    neighbour,
    officer,
    secondOfficer: as('lead-officer', null, 'Lê Văn Trưởng'),
    inspector: as('inspector', null, 'Phạm Thanh Tra'),
    leader: as('leader', null, 'Võ Lãnh Đạo'),
    administrator: as('administrator', null, 'Quản Trị'),
    clerk: as('producer-clerk', cooperative.id, 'Nguyễn Thị Thư Ký'),
    owner: as('producer-owner', cooperative.id, 'Chau Sóc'),
    stranger: as('producer-clerk', neighbour.id, 'Người Hàng Xóm'),
    anyone: httpClient(`${root}/api/v1`),
    /** The open web: codes, origin pages, pictures. */
    web: httpClient(root),
    as,
    async close(): Promise<void> {
      await composition.drain();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await mongoose.connection.dropDatabase();
      await closeDatabase();
    },
  };
}

async function anOrganisation(
  officer: ReturnType<typeof httpClient>,
  name: string,
  taxCode: string,
): Promise<{ id: string; name: string }> {
  const { status, body, text } = await officer.post('/organisations', {
    name,
    kind: 'cooperative',
    taxCode,
    address: { communeCode: '30526', street: 'Ấp Măng Rò' },
  });
  if (status !== 201) throw new Error(`POST /organisations: ${status} ${text}`);
  return { id: (body as { id: string }).id, name };
}

function adjustableClock() {
  let offset = 0;
  return {
    now: () => new Date(Date.now() + offset),
    advance(milliseconds: number): void {
      offset += milliseconds;
    },
  };
}

function newId(): string {
  return new mongoose.Types.ObjectId().toHexString();
}

const callerFromHeader: RequestHandler = (req, _res, next) => {
  const actor = req.get('X-Test-Actor');
  if (actor !== undefined) identify(req, JSON.parse(decodeURIComponent(actor)) as Actor);
  next();
};
