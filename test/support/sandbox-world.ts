import { randomBytes } from 'node:crypto';
import type { CanonicalRecord, CanonicalKind } from '../../server/domain/canonical-record.ts';
import { nationalGateway } from '../../server/gateway/national-gateway.ts';
import type { NationalSettings } from '../../server/gateway/national-gateway.ts';
import { startSandbox } from '../../server/gateway/sandbox/sandbox-server.ts';
import type { Sandbox } from '../../server/gateway/sandbox/sandbox-server.ts';
import type { Fault } from '../../server/gateway/sandbox/sandbox-fault-effects.ts';
import { silentLogger } from '../../server/platform/logger.ts';

export type SandboxWorld = Awaited<ReturnType<typeof startSandboxWorld>>;

/** A sandbox gateway with an empty database of its own, a clock that can be moved, and a bare client. */
export async function startSandboxWorld() {
  const mongoUri = process.env.TEST_MONGODB_URI ?? '';
  const databaseName = `sandbox_${randomBytes(4).toString('hex')}`;
  const clock = { ahead: 0, now: () => new Date(Date.now() + clock.ahead) };
  const credentials = { clientId: 'so-khcn', clientSecret: 'bi-mat-thu-nghiem' };
  const options = {
    database: { mongoUri },
    databaseName,
    host: '127.0.0.1',
    clock,
    log: silentLogger,
    ...credentials,
  };
  let sandbox: Sandbox = await startSandbox({ ...options, port: 0 });
  const { url } = sandbox;

  async function token(): Promise<string> {
    const body = new URLSearchParams({
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
    });
    const answer = await fetch(`${url}/sso/token`, { method: 'POST', body });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  return {
    url,
    databaseName,
    clock,
    credentials,

    gateway: (settings: Partial<NationalSettings> = {}) =>
      nationalGateway({
        baseUrl: url,
        privateNetwork: true,
        clock,
        timeoutMs: 2000,
        ...credentials,
        ...settings,
      }),

    /** The next requests meet this. */
    async fault(fault: Fault): Promise<void> {
      const answer = await fetch(`${url}/admin/faults`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(fault),
      });
      if (answer.status !== 201) throw new Error(await answer.text());
    },

    clearFaults: () => fetch(`${url}/admin/faults`, { method: 'DELETE' }),

    /** A call as another team's client would make it. */
    async call(method: string, path: string, { body, key }: { body?: unknown; key?: string } = {}) {
      const answer = await fetch(`${url}/tochuc/v5/${path}`, {
        method,
        headers: {
          authorization: `Bearer ${await token()}`,
          'content-type': 'application/json',
          ...(key && { 'idempotency-key': key }),
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return { status: answer.status, body: (await answer.json()) as SandboxAnswer };
    },

    /** Everything of one kind it holds, through the port. */
    async held(kind: CanonicalKind) {
      const answer = await this.gateway().list(kind, { after: null });
      if (answer.outcome !== 'listed') throw new Error(JSON.stringify(answer));
      return answer.records;
    },

    async eventsOf(batch: CanonicalRecord): Promise<string[]> {
      const { body } = await this.call('GET', `ToChuc_ChuoiTruyXuat?maThamChieu=${batch.id}`);
      return (body.duLieu?.danhSach?.[0]?.suKien ?? []).map(({ maThamChieu }) => maThamChieu);
    },

    async stop(): Promise<void> {
      await sandbox.close();
    },

    /** On the same port, with the same data. */
    async restart(): Promise<void> {
      sandbox = await startSandbox({ ...options, port: Number(new URL(url).port) });
    },

    close: () => sandbox.close(),
  };
}

interface SandboxAnswer {
  maLoi: string | null;
  thongBao: string;
  truong?: string;
  duLieu?: Record<string, string> & { danhSach?: { suKien?: { maThamChieu: string }[] }[] };
}
