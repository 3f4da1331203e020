import type { StampKey } from './domain/stamps/serial.ts';
import type { Clock } from './platform/clock.ts';
import type { GatewaysConfig } from './platform/config.ts';
import type { Database } from './platform/database.ts';
import type { Logger } from './platform/logger.ts';
import type { ProvinceOf } from './platform/network-provinces.ts';
import type { GuardOptions } from './platform/outbound-guard.ts';
import type { MailPart } from './compose-notices.ts';

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
  /** Secrets of stamps, the current one first. */
  stampKeys: StampKey[];
  gateways: GatewaysConfig;
  /** Which province a network belongs to; nobody's is known where the operator has no table. */
  provinceOf?: ProvinceOf;
  /** Where notices by mail go; absent, people are told on pages alone. */
  mail?: MailPart | undefined;
  /** False in trial mode only. */
  requireSecondFactor: boolean;
  /** Tests check every API answer against its contract. */
  checkAnswers: boolean;
  /** Where the link checker may go, if elsewhere than ports 80 and 443 of the open internet: tests only. */
  outbound?: GuardOptions;
}
