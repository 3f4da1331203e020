import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import express from 'express';
import type { ErrorRequestHandler, Express } from 'express';
import mongoose from 'mongoose';
import type { Connection } from 'mongoose';
import type { Logger } from '../../platform/logger.ts';
import { sandboxAdmin } from './sandbox-admin.ts';
import { sandboxApi } from './sandbox-api.ts';
import { sandboxDesk } from './sandbox-desk.ts';
import { refuse } from './sandbox-dialect.ts';
import { sandboxFaults } from './sandbox-faults.ts';
import { sandboxJournal } from './sandbox-journal.ts';
import type { Call } from './sandbox-journal.ts';
import { openStore } from './sandbox-store.ts';
import { sandboxTokens } from './sandbox-tokens.ts';
import type { SandboxTokensOptions } from './sandbox-tokens.ts';

export interface SandboxOptions extends SandboxTokensOptions {
  /** Where its own data lives: an address, or a connection that somebody else keeps open. */
  database: { mongoUri: string } | { connection: Connection };
  databaseName?: string;
  host: string;
  /** 0 for any free port. */
  port: number;
  log: Logger;
  /** Sees every call as it comes in. */
  onCall?: (call: Call) => void;
}

export interface Sandbox {
  url: string;
  close(): Promise<void>;
}

/** A national gateway to try against: real HTTP, real data of its own, faults on demand. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { database, databaseName = 'sandbox_gateway', host, port, log, clock, onCall } = options;
  const connection = 'connection' in database ? database.connection : await connect(database.mongoUri);
  const store = await openStore(connection.getClient().db(databaseName), clock);
  const faults = sandboxFaults(clock);
  const skewed = { now: () => new Date(clock.now().getTime() + faults.skew()) };
  const tokens = sandboxTokens({ ...options, clock: skewed });
  const journal = sandboxJournal({ clock, ...(onCall && { onCall }) });

  const app = express().disable('x-powered-by').disable('etag');
  app.use(journal.middleware, faults.middleware);
  app.use('/sso', tokens.signIn);
  app.use('/tochuc/v5', tokens.requireToken, sandboxApi({ store, desk: sandboxDesk(store) }));
  app.use(sandboxAdmin({ store, faults, journal }), failure(log));

  const { server, url } = await listen(app, host, port);
  log.info({ url }, 'sandbox gateway listening');
  return {
    url,
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      if ('mongoUri' in database) await connection.close();
    },
  };
}

function connect(mongoUri: string): Promise<Connection> {
  return mongoose
    .createConnection(mongoUri, { runtimeAdapters: { os }, serverSelectionTimeoutMS: 8000 })
    .asPromise();
}

async function listen(app: Express, host: string, port: number) {
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(port, host, resolve);
  });
  const { port: bound } = server.address() as AddressInfo;
  return { server, url: `http://${host}:${bound}` };
}

function failure(log: Logger): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    log.error({ error }, 'sandbox gateway failed');
    if (!res.headersSent) res.status(500).json(refuse('ERR_SYS_DEV', 'Lỗi hệ thống.'));
  };
}
