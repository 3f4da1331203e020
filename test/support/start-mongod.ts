import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedMongod } from '../../server/platform/embedded-mongod.ts';
import { findMongod } from '../../server/platform/mongod-binary.ts';
import { testRun } from './test-run.ts';

const log = { info: console.error, warn: console.error };

/** One replica set for the whole run: the one named by MONGODB_URI, or an embedded one in a folder of its own. */
export default async function startMongod(): Promise<void> {
  const { MONGODB_URI: given, MONGOMS_SYSTEM_BINARY: systemBinary } = process.env;
  if (given) {
    process.env.TEST_MONGODB_URI = given;
    return;
  }
  const binary = await findMongod({ systemBinary, log });
  const dataDir = await mkdtemp(join(tmpdir(), 'nguon-goc-test-'));
  const mongod = await startEmbeddedMongod({ dataDir, binary, log, ephemeral: true });
  process.env.TEST_MONGODB_URI = mongod.uri;
  testRun.end = async () => {
    await mongod.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
