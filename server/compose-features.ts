import type { Subject } from './domain/change.ts';
import type { Deployment } from './compose-deployment.ts';
import { composeBalances } from './compose-balances.ts';
import { composeHistory } from './compose-history.ts';
import { composePrinting } from './compose-printing.ts';
import { reviewNeighbours } from './compose-review.ts';
import { composeNotices } from './compose-notices.ts';
import { composeGateways } from './compose-gateways.ts';
import { composeLinks } from './compose-links.ts';
import { batchNeighbours, eventNeighbours, filesShown, marksNeighbours } from './compose-neighbours.ts';
import { composeScans, scansUnderMark, stampedGoods } from './compose-scans.ts';
import { stampMarks, stampNeighbours } from './compose-stamps.ts';
import { composeSearch } from './compose-search.ts';
import { composeRecalls } from './compose-recalls.ts';
import { composeTimeline } from './compose-timeline.ts';
import { composeTraces } from './compose-traces.ts';
import { createAccounts } from './features/accounts/accounts.ts';
import { batchQrRoutes } from './features/batches/batch-qr-routes.ts';
import { batchReview } from './features/batches/batch-review.ts';
import { batchRoutes } from './features/batches/batch-routes.ts';
import { batchService } from './features/batches/batch-service.ts';
import { caseRoutes } from './features/cases/case-routes.ts';
import { certificateRoutes } from './features/certificates/certificate-routes.ts';
import { certificateService } from './features/certificates/certificate-service.ts';
import { captureService } from './features/events/capture-service.ts';
import { eventRoutes } from './features/events/event-routes.ts';
import { eventSearch } from './features/events/event-search.ts';
import { eventService } from './features/events/event-service.ts';
import { labelEvents } from './features/events/label-events.ts';
import { stageCatalogueService } from './features/events/stage-catalogue-service.ts';
import { attachmentOf } from './features/files/file-name.ts';
import { fileBytes } from './features/files/file-bytes.ts';
import { fileEvidence } from './features/files/file-evidence.ts';
import { fileRoutes } from './features/files/file-routes.ts';
import { fileService } from './features/files/file-service.ts';
import { pictureLikeness } from './features/files/picture-looks.ts';
import { geographyRoutes } from './features/geography/geography-routes.ts';
import { geographyService } from './features/geography/geography-service.ts';
import { jobRunRoutes } from './features/jobs/job-run-routes.ts';
import { jobRunService } from './features/jobs/job-run-service.ts';
import { createMarks } from './features/marks/mark-register.ts';
import { organisationRoutes } from './features/organisations/organisation-routes.ts';
import { organisationService } from './features/organisations/organisation-service.ts';
import { placeRoutes } from './features/places/place-routes.ts';
import { placeService } from './features/places/place-service.ts';
import { productRoutes } from './features/products/product-routes.ts';
import { productService } from './features/products/product-service.ts';
import { reportRoutes } from './features/reports/report-routes.ts';
import { reportService } from './features/reports/report-service.ts';
import { stampActRoutes } from './features/stamps/stamp-act-routes.ts';
import { stampRoutes } from './features/stamps/stamp-routes.ts';
import { stampService } from './features/stamps/stamp-service.ts';
import { submissionRoutes } from './features/submissions/submission-routes.ts';
import { submissionService } from './features/submissions/submission-service.ts';
import { feedsOf } from './gateway/gateway-rails.ts';
import { createLedger } from './ledger/unit-of-work.ts';
import { lookupService } from './lookup/lookup-service.ts';
import { originRefresher } from './lookup/origin-refresher.ts';
import { originSources } from './lookup/origin-sources.ts';
import { publisher } from './lookup/publisher.ts';
import { searchIndex } from './lookup/search-index.ts';
import { standingRecords } from './lookup/standing-records.ts';

export type Features = ReturnType<typeof composeFeatures>;

/** Every service, made once, in the order of what needs what. */
export function composeFeatures(deployment: Deployment) {
  const { database, log, clock, gateways: config, publicOrigin } = deployment;
  // The ledger tells of what it writes down, and what is told is read from features that come after it.
  const told = composeNotices(deployment, () => ({ namesOf: organisations.namesOf, submissions, stamps }));
  const geography = geographyService();
  const { refresh: refreshed } = searchIndex({ clock, namesAround: geography.namesAround });
  const ledger = createLedger({ clock, gateways: feedsOf(config), refreshed, tell: told.tell });
  const bytes = fileBytes(database);
  const files = fileService({ ledger, clock, bytes, shownElsewhere: filesShown });
  const likeness = pictureLikeness({ bytes });

  // Publishing reads every feature, and features publish: the ring is closed by this late call.
  const published = (subject: Subject) => publish.published(subject);
  const organisations = organisationService({ ledger, clock, geography, published });
  const places = placeService({ ledger, clock, organisations, geography });
  const products = productService({ ledger, clock, organisations, files, publicOrigin });
  const certificates = certificateService({ ledger, clock, organisations, files, products, places });
  const registry = { organisations, places, products, certificates, files };

  const marks = createMarks({
    ...{ ledger, clock, geography, publicOrigin, published, attachmentOf },
    neighbours: marksNeighbours(registry, geography),
    scansByProvince: (mark) => scansUnderMark(scans.history, mark),
  });
  const stamps = stampService({
    ledger,
    clock,
    publicOrigin,
    keys: deployment.stampKeys,
    neighbours: {
      ...stampNeighbours(),
      ...stampMarks(marks),
      tellLabels: labelEvents({ clock, publicOrigin }),
    },
  });
  const printing = composePrinting({ ledger, clock, log, publicOrigin, bytes, stamps });
  const batchParts = {
    ledger,
    clock,
    publicOrigin,
    neighbours: batchNeighbours(registry, { claims: marks.claims, stamps }),
  };
  const batches = batchService({ ...batchParts, published });
  const eventParts = {
    ledger,
    clock,
    publicOrigin,
    neighbours: eventNeighbours(registry, batches),
    published,
  };
  const catalogues = stageCatalogueService({ ledger, clock });
  const events = eventService({ ...eventParts, catalogues });
  const weighed = composeBalances({
    ...{ ledger, clock, publicOrigin, events, stamps, namesOf: organisations.namesOf },
    eventNeighbours: eventParts.neighbours,
  });
  const journey = composeTimeline({ publicOrigin, organisations, catalogues, files, geography, batches });
  const epcis = { capture: captureService(eventParts), search: eventSearch({ clock }) };
  const submissions = submissionService({
    ledger,
    clock,
    published,
    namesOf: organisations.namesOf,
    neighbours: reviewNeighbours({ likeness, geography, massBalances: weighed.massBalances }),
    ports: [
      organisations.reviewPort,
      places.reviewPort,
      products.reviewPort,
      certificates.reviewPort,
      batchReview({ ...batchParts, stagesOf: journey.told, publishFiles: files.publish }),
    ],
  });

  const sources = originSources({
    clock,
    organisations: organisations.inForce,
    places: places.inForce,
    products: products.inForce,
    certificates: certificates.inForce,
    batches: batches.inForce,
    files,
    formatAddress: geography.formatAddress,
    timeline: journey.timeline,
  });
  const publish = publisher({ clock, publicOrigin, sources });
  const refresher = originRefresher({ ledger, clock, publisher: publish, log });
  const lookup = lookupService();
  const links = composeLinks({ ...deployment, ledger, products });
  const reports = reportService({
    ...{ ledger, clock, published: lookup.goods },
    stamped: stampedGoods({ stamps, lookup }),
    keepPicture: (file, by) => files.storeTyped(file, by, { organisation: null, kind: 'picture' }),
  });
  const { cases, scans } = composeScans({
    ...{ database, ledger, clock, log, stamps, products, organisations, events, geography, lookup },
    provinceOf: deployment.provinceOf,
  });
  const tracing = composeTraces({ ledger, clock, publicOrigin, batches, organisations });
  const { search, ...finding } = composeSearch({ organisations, stamps });
  const { recalls, ...recalling } = composeRecalls({
    ...{ ledger, clock, publicOrigin, batches, organisations, lookup },
    traces: tracing.services.traces,
  });
  const jobRuns = jobRunService({ clock });
  const history = composeHistory({
    ...{ ledger, clock, attachmentOf },
    evidence: fileEvidence({ bytes }),
    reading: { ...registry, ...marks, geography },
  });
  const accounts = createAccounts({ ...deployment, ledger, organisations });
  const noticed = told.serve(ledger);
  const standing = standingRecords(publish);
  const roads = composeGateways({ config, ledger, files, standing, publicOrigin, clock, log });

  return {
    ...registry,
    ledger,
    geography,
    printing,
    ...marks,
    batches,
    stamps,
    events,
    publicView: journey.publicView,
    catalogues,
    massBalances: weighed.massBalances,
    recoveryRates: weighed.recoveryRates,
    handovers: weighed.handovers,
    epcis,
    submissions,
    likeness,
    refresher,
    lookup,
    ...links.services,
    scans,
    cases,
    reports,
    search,
    recalls,
    jobRuns,
    ...tracing.services,
    ...history.services,
    accounts,
    ...roads.services,
    ...noticed.services,
    tellByCalendar: told.tellByCalendar,
    letterSender: noticed.sender,
    gatewayWork: roads.background,
    operations: [
      ...accounts.operations,
      ...geographyRoutes(geography),
      ...fileRoutes(files),
      ...organisationRoutes(organisations),
      ...placeRoutes(places),
      ...productRoutes(products),
      ...certificateRoutes(certificates),
      ...batchRoutes(batches),
      ...batchQrRoutes(batches),
      ...journey.operations,
      ...stampRoutes(stamps),
      ...stampActRoutes(stamps),
      ...eventRoutes({ events, catalogues }),
      ...weighed.operations,
      ...submissionRoutes(submissions),
      ...marks.operations,
      ...links.operations,
      ...printing.operations,
      ...scans.operations,
      ...caseRoutes(cases),
      ...tracing.operations,
      ...recalling.operations,
      ...jobRunRoutes(jobRuns),
      ...history.operations,
      ...reportRoutes(reports),
      ...finding.operations,
      ...roads.operations,
      ...noticed.operations,
    ],
  };
}
