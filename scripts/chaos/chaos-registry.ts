import sharp from 'sharp';
import { composeFeatures } from '../../server/compose-features.ts';
import { systemActor } from '../../server/domain/roles.ts';
import type { Role } from '../../server/domain/roles.ts';
import { UserModel } from '../../server/features/accounts/user-model.ts';
import { migrations } from '../../server/jobs/migrations.ts';
import { deploymentOf } from '../../server/main-server.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { readConfig } from '../../server/platform/config.ts';
import { closeDatabase, connectDatabase } from '../../server/platform/database.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { migrate } from '../../server/platform/migration.ts';
import type { ChaosClient } from './chaos-client.ts';

export interface People {
  clerk: string;
  officer: string;
}

/** Opens accounts beside the servers, as `npm run account` does, and gives tokens that live ten minutes. */
export async function openAccounts(env: Record<string, string>) {
  const config = readConfig(env);
  const database = await connectDatabase(config.mongodbUri ?? '', silentLogger);
  await migrate(database, migrations, systemClock.now());
  const { accounts } = composeFeatures({
    ...deploymentOf(config),
    database,
    log: silentLogger,
    publicOrigin: config.publicOrigin ?? '',
    requireSecondFactor: true,
  });

  async function create(login: string, organisation: string | null, role: Role): Promise<void> {
    const content = { login, name: `Chaos ${role}`, roles: [role], ...(organisation && { organisation }) };
    await accounts.users.create(content, { actor: systemActor });
    const totp = { secret: 'JBSWY3DPEHPK3PXP', lastStep: 0, enrolledAt: systemClock.now() };
    const settled = { mustChangePassword: false, passwordExpiresAt: null, totp };
    await UserModel.updateOne({ login }, { $set: settled });
  }

  return {
    async signIn(organisation: string | null, role: Role): Promise<string> {
      const login = `chaos.${role}.${organisation ?? 'so'}`;
      if (!(await UserModel.exists({ login }))) await create(login, organisation, role);
      return (await accounts.tokens.issue(await UserModel.findOne({ login }).orFail().lean())).accessToken;
    },

    close: closeDatabase,
  };
}

/** A producer to work for. */
export async function anOrganisation(client: ChaosClient, token: string): Promise<string> {
  const body = {
    name: 'HTX Thốt nốt Văn Giáo',
    kind: 'cooperative',
    taxCode: '1600000010',
    address: { communeCode: '30526', street: 'Ấp Măng Rò' },
  };
  return String((await client.must({ method: 'POST', path: '/organisations', body, token }))['id']);
}

export interface Goods {
  product: string;
  place: string;
}

/** One producer's place and product, submitted with a first batch and approved; everything else is made of them. */
export async function plantGoods(client: ChaosClient, { clerk, officer }: People): Promise<Goods> {
  const created = async (path: string, body: unknown) =>
    String((await client.must({ method: 'POST', path, body, token: clerk }))['id']);
  const background = { r: 20, g: 90, b: 60 };
  const png = await sharp({ create: { width: 640, height: 480, channels: 3, background } })
    .png()
    .toBuffer();
  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(png)], { type: 'image/png' }), 'anh.png');
  const picture = await created('/files', form);
  const place = await created('/places', {
    name: 'Lò nấu đường Văn Giáo',
    kind: 'workshop',
    address: { communeCode: '30526', street: 'Ấp Măng Rò' },
  });
  const product = await created('/products', {
    gtin: '8931234500009',
    name: 'Đường thốt nốt',
    group: 'processing',
    netContent: { value: '500', unit: 'GRM' },
    originStatement: 'Sản xuất tại An Cư, An Giang',
    images: [picture],
    standards: [{ kind: 'TCCS', number: '01:2026/VG' }],
    shelfLifeDays: 365,
  });
  for (const [path, id] of [
    [`/places/${place}/submission`, place],
    [`/products/${product}/submission`, product],
  ] as const) {
    await client.must({ method: 'POST', path, token: clerk });
    const submission = await waitingFor(client, officer, id);
    await client.must({ method: 'POST', path: `/submissions/${submission}/approval`, token: officer });
  }
  return { product, place };
}

/** The submission of a record that lies before the department. */
export async function waitingFor(client: ChaosClient, officer: string, record: string): Promise<string> {
  let after = '';
  for (;;) {
    const page = await client.must({ method: 'GET', path: `/submissions?limit=100${after}`, token: officer });
    const items = page['items'] as { id: string; record: string }[];
    const found = items.find((item) => item.record === record);
    if (found) return found.id;
    if (page['next'] === undefined) throw new Error(`Nothing waits for ${record}`);
    after = `&after=${page['next'] as string}`;
  }
}
