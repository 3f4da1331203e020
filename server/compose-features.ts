import type { Database } from './platform/database.ts';
import type { Clock } from './platform/clock.ts';
import type { NationalGatewayConfig } from './platform/config.ts';
import type { Logger } from './platform/logger.ts';
import type { Operation } from './platform/operation.ts';
import { createLedger } from './ledger/unit-of-work.ts';
import { geographyService } from './features/geography/geography-service.ts';

/** What one deployment is: where it stands, whom it serves, what it is connected to. */
export interface Deployment {
  database: Database;
  log: Logger;
  clock: Clock;
  /** Scheme and host of every printed code; never taken from a request. */
  publicOrigin: string;
  provinceCode: string;
  trustProxy: string[];
  /** Signing keys of API tokens, the current one first. */
  tokenSecrets: string[];
  nationalGateway: NationalGatewayConfig | undefined;
  /** False in trial mode only. */
  requireSecondFactor: boolean;
  /** Tests check every API answer against its contract. */
  checkAnswers: boolean;
}

export type Features = ReturnType<typeof composeFeatures>;

/** Every service, made once, in the order of what needs what. */
export function composeFeatures(deployment: Deployment) {
  const { clock, nationalGateway } = deployment;
  const ledger = createLedger({ clock, gateways: nationalGateway ? ['national'] : [] });
  const geography = geographyService();

  const operations: Operation[] = [];

  return { ledger, geography, operations };
}
