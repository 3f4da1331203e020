/** A server that owns an embedded mongod, for tests that kill it: `own-mongod.ts DATA_DIR PATH VERSION`. */
import { startEmbeddedMongod } from '../../server/platform/embedded-mongod.ts';

const [dataDir = '', path = '', version = ''] = process.argv.slice(2);
const log = { info: console.error, warn: console.error };
const mongod = await startEmbeddedMongod({ dataDir, binary: { path, version }, log });
process.once('SIGTERM', () => void mongod.stop());
console.log(mongod.uri);
