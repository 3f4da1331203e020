/** `npm run gateway -- check NAME`: whether a live gateway behaves as its adapter expects, point by point; changes nothing there. */
import { checkGateway } from '../server/gateway/gateway-check.ts';
import { railsOf } from '../server/gateway/gateway-rails.ts';
import { parcelSeal } from '../server/gateway/parcel-seal.ts';
import { plainReason } from '../server/main-failure.ts';
import { systemClock } from '../server/platform/clock.ts';
import { readConfig } from '../server/platform/config.ts';
import { closeDatabase, connectDatabase } from '../server/platform/database.ts';
import { translate } from '../server/platform/i18n.ts';
import type { MessageKey } from '../server/platform/i18n.ts';
import { silentLogger } from '../server/platform/logger.ts';

const [command, name = ''] = process.argv.slice(2);

try {
  const { gateways: config, mongodbUri, publicOrigin = 'https://localhost' } = readConfig(process.env);
  const seal = config.file && parcelSeal(config.file.signingKey);
  const rails = railsOf({ config, clock: systemClock, publicOrigin, seal });
  const rail = rails.find(({ port }) => port.name === name);
  if (command !== 'check' || !rail) {
    const names = rails.map(({ port }) => port.name).join(' | ');
    console.error(`Usage: npm run gateway -- check ${names || 'NAME (none is configured: GATEWAY_…)'}`);
    process.exitCode = 2;
  } else {
    if (mongodbUri !== undefined) await connectDatabase(mongodbUri, silentLogger);
    const points = await checkGateway(rail.port, rail.feed.kinds);
    for (const { point, isGood, found } of points) {
      const key = `gateway.check-${point}` as MessageKey;
      console.log(`${isGood ? 'good  ' : 'FAILED'}  ${translate.vi(key)} / ${translate.en(key)}`);
      if (found !== '') console.log(`        ${found}`);
    }
    process.exitCode = points.every(({ isGood }) => isGood) ? 0 : 1;
  }
} catch (error) {
  console.error(plainReason(error));
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
