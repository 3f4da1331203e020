import { setTimeout as pause } from 'node:timers/promises';
import type { FaultKind } from '../../server/gateway/sandbox/sandbox-fault-effects.ts';
import type { ChaosMongod } from './chaos-mongod.ts';
import type { ChaosServer } from './chaos-server.ts';

interface Troubled {
  servers: readonly ChaosServer[];
  mongod: ChaosMongod;
  sandboxUrl: string;
  restartSandbox: () => Promise<void>;
  random: () => number;
}

const faults: readonly FaultKind[] = [
  'latency',
  'too-many',
  'server-error',
  'dropped-answer',
  'reset',
  'login-page',
  'outage',
  'redirect',
  'malformed-json',
  'wrong-type',
  'huge-body',
  'token-refused',
];

/**
 * Bad luck by chance: faults at the gateway, SIGKILL of servers, of the database, of the gateway; and kills at named
 * points, the moment the gateway receives a certain request, when a delivery is surely half-way.
 */
export function trouble({ servers, mongod, sandboxUrl, restartSandbox, random }: Troubled) {
  const kills = { servers: 0, mongod: 0, sandbox: 0, atRequest: 0, faults: 0 };
  const underWay = new Set<Promise<void>>();
  let fatal: { request: number; kill: () => Promise<void> } | undefined;
  let seen = 0;
  let serverBusy: Promise<void> = Promise.resolve();
  let mongodBusy: Promise<void> = Promise.resolve();
  let sandboxBusy: Promise<void> = Promise.resolve();

  return {
    kills,

    /** Called by the gateway for every request, before it is answered. */
    onRequest(): void {
      seen += 1;
      if (fatal && seen >= fatal.request) {
        const { kill } = fatal;
        fatal = undefined;
        kills.atRequest += 1;
        begin(kill());
      }
    },

    /** Some seconds of it; everything is up again afterwards. */
    async storm(ms: number): Promise<void> {
      const end = performance.now() + ms;
      fatal = {
        request: seen + 2 + Math.floor(random() * 15),
        kill: random() < 0.7 ? killServer : killMongod,
      };
      while (performance.now() < end) {
        await pause(200 + random() * 900);
        const dice = random();
        if (dice < 0.6) await fault();
        else if (dice < 0.75) begin(killServer());
        else if (dice < 0.85) begin(killMongod());
        else if (dice < 0.92) begin(killSandbox());
      }
      fatal = undefined;
      while (underWay.size > 0) await Promise.all(underWay);
      await fetch(`${sandboxUrl}/admin/faults`, { method: 'DELETE' });
      await Promise.all(servers.map((server) => server.isUp()));
    },
  };

  /** Failures here are the harness's own and end the run. */
  function begin(work: Promise<void>): void {
    const tracked = work.finally(() => underWay.delete(tracked));
    underWay.add(tracked);
  }

  function killServer(): Promise<void> {
    kills.servers += 1;
    const server = servers[Math.floor(random() * servers.length)];
    serverBusy = serverBusy.then(() => server?.killAndRestart());
    return serverBusy;
  }

  function killMongod(): Promise<void> {
    kills.mongod += 1;
    mongodBusy = mongodBusy.then(() => mongod.killAndRestart());
    return mongodBusy;
  }

  function killSandbox(): Promise<void> {
    kills.sandbox += 1;
    sandboxBusy = sandboxBusy.then(restartSandbox);
    return sandboxBusy;
  }

  async function fault(): Promise<void> {
    kills.faults += 1;
    const kind = faults[Math.floor(random() * faults.length)];
    const body = JSON.stringify({ kind, times: 1 + Math.floor(random() * 4), ms: 300, retryAfter: 1 });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${sandboxUrl}/admin/faults`, { method: 'POST', headers, body }).catch(() => undefined);
  }
}
