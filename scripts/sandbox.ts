/** `npm run sandbox`: the sandbox gateway alone, for this system's own trials and for other teams' clients. */
import { startSandbox } from '../server/gateway/sandbox/sandbox-server.ts';
import { systemClock } from '../server/platform/clock.ts';
import { createLogger } from '../server/platform/logger.ts';

const {
  MONGODB_URI: mongoUri,
  PORT: port = '4100',
  HOST: host = '127.0.0.1',
  LOG_LEVEL: level = 'warn',
  CLIENT_ID: clientId = 'sandbox',
  CLIENT_SECRET: clientSecret = 'sandbox',
} = process.env;

if (mongoUri === undefined) {
  console.error(
    'Thiếu MONGODB_URI: địa chỉ MongoDB để giữ dữ liệu. / MONGODB_URI is missing: where to keep the data.',
  );
  process.exitCode = 1;
} else {
  const log = createLogger(level);
  const database = { mongoUri };
  const sandbox = await startSandbox({
    database,
    host,
    port: Number(port),
    clock: systemClock,
    log,
    clientId,
    clientSecret,
  });
  console.log(`Cổng quốc gia thử nghiệm / sandbox gateway: ${sandbox.url}`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void sandbox.close());
}
