import { buffer } from 'node:stream/consumers';
import { DomainError } from './domain/errors.ts';
import type { FileService } from './features/files/file-service.ts';
import { gatewayRoutes } from './gateway/gateway-routes.ts';
import { railsOf } from './gateway/gateway-rails.ts';
import { gatewayService } from './gateway/gateway-service.ts';
import type { Standing } from './gateway/outbox-fill.ts';
import { parcelRoutes } from './gateway/parcel-routes.ts';
import { parcelSeal } from './gateway/parcel-seal.ts';
import { parcelService } from './gateway/parcel-service.ts';
import { reconcileSchedule } from './gateway/reconcile-schedule.ts';
import { reconciliation } from './gateway/reconciliation.ts';
import { reconciliationService } from './gateway/reconciliation-service.ts';
import { syncRoutes } from './gateway/sync-routes.ts';
import { syncService } from './gateway/sync-service.ts';
import { syncWorker } from './gateway/sync-worker.ts';
import type { Ledger } from './ledger/unit-of-work.ts';
import type { Clock } from './platform/clock.ts';
import type { GatewaysConfig } from './platform/config.ts';
import type { Logger } from './platform/logger.ts';

interface GatewayParts {
  config: GatewaysConfig;
  ledger: Ledger;
  files: FileService;
  standing: Standing;
  publicOrigin: string;
  clock: Clock;
  log: Logger;
}

/** The roads to the national gateways: adapters, workers, comparison, and the desk's services over them. */
export function composeGateways(parts: GatewayParts) {
  const { config, ledger, files, standing, publicOrigin, clock, log } = parts;
  const seal = config.file && parcelSeal(config.file.signingKey);
  const rails = railsOf({ config, clock, publicOrigin, seal });
  const compare = reconciliation({ ledger, clock, log, standing });
  const schedule = reconcileSchedule({ gateways: rails, reconciliation: compare, clock, log });
  const { inFlight } = config;
  const workers = rails.map(({ port: gateway }) => syncWorker({ gateway, clock, log, inFlight }));

  const sync = syncService({ ledger, clock });
  const gateways = gatewayService({ rails, ledger, clock, onAsked: schedule.ring });
  const reconciliations = reconciliationService({ ledger, clock });
  const pictureBytes = ownPictures(files, publicOrigin);
  const parcels = parcelService({ ledger, clock, seal, sender: publicOrigin, pictureBytes });

  return {
    services: { sync, gateways, reconciliations, parcels },
    background: [...workers, schedule],
    operations: [
      ...syncRoutes(sync),
      ...gatewayRoutes({ gateways, reconciliations }),
      ...parcelRoutes(parcels),
    ],
  };
}

/** The bytes of a picture by its public address: only those that everybody may see. */
function ownPictures(files: FileService, publicOrigin: string) {
  return async (address: string): Promise<Buffer | undefined> => {
    const [, id, width] =
      /^\/media\/([0-9a-f]{24})\/(\d{1,5})\.jpg$/.exec(address.slice(publicOrigin.length)) ?? [];
    if (!address.startsWith(publicOrigin) || id === undefined) return undefined;
    try {
      return await buffer(files.read(await files.picture(id, Number(width), undefined)));
    } catch (error) {
      if (error instanceof DomainError) return undefined;
      throw error;
    }
  };
}
