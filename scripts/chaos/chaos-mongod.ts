import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import path from 'node:path';
import { findMongod } from '../../server/platform/mongod-binary.ts';
import { becomePrimary } from '../../server/platform/mongod-replica-set.ts';
import { eventually } from './chaos-waiting.ts';

export type ChaosMongod = Awaited<ReturnType<typeof chaosMongod>>;

const log = { info: console.error, warn: console.error };
const modest = ['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '256', '--bind_ip', '127.0.0.1'];

/** A mongod of our own on a port and a folder that stay the same however often it is killed. */
export async function chaosMongod(folder: string, port: number) {
  const dbPath = path.join(folder, `mongod-${port}`);
  await mkdir(dbPath, { recursive: true });
  const binary = await findMongod({ systemBinary: process.env['MONGOMS_SYSTEM_BINARY'], log });
  const host = `127.0.0.1:${port}`;
  let child = await begin();
  process.once('exit', () => child.kill('SIGKILL'));
  await becomePrimary({ host, replSet: 'chaos', ephemeral: false });

  return {
    uri: `mongodb://${host}/nguon-goc?replicaSet=chaos`,

    /** As a power cut would; comes back on the same folder. */
    async killAndRestart(): Promise<void> {
      child.kill('SIGKILL');
      await ended(child);
      child = await begin();
      await becomePrimary({ host, replSet: 'chaos', ephemeral: false });
    },

    async stop(): Promise<void> {
      child.kill('SIGTERM');
      await ended(child);
    },
  };

  async function begin(): Promise<ChildProcess> {
    const args = ['--dbpath', dbPath, '--port', String(port), '--replSet', 'chaos', ...modest];
    const started = spawn(binary.path, args, { stdio: 'ignore' });
    await eventually('mongod listens', () => listens(port));
    return started;
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}
