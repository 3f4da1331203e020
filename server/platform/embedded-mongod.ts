import { setTimeout as pause } from 'node:timers/promises';
import {
  claimDataFolder,
  DataFolderError,
  livingOwner,
  prepareDataFolder,
  releaseDataFolder,
} from './data-folder.ts';
import type { MongodBinary, MongodLog } from './mongod-binary.ts';
import { launchMongod, MongodStartError, type MongodProcess } from './mongod-process.ts';
import { becomePrimary } from './mongod-replica-set.ts';

export interface EmbeddedMongod {
  uri: string;
  stop: () => Promise<void>;
}

interface Start {
  /** Made where it is missing, readable by its owner only; the database lies in its `mongod` folder. */
  dataDir: string;
  binary: MongodBinary;
  log: MongodLog;
  /** Test data: acknowledged before it is on the disk. */
  ephemeral?: boolean;
}

const replSet = 'nguon-goc';

/** Half a gigabyte of cache and of oplog: a laptop has other things to do, and mongod would take half its memory. */
const modest = [
  '--wiredTigerCacheSizeGB',
  '0.5',
  '--oplogSize',
  '512',
  '--setParameter',
  'diagnosticDataCollectionEnabled=false',
];

/** How long a mongod whose server was killed may take to be noticed by its watcher and to shut down. */
const lastBreath = 30_000;

/**
 * A one-node replica set as a child of this process, on a folder that is kept. The lock that decides who has the folder
 * is mongod's own, held by the kernel: it can neither go stale nor be forgotten.
 */
export async function startEmbeddedMongod({
  dataDir,
  binary,
  log,
  ephemeral = false,
}: Start): Promise<EmbeddedMongod> {
  const dbPath = await prepareDataFolder(dataDir);
  const mongod = await launchWhenFree(dataDir, () =>
    launchMongod({ dbPath, binary, args: ['--replSet', replSet, ...modest], log }),
  );
  const stop = async () => {
    await releaseDataFolder(dataDir);
    await mongod.stop();
  };
  try {
    await claimDataFolder(dataDir);
    await becomePrimary({ host: mongod.host, replSet, ephemeral });
  } catch (error) {
    await stop();
    throw error;
  }
  return { uri: `mongodb://${mongod.host}/nguon-goc?directConnection=true`, stop };
}

/** A folder may be taken by a living server, which keeps it, or for a moment by the mongod of one that was killed. */
async function launchWhenFree(dataDir: string, launch: () => Promise<MongodProcess>): Promise<MongodProcess> {
  const deadline = Date.now() + lastBreath;
  for (;;) {
    try {
      return await launch();
    } catch (error) {
      if (!(error instanceof MongodStartError) || Date.now() > deadline) throw error;
      if (error.portTaken) continue;
      if (!error.folderTaken) throw error;
      const owner = await livingOwner(dataDir);
      if (owner !== undefined) throw new DataFolderError(dataDir, 'start.folder-in-use', { pid: owner });
    }
    await pause(250);
  }
}
