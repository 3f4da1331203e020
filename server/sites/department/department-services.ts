import type { Request } from 'express';
import type { BalanceService } from '../../features/balances/balance-service.ts';
import type { RecoveryRateService } from '../../features/balances/recovery-rate-service.ts';
import type { BatchService } from '../../features/batches/batch-service.ts';
import type { CaseService } from '../../features/cases/case-service.ts';
import type { CertificateService } from '../../features/certificates/certificate-service.ts';
import type { EventService } from '../../features/events/event-service.ts';
import type { StageCatalogueService } from '../../features/events/stage-catalogue-service.ts';
import type { FileService } from '../../features/files/file-service.ts';
import type { GeographyService } from '../../features/geography/geography-service.ts';
import type { HandoverService } from '../../features/handovers/handover-service.ts';
import type { HistoryService } from '../../features/history/history-service.ts';
import type { RecordFileService } from '../../features/history/record-file-service.ts';
import type { JobRunService } from '../../features/jobs/job-run-service.ts';
import type { MarkRegister } from '../../features/marks/mark-register.ts';
import type { OrganisationService } from '../../features/organisations/organisation-service.ts';
import type { PlaceService } from '../../features/places/place-service.ts';
import type { ProductService } from '../../features/products/product-service.ts';
import type { RecallService } from '../../features/recalls/recall-service.ts';
import type { ReportService } from '../../features/reports/report-service.ts';
import type { Scans } from '../../features/scans/scans.ts';
import type { StampService } from '../../features/stamps/stamp-service.ts';
import type { SubmissionService } from '../../features/submissions/submission-service.ts';
import type { DrillService } from '../../features/traces/drill-service.ts';
import type { TraceService } from '../../features/traces/trace-service.ts';
import type { LinkList } from '../../lookup/link-list.ts';
import type { LinkRegistry } from '../../lookup/link-registry.ts';
import type { GatewayService } from '../../gateway/gateway-service.ts';
import type { ParcelService } from '../../gateway/parcel-service.ts';
import type { ReconciliationService } from '../../gateway/reconciliation-service.ts';
import type { SyncService } from '../../gateway/sync-service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Frame } from '../shared/page-layout.ts';

/** What the department's pages stand on: the same services as the API. */
export interface DepartmentServices {
  clock: Clock;
  /** The province searched first when a commune is looked for. */
  provinceCode: string;
  frameFor: (req: Request) => Frame;
  organisations: Pick<OrganisationService, 'create' | 'edit' | 'read' | 'list' | 'namesOf'>;
  places: Pick<PlaceService, 'read' | 'list' | 'titlesOf'>;
  products: Pick<ProductService, 'read' | 'list' | 'titlesOf'>;
  certificates: Pick<CertificateService, 'read' | 'list'>;
  batches: Pick<BatchService, 'read' | 'list' | 'suspend' | 'restore' | 'takeDown' | 'recall' | 'suspended'>;
  events: Pick<EventService, 'list'>;
  stamps: Pick<StampService, 'totals'>;
  massBalances: Pick<BalanceService, 'read'>;
  recoveryRates: Pick<RecoveryRateService, 'list' | 'add'>;
  handovers: Pick<HandoverService, 'list' | 'find'>;
  catalogues: Pick<StageCatalogueService, 'read' | 'edit'>;
  submissions: Pick<
    SubmissionService,
    | 'queue'
    | 'around'
    | 'marks'
    | 'backlog'
    | 'serviceLevel'
    | 'find'
    | 'claim'
    | 'release'
    | 'approve'
    | 'approveAll'
    | 'return'
    | 'refuse'
  >;
  histories: HistoryService;
  recordFiles: RecordFileService;
  marks: MarkRegister['marks'];
  grants: MarkRegister['grants'];
  decisions: MarkRegister['decisions'];
  balances: Pick<MarkRegister['balances'], 'list' | 'raise'>;
  papers: MarkRegister['papers'];
  projects: MarkRegister['projects'];
  regulations: MarkRegister['regulations'];
  members: MarkRegister['members'];
  seasons: MarkRegister['seasons'];
  visits: MarkRegister['visits'];
  overviews: MarkRegister['overviews'];
  reminders: Pick<MarkRegister['reminders'], 'list'>;
  markChoices: MarkRegister['markChoices'];
  files: Pick<FileService, 'describe' | 'storeTyped'>;
  geography: Pick<GeographyService, 'search' | 'commune' | 'formatAddress'>;
  sync: Pick<
    SyncService,
    'list' | 'find' | 'ofRecord' | 'counts' | 'causes' | 'retry' | 'skip' | 'requeueCause'
  >;
  gateways: GatewayService;
  reconciliations: ReconciliationService;
  parcels: ParcelService;
  recalls: RecallService;
  jobRuns: Pick<JobRunService, 'list' | 'names'>;
  reports: Pick<ReportService, 'list' | 'find'>;
  scans: Pick<Scans, 'inspecting' | 'anomalies' | 'figures' | 'norms' | 'history'>;
  cases: Pick<CaseService, 'open' | 'find' | 'list' | 'note' | 'decide'>;
  traces: TraceService;
  drills: DrillService;
  linkLists: LinkList;
  linkRegister: Pick<LinkRegistry, 'importLinkset' | 'exported'>;
  /** Scheme and host of every printed code. */
  publicOrigin: string;
}
