import os from 'node:os';
import mongoose from 'mongoose';
import type { Logger } from './logger.ts';

mongoose.set('transactionAsyncLocalStorage', true);
mongoose.set('strictQuery', 'throw');
mongoose.set('autoIndex', false);
mongoose.set('autoCreate', false);

export type Database = mongoose.Connection;

/**
 * Connects once for the process. `runtimeAdapters` spares the driver a dynamic import, which jest's sandbox
 * refuses (docs/adr/0005).
 */
export async function connectDatabase(uri: string, log: Logger, name?: string): Promise<Database> {
  await mongoose.connect(uri, {
    runtimeAdapters: { os },
    readConcern: { level: 'majority' },
    writeConcern: { w: 'majority', journal: true },
    maxPoolSize: 30,
    serverSelectionTimeoutMS: 8000,
    ...(name === undefined ? {} : { dbName: name }),
  });
  const { connection } = mongoose;
  connection.on('disconnected', () => log.warn('database disconnected'));
  connection.on('reconnected', () => log.info('database reconnected'));
  return connection;
}

export async function closeDatabase(): Promise<void> {
  mongoose.connection.removeAllListeners('disconnected');
  await mongoose.disconnect();
}

/** True where an error says that a unique index already holds the key; `index` narrows it to one index. */
export function isDuplicateKey(error: unknown, index?: string): boolean {
  const { code, message } = error as { code?: unknown; message?: unknown };
  return code === 11000 && (index === undefined || String(message).includes(` index: ${index} `));
}
