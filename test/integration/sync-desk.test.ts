import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { canonicalKinds } from '../../server/domain/canonical-record.ts';
import type { Role } from '../../server/domain/roles.ts';
import { ownFields } from '../../server/gateway/national-fields.ts';
import { OutboxModel } from '../../server/ledger/outbox-model.ts';
import { AuditEntryModel } from '../../server/ledger/audit-entry-model.ts';
import type { Batch, Parcel, SigningKey, SyncMessage } from '../../server/platform/contract-types.ts';
import { translate } from '../../server/platform/i18n.ts';
import { eventually } from '../support/eventually.ts';
import { formIn } from '../support/form-reader.ts';
import { pageVisitor } from '../support/page-visitor.ts';
import { recordsOf, waitingFor } from '../support/producer-records.ts';
import { startSandboxWorld } from '../support/sandbox-world.ts';
import type { SandboxWorld } from '../support/sandbox-world.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

type Visitor = ReturnType<typeof pageVisitor>;

const t = translate.vi;
const root = '/department/sync';
const signingKey = generateKeyPairSync('ed25519').privateKey.export({ format: 'der', type: 'pkcs8' });

let sandbox: SandboxWorld;
let world: World;
let officer: Visitor;
let leader: Visitor;
beforeAll(async () => {
  sandbox = await startSandboxWorld();
  world = await startWorld({
    gateways: {
      national: { url: sandbox.url, ...sandbox.credentials },
      file: { signingKey: signingKey.toString('base64') },
      privateNetwork: true,
      inFlight: 4,
    },
  });
  officer = await signedIn('can-bo', 'officer', 'Trần Thị Cán Bộ');
  leader = await signedIn('lanh-dao', 'leader', 'Võ Lãnh Đạo');
  world.start();
}, 120_000);
afterAll(async () => {
  await world.close();
  await sandbox.close();
});

async function signedIn(
  login: string,
  role: Role,
  name: string,
  organisation: string | null = null,
): Promise<Visitor> {
  const password = 'bốn từ rời rạc';
  const content = { login, name, roles: [role], organisation };
  await world.features.accounts.users.createWithPassword(content, password, {
    actor: world.administrator.actor,
  });
  const visitor = pageVisitor(world.root);
  await visitor.post('/sign-in', { login, password });
  return visitor;
}

/** The form of the page as a browser would send it, with a reason typed. */
async function decide(visitor: Visitor, path: string, reason: string) {
  const fields = formIn((await visitor.get(path)).text);
  return visitor.post(path, { ...fields, reason });
}

async function messages(query = ''): Promise<SyncMessage[]> {
  const { body } = await world.officer.get(`/sync-messages?limit=100${query}`);
  return (body as { items: SyncMessage[] }).items;
}

function quiet(): Promise<unknown> {
  return eventually(
    'nothing is on its way',
    async () => {
      return (await OutboxModel.countDocuments({ state: { $in: ['queued', 'sending'] } })) === 0;
    },
    30_000,
  );
}

describe('the desk in good weather', () => {
  it('shows each gateway, its backlog and its comparison', async () => {
    await quiet();
    const { text } = await officer.get(root);
    for (const words of [t('gateway.name-national'), t('gateway.name-file'), t('sync.weather-good')]) {
      expect(text).toContain(words);
    }
  });

  it('tells leaders one sentence, and nothing to act on', async () => {
    const { text } = await leader.get(root);
    expect(text).toMatch(/không hồ sơ nào bị mất|đúng và đủ/);
    expect(text).not.toContain('<table');
    expect((await leader.get(`${root}/gateways/national`)).status).toBe(403);
  });

  it('checks the live endpoint point by point', async () => {
    const { text, status } = await officer.post(`${root}/gateways/national/check`, {});
    expect(status).toBe(200);
    expect(text).toContain(t('sync.check-good'));
    expect(text).toContain(t('gateway.check-tally-organisation'));
  });

  it('compares on demand and keeps the report', async () => {
    expect((await officer.post(`${root}/reconciliations`, { gateway: 'national' })).status).toBe(303);
    const report = await eventually(
      'a report',
      async () => {
        const { body } = await world.officer.get('/reconciliations');
        const [item] = (body as { items: { id: string; state: string }[] }).items;
        return item?.state === 'done' && item;
      },
      40_000,
    );
    const { text } = await officer.get(`${root}/reconciliations/${report.id}`);
    expect(text).toContain(t('sync.report-same'));
    expect((await officer.get(`${root}/reconciliations`)).text).toContain('Trần Thị Cán Bộ');
    expect((await officer.get(`${root}/strays`)).text).toContain(t('sync.strays-none'));
  });
});

describe('the desk in bad weather', () => {
  it('groups refusals by cause, and sends all of a cause again with one reason', async () => {
    await quiet();
    await sandbox.fault({
      kind: 'business-error',
      times: 3,
      code: 'ERR_SYS_DEV',
      words: 'Hệ thống khóa sổ.',
    });
    for (const [n, taxCode] of ['1600000035', '1600000042', '1600000067'].entries()) {
      const { status } = await world.officer.post('/organisations', {
        name: `HTX ${n}`,
        kind: 'cooperative',
        taxCode,
        address: { communeCode: '30526', street: 'Ấp Măng Rò' },
      });
      expect(status).toBe(201);
    }
    await eventually('all refused', async () => (await messages('&state=refused')).length === 3, 30_000);
    const { text } = await officer.get(`${root}/causes`);
    expect(text).toContain('Hệ thống khóa sổ.');
    const path = /href="([^"]+causes\/requeue[^"]+)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const answer = await decide(officer, path, 'Cổng đã mở sổ');
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, `${root}/causes?requeued=3`]);
    await quiet();
    expect(await messages('&state=refused')).toEqual([]);
    const [entry] = await AuditEntryModel.find({ action: 'gateway.requeue' }).lean();
    expect(entry).toMatchObject({ reason: 'Cổng đã mở sổ', subject: { kind: 'gateway', id: 'national' } });
  });

  it('leads from a refusal to the form, and leaves a version out for a reason', async () => {
    await sandbox.fault({ kind: 'business-error', times: 1, code: 'ERR_DU_LIEU', words: 'Sai địa chỉ.' });
    await world.officer.post('/organisations', {
      name: 'HTX lẻ',
      kind: 'cooperative',
      taxCode: '1600000074',
      address: { communeCode: '30526', street: 'Ấp Măng Rò' },
    });
    const [refused] = await eventually(
      'refused',
      async () => {
        const found = await messages('&state=refused');
        return found.length === 1 && found;
      },
      30_000,
    );
    const page = await officer.get(`${root}/messages/${refused!.id}`);
    expect(page.text).toContain(`/department/organisations/${refused!.record}/edit`);
    expect((await decide(officer, `${root}/messages/${refused!.id}/skip`, '')).status).toBe(422);
    expect((await decide(officer, `${root}/messages/${refused!.id}/skip`, 'Nhập nhầm')).status).toBe(303);
    const after = await officer.get(`${root}/messages/${refused!.id}`);
    expect(after.text).toContain('Nhập nhầm');
    expect(after.text).toContain(t('gateway.state-skipped'));
  });

  it('tells the producer what the gateway wants, and leads to the very field of the form', async () => {
    const records = recordsOf(world.clerk);
    const ready = await records.readyBatch({
      product: await records.product({ gtin: '9520099000015' }),
    });
    const content = (await world.clerk.get(`/batches/${ready.batch}`)).body as Batch;
    const { product, place } = content.content;
    await sandbox.fault({
      kind: 'business-error',
      times: 1,
      on: 'ToChuc_SanPham',
      code: 'X',
      words: 'Ảnh mờ.',
    });
    await world.clerk.post(`/batches/${ready.batch}/submission`);
    for (const record of [product, place, ready.certificate, ready.batch]) {
      const submission = await waitingFor(world.officer, record);
      expect((await world.officer.post(`/submissions/${submission}/approval`)).status).toBeLessThan(300);
    }
    await eventually(
      'the batch is held up',
      async () => (await messages('&state=refused&kind=batch')).length === 1,
      30_000,
    );
    await OutboxModel.updateOne({ 'record.id': product }, { 'cause.field': 'hinhAnh' });
    const clerk = await signedIn('thu-ky', 'producer-clerk', 'Nguyễn Thị Thư Ký', world.cooperative.id);
    const { text } = await clerk.get(`/producer/batches/${ready.batch}`);
    expect(text).toContain(t('gateway.trouble-needs-refused'));
    expect(text).toContain('Ảnh mờ.');
    const link = `/producer/products/${product}/edit#f-images`;
    expect(text).toContain(`href="${link}"`);
    expect(text).toContain(t('record.images'));
    const forms = {
      organisation: '/producer/organisation/edit',
      product: `/producer/products/${product}/edit`,
      batch: `/producer/batches/${ready.batch}/edit`,
    };
    for (const kind of canonicalKinds) {
      const form = (await clerk.get(forms[kind])).text;
      const lacking = Object.values(ownFields[kind]).filter((field) => !form.includes(`id="f-${field}"`));
      expect([kind, lacking.filter((field) => field !== 'stages')]).toEqual([kind, []]);
    }
    const [refused] = await messages('&state=refused&kind=product');
    expect((await decide(officer, `${root}/messages/${refused!.id}/retry`, 'Ảnh đã rõ')).status).toBe(303);
    // The batch is sent once the product it waits for is taken.
    await eventually('the batch is taken', async () =>
      (await clerk.get(`/producer/batches/${ready.batch}`)).text.includes('đã nhận'),
    );
  }, 60_000);

  it('is switched off and on without losing order', async () => {
    expect((await decide(officer, `${root}/gateways/national/off`, 'Bảo trì')).status).toBe(303);
    const { body } = await world.officer.post('/organisations', {
      name: 'HTX đợi',
      kind: 'cooperative',
      taxCode: '1600000081',
      address: { communeCode: '30526', street: 'Ấp Măng Rò' },
    });
    const { id } = body as { id: string };
    expect((await officer.get(root)).text).toContain(t('sync.switched-off'));
    const waiting = await messages(`&record=${id}&gateway=national`);
    expect(waiting).toMatchObject([{ state: 'queued', attempts: [] }]);
    await decide(officer, `${root}/gateways/national/on`, 'Xong');
    await eventually(
      'sent',
      async () => (await messages(`&record=${id}&gateway=national`))[0]?.state === 'accepted',
      30_000,
    );
  });
});

describe('bundles for an upload by hand', () => {
  it('are signed, carried, and answered: what was refused is dead with the portal’s words', async () => {
    await eventually('something is ready', async () => (await messages('&state=handed')).length > 3, 30_000);
    const made = await officer.post(`${root}/parcels`, {});
    const path = (made.headers.get('Location') ?? '').replace(/\?.*/, '');
    const id = path.split('/').at(-1) ?? '';
    const headers = { 'X-Test-Actor': encodeURIComponent(JSON.stringify(world.officer.actor)) };
    const answer = await fetch(`${world.root}/api/v1/parcels/${id}/bundle`, { headers });
    const files = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    const key = (await world.anyone.get('/parcels/signing-key')).body as SigningKey;
    const publicKey = createPublicKey({ key: { ...key }, format: 'jwk' });
    expect(verify(null, files['manifest.json']!, publicKey, files['manifest.sig']!)).toBe(true);
    const manifest = JSON.parse(strFromU8(files['manifest.json']!)) as { files: { name: string }[] };
    expect(manifest.files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['records.json', 'organisation.csv']),
    );

    const parcel = (await world.officer.get(`/parcels/${id}`)).body as Parcel;
    const [first, ...others] = parcel.items;
    const form = new FormData();
    form.set('number', 'BN-2026-7');
    form.set('refused', `${first!.message}, Thiếu mã số thuế`);
    const receipt = await officer.postForm(`${path}/receipt`, form);
    expect(receipt.status).toBe(303);
    expect(await messages(`&gateway=file&record=${first!.record}`)).toMatchObject([
      {
        state: 'refused',
        attempts: [{ outcome: 'handed' }, { outcome: 'refused', words: 'Thiếu mã số thuế' }],
      },
    ]);
    for (const { record } of others.slice(0, 2)) {
      expect(await messages(`&gateway=file&record=${record}`)).toMatchObject([
        { state: 'accepted', receipt: 'BN-2026-7' },
      ]);
    }
    expect((await officer.get(path)).text).toContain(t('sync.parcel-state-answered'));
  });
});
