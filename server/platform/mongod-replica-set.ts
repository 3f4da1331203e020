import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import mongoose from 'mongoose';

type Admin = ReturnType<mongoose.mongo.Db['admin']>;

interface ReplicaSetConfig {
  _id: string;
  version: number;
  members: { _id: number; host: string }[];
}

interface Wanted {
  host: string;
  replSet: string;
  /** Majority then means in memory: for test data, which nobody misses after a crash. */
  ephemeral: boolean;
}

const patience = 60_000;

/**
 * Makes a single mongod the primary of its own replica set, which transactions and change streams need. A kept folder
 * remembers the port of its last run, so its stored configuration is rewritten to the present one.
 */
export async function becomePrimary({ host, replSet, ephemeral }: Wanted): Promise<void> {
  const client = new mongoose.mongo.MongoClient(`mongodb://${host}/`, {
    directConnection: true,
    runtimeAdapters: { os },
  });
  try {
    const admin = client.db('admin').admin();
    const deadline = Date.now() + patience;
    while (!(await isPrimary(admin, host))) {
      if (Date.now() > deadline)
        throw new Error(`The embedded MongoDB at ${host} did not become primary in time.`);
      await configure(admin, { host, replSet, ephemeral });
      await pause(25);
    }
  } finally {
    await client.close();
  }
}

async function isPrimary(admin: Admin, host: string): Promise<boolean> {
  const { isWritablePrimary, me } = await admin.command({ hello: 1 });
  return isWritablePrimary === true && me === host;
}

async function configure(admin: Admin, { host, replSet, ephemeral }: Wanted): Promise<void> {
  const members = [{ _id: 0, host }];
  const stored = await storedConfig(admin);
  if (!stored) {
    const config = { _id: replSet, members, writeConcernMajorityJournalDefault: !ephemeral };
    await admin.command({ replSetInitiate: config }).catch(unless('AlreadyInitialized'));
  } else if (stored.members.length !== 1 || stored.members[0]?.host !== host) {
    const config = { ...stored, version: stored.version + 1, members };
    await admin.command({ replSetReconfig: config, force: true });
  }
}

async function storedConfig(admin: Admin): Promise<ReplicaSetConfig | undefined> {
  const answer = await admin.command({ replSetGetConfig: 1 }).catch(unless('NotYetInitialized'));
  return answer?.config as ReplicaSetConfig | undefined;
}

/** A mongod that is still reading its stored configuration says both; the next round sees it. */
function unless(codeName: string) {
  return (error: unknown): undefined => {
    if (error instanceof mongoose.mongo.MongoServerError && error.codeName === codeName) return undefined;
    throw error;
  };
}
