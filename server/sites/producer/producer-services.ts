import type { Request } from 'express';
import type { BalanceService } from '../../features/balances/balance-service.ts';
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
import type { MarkRegister } from '../../features/marks/mark-register.ts';
import type { OrganisationService } from '../../features/organisations/organisation-service.ts';
import type { PlaceService } from '../../features/places/place-service.ts';
import type { ProductService } from '../../features/products/product-service.ts';
import type { Scans } from '../../features/scans/scans.ts';
import type { LabelLayoutService } from '../../features/stamps/printing/label-layout-service.ts';
import type { PrintJobService } from '../../features/stamps/printing/print-job-service.ts';
import type { StampService } from '../../features/stamps/stamp-service.ts';
import type { SubmissionService } from '../../features/submissions/submission-service.ts';
import type { BatchPublicViewService } from '../../lookup/batch-public-view.ts';
import type { DrillService } from '../../features/traces/drill-service.ts';
import type { TraceService } from '../../features/traces/trace-service.ts';
import type { LinkDeclarations } from '../../lookup/link-declarations.ts';
import type { LinkList } from '../../lookup/link-list.ts';
import type { SyncService } from '../../gateway/sync-service.ts';
import type { Clock } from '../../platform/clock.ts';
import type { Frame } from '../shared/page-layout.ts';

/** What the producer's pages stand on: the same services as the API. */
export interface ProducerServices {
  clock: Clock;
  /** The province searched first when a commune is looked for. */
  provinceCode: string;
  frameFor: (req: Request) => Frame;
  organisations: Pick<OrganisationService, 'read' | 'edit' | 'list' | 'inForce' | 'namesOf'>;
  places: Pick<PlaceService, 'create' | 'read' | 'edit' | 'list' | 'inForce' | 'titlesOf'>;
  products: Pick<ProductService, 'create' | 'read' | 'edit' | 'list' | 'inForce' | 'titlesOf'>;
  certificates: Pick<CertificateService, 'create' | 'read' | 'edit' | 'list' | 'inForce'>;
  batches: Pick<
    BatchService,
    'create' | 'read' | 'edit' | 'list' | 'inForce' | 'template' | 'close' | 'explain'
  >;
  events: Pick<EventService, 'list' | 'add' | 'withdraw'>;
  catalogues: Pick<StageCatalogueService, 'read' | 'stage'>;
  publicView: BatchPublicViewService;
  massBalances: Pick<BalanceService, 'read' | 'foreseen'>;
  handovers: HandoverService;
  stamps: StampService;
  submissions: Pick<SubmissionService, 'submit' | 'withdraw'>;
  histories: HistoryService;
  recordFiles: RecordFileService;
  files: Pick<FileService, 'storeTyped' | 'describe' | 'owned'>;
  geography: Pick<GeographyService, 'search' | 'commune' | 'formatAddress'>;
  grants: Pick<MarkRegister['grants'], 'list' | 'find' | 'apply' | 'edit' | 'askAgain'>;
  marks: Pick<MarkRegister['marks'], 'list' | 'find'>;
  members: Pick<MarkRegister['members'], 'list'>;
  markChoices: Pick<MarkRegister['markChoices'], 'approved'>;
  papers: MarkRegister['papers'];
  balances: Pick<MarkRegister['balances'], 'list'>;
  claims: Pick<MarkRegister['claims'], 'standingOf'>;
  sync: Pick<SyncService, 'ofRecord'>;
  scans: Pick<Scans, 'history'>;
  cases: Pick<CaseService, 'noticesOf'>;
  traces: TraceService;
  drills: DrillService;
  declarations: LinkDeclarations;
  linkLists: LinkList;
  printing: { jobs: PrintJobService; layouts: LabelLayoutService };
}
