import type { Database } from './platform/database.ts';
import type { Clock } from './platform/clock.ts';
import type { NationalGatewayConfig } from './platform/config.ts';
import type { Logger } from './platform/logger.ts';
import type { Operation } from './platform/operation.ts';
import { createLedger } from './ledger/unit-of-work.ts';
import { certificateRoutes } from './features/certificates/certificate-routes.ts';
import { certificateService } from './features/certificates/certificate-service.ts';
import { fileBytes } from './features/files/file-bytes.ts';
import { fileRoutes } from './features/files/file-routes.ts';
import { fileService } from './features/files/file-service.ts';
import { geographyService } from './features/geography/geography-service.ts';
import { organisationRoutes } from './features/organisations/organisation-routes.ts';
import { organisationService } from './features/organisations/organisation-service.ts';
import { placeRoutes } from './features/places/place-routes.ts';
import { placeService } from './features/places/place-service.ts';
import { productRoutes } from './features/products/product-routes.ts';
import { productService } from './features/products/product-service.ts';

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
  const { database, clock, nationalGateway, publicOrigin } = deployment;
  const ledger = createLedger({ clock, gateways: nationalGateway ? ['national'] : [] });
  const geography = geographyService();
  const files = fileService({ ledger, clock, bytes: fileBytes(database) });
  const organisations = organisationService({
    ledger,
    clock,
    geography,
    published: () => Promise.resolve([]),
  });
  const places = placeService({ ledger, clock, organisations, geography });
  const products = productService({ ledger, clock, organisations, files, publicOrigin });
  const certificates = certificateService({ ledger, clock, organisations, files, products, places });

  const operations: Operation[] = [
    ...fileRoutes(files),
    ...organisationRoutes(organisations),
    ...placeRoutes(places),
    ...productRoutes(products),
    ...certificateRoutes(certificates),
  ];

  return { ledger, geography, files, organisations, places, products, certificates, operations };
}
