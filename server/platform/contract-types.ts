// Generated from schemas/ by scripts/generate-contracts.ts; do not edit.

/**
 * The identifier of a record: 24 hexadecimal digits.
 */
export type Id = string;
/**
 * A moment, UTC (RFC 3339).
 */
export type Instant = string;
/**
 * A decimal number as text, so that no digit is lost: point as separator, at most 12 digits before and 6 after it.
 */
export type Decimal = string;
/**
 * A date without a time, in the calendar of Việt Nam: yyyy-mm-dd.
 */
export type CalendarDate = string;
/**
 * A moment as a clerk knows it, in Asia/Ho_Chi_Minh: yyyy-mm-dd or yyyy-mm-ddThh:mm.
 */
export type LocalTime = string;
/**
 * Longitude, latitude in degrees, WGS 84 (RFC 7946 §3.1.1).
 *
 * @minItems 2
 * @maxItems 2
 */
export type Position = number[];
/**
 * What the log tells of: every kind of record and of act.
 */
export type SubjectKind =
  | 'organisation'
  | 'place'
  | 'product'
  | 'certificate'
  | 'batch'
  | 'mark'
  | 'grant'
  | 'user'
  | 'submission'
  | 'sync-message'
  | 'gateway'
  | 'reconciliation'
  | 'parcel'
  | 'file'
  | 'report'
  | 'linkset'
  | 'capture'
  | 'event'
  | 'stage-catalogue'
  | 'recovery-rate'
  | 'handover'
  | 'link'
  | 'scan-norm'
  | 'case'
  | 'recall'
  | 'recall-drill'
  | 'print-job'
  | 'label-layout';
/**
 * A point or a simple polygon without holes (RFC 7946).
 */
export type Geometry =
  | {
      type: 'Point';
      coordinates: Position;
    }
  | {
      type: 'Polygon';
      /**
       * @minItems 1
       * @maxItems 1
       */
      coordinates: Position[][];
    };
/**
 * The identifier of a record: 24 hexadecimal digits.
 */
export type Id1 = string;
/**
 * The identifier of a record: 24 hexadecimal digits.
 */
export type Id2 = string;
/**
 * Whether a kind of notice comes by e-mail: within minutes, in one e-mail a day, or never.
 */
export type MailTiming = 'at-once' | 'daily' | 'never';
/**
 * What a notice tells.
 */
export type NoticeKind =
  | 'returned'
  | 'refused'
  | 'approved'
  | 'suspended'
  | 'recalled'
  | 'hold-ended'
  | 'right-decided'
  | 'expiring'
  | 'handover-waiting'
  | 'handover-answered'
  | 'stamps-low'
  | 'print-done'
  | 'submission-waiting'
  | 'submission-overdue'
  | 'explained'
  | 'recall-closed'
  | 'sync-stuck'
  | 'right-applied';
/**
 * A decimal number as text, so that no digit is lost: point as separator, at most 12 digits before and 6 after it.
 */
export type Decimal1 = string;
/**
 * A decimal number as text, so that no digit is lost: point as separator, at most 12 digits before and 6 after it.
 */
export type Decimal2 = string;
/**
 * The identifier of a record: 24 hexadecimal digits.
 */
export type Id3 = string;
/**
 * The identifier of a record: 24 hexadecimal digits.
 */
export type Id4 = string;
/**
 * The identifier of a record: 24 hexadecimal digits.
 */
export type Id5 = string;
/**
 * The identifier of a record: 24 hexadecimal digits.
 */
export type Id6 = string;
/**
 * A decimal number as text, so that no digit is lost: point as separator, at most 12 digits before and 6 after it.
 */
export type Decimal3 = string;
/**
 * A date without a time, in the calendar of Việt Nam: yyyy-mm-dd.
 */
export type CalendarDate1 = string;
/**
 * A date without a time, in the calendar of Việt Nam: yyyy-mm-dd.
 */
export type CalendarDate2 = string;
/**
 * The identifier of a record: 24 hexadecimal digits.
 */
export type Id7 = string;
/**
 * The identifier of a record: 24 hexadecimal digits.
 */
export type Id8 = string;
/**
 * What a search can find.
 */
export type SearchKind =
  | 'organisation'
  | 'place'
  | 'product'
  | 'certificate'
  | 'batch'
  | 'stamp'
  | 'mark'
  | 'grant'
  | 'submission'
  | 'case'
  | 'report';

export interface Contracts {
  Address: Address;
  AnomalyPage: AnomalyPage;
  AnomalyQuery: AnomalyQuery;
  Approval: Approval;
  ApproveDecision: ApproveDecision;
  Balance: Balance;
  BalanceCheck: BalanceCheck;
  BalanceQuestion: BalanceQuestion;
  Batch: Batch;
  BatchContent: BatchContent;
  BatchPage: BatchPage;
  BatchPublicView: BatchPublicView;
  BatchPublicity: BatchPublicity;
  BatchScans: BatchScans;
  BatchStamps: BatchStamps;
  BatchTemplate: BatchTemplate;
  BulkApproval: BulkApproval;
  BulkApprovalResult: BulkApprovalResult;
  CalendarDate: CalendarDate;
  CapacityRaise: CapacityRaise;
  Case: Case;
  CaseContent: CaseContent;
  CaseDecision: CaseDecision;
  CaseNote: CaseNote;
  CaseNotices: CaseNotices;
  CasePage: CasePage;
  CaseQuery: CaseQuery;
  CaseSummary: CaseSummary;
  Certificate: Certificate;
  CertificateContent: CertificateContent;
  CertificatePage: CertificatePage;
  Commune: Commune;
  CommuneMatch: CommuneMatch;
  CommuneMatchPage: CommuneMatchPage;
  CommuneQuery: CommuneQuery;
  Comparison: Comparison;
  ComparisonQuery: ComparisonQuery;
  Configuration: Configuration;
  Decimal: Decimal;
  Difference: Difference;
  EmailChange: EmailChange;
  EmailConfirmation: EmailConfirmation;
  EpcisDocument: EpcisDocument;
  Explanation: Explanation;
  FieldNote: FieldNote;
  File: File;
  FindingClosing: FindingClosing;
  Gateway: Gateway;
  GatewayCheck: GatewayCheck;
  GatewayList: GatewayList;
  GatewaySwitch: GatewaySwitch;
  Geometry: Geometry;
  Grant: Grant;
  GrantContent: GrantContent;
  GrantPage: GrantPage;
  GrantProposal: GrantProposal;
  GrantProposalContent: GrantProposalContent;
  GrantQuery: GrantQuery;
  GrantRenewal: GrantRenewal;
  GrantRenewalRequest: GrantRenewalRequest;
  Handover: Handover;
  HandoverContent: HandoverContent;
  HandoverPage: HandoverPage;
  HandoverQuery: HandoverQuery;
  HeldLot: HeldLot;
  HeldLotList: HeldLotList;
  HiddenCodeAnswer: HiddenCodeAnswer;
  HiddenCodeTry: HiddenCodeTry;
  History: History;
  HistoryEntry: HistoryEntry;
  HistoryQuery: HistoryQuery;
  Id: Id;
  InspectedUnit: InspectedUnit;
  InspectionQuery: InspectionQuery;
  Instant: Instant;
  JobRun: JobRun;
  JobRunPage: JobRunPage;
  JobRunQuery: JobRunQuery;
  LabelLayout: LabelLayout;
  LabelLayoutContent: LabelLayoutContent;
  LabelLayoutPage: LabelLayoutPage;
  LabelPaper: LabelPaper;
  LabelPresetList: LabelPresetList;
  LinkCheck: LinkCheck;
  LinkContent: LinkContent;
  LinkList: LinkList;
  LinkPage: LinkPage;
  LinkQuery: LinkQuery;
  LinksetImport: LinksetImport;
  LinksetImported: LinksetImported;
  LocalTime: LocalTime;
  MailTiming: MailTiming;
  MailTroubleList: MailTroubleList;
  Mark: Mark;
  MarkBalance: MarkBalance;
  MarkBalanceList: MarkBalanceList;
  MarkContent: MarkContent;
  MarkOverview: MarkOverview;
  MarkOverviewRow: MarkOverviewRow;
  MarkPage: MarkPage;
  MarkProject: MarkProject;
  MarkProjectContent: MarkProjectContent;
  MarkQuery: MarkQuery;
  MarkReminder: MarkReminder;
  MarkReminderList: MarkReminderList;
  MarkWarning: MarkWarning;
  Me: Me;
  Member: Member;
  MemberContent: MemberContent;
  MemberDeparture: MemberDeparture;
  MemberList: MemberList;
  NewStampRun: NewStampRun;
  NewUser: NewUser;
  NoteAnswer: NoteAnswer;
  Notice: Notice;
  NoticeKind: NoticeKind;
  NoticePage: NoticePage;
  NoticeQuery: NoticeQuery;
  NoticeSettings: NoticeSettings;
  NoticeSettingsContent: NoticeSettingsContent;
  NoticeTimings: NoticeTimings;
  Organisation: Organisation;
  OrganisationContent: OrganisationContent;
  OrganisationPage: OrganisationPage;
  Parcel: Parcel;
  ParcelList: ParcelList;
  ParcelReceipt: ParcelReceipt;
  PasswordChange: PasswordChange;
  Place: Place;
  PlaceContent: PlaceContent;
  PlacePage: PlacePage;
  Position: Position;
  PrintJob: PrintJob;
  PrintJobContent: PrintJobContent;
  PrintJobPage: PrintJobPage;
  Problem: Problem;
  Product: Product;
  ProductContent: ProductContent;
  ProductPage: ProductPage;
  Province: Province;
  ProvincePage: ProvincePage;
  Quantity: Quantity;
  ReasonGiven: ReasonGiven;
  Recall: Recall;
  RecallClosing: RecallClosing;
  RecallContent: RecallContent;
  RecallDrill: RecallDrill;
  RecallDrillContent: RecallDrillContent;
  RecallDrillFinish: RecallDrillFinish;
  RecallDrillLot: RecallDrillLot;
  RecallDrillPage: RecallDrillPage;
  RecallDrillQuery: RecallDrillQuery;
  RecallDrillSummary: RecallDrillSummary;
  RecallHolders: RecallHolders;
  RecallNotice: RecallNotice;
  RecallNoticePage: RecallNoticePage;
  RecallNoticeQuery: RecallNoticeQuery;
  RecallPage: RecallPage;
  RecallQuery: RecallQuery;
  ReceiptContent: ReceiptContent;
  Reconciliation: Reconciliation;
  ReconciliationPage: ReconciliationPage;
  ReconciliationQuery: ReconciliationQuery;
  RecordAbout: RecordAbout;
  RecordFileOrder: RecordFileOrder;
  RecordQuery: RecordQuery;
  RecoveryRate: RecoveryRate;
  RecoveryRateContent: RecoveryRateContent;
  RecoveryRateList: RecoveryRateList;
  Reference: Reference;
  RefuseDecision: RefuseDecision;
  RegisteredLink: RegisteredLink;
  Regulation: Regulation;
  RegulationContent: RegulationContent;
  RegulationList: RegulationList;
  Report: Report;
  ReportContent: ReportContent;
  ReportPage: ReportPage;
  ReportQuery: ReportQuery;
  ReturnDecision: ReturnDecision;
  ReviewClaim: ReviewClaim;
  ReviewFlag: ReviewFlag;
  ScanNorm: ScanNorm;
  ScanNormContent: ScanNormContent;
  SearchItem: SearchItem;
  SearchKind: SearchKind;
  SearchPage: SearchPage;
  SearchQuery: SearchQuery;
  Season: Season;
  SeasonContent: SeasonContent;
  SeasonList: SeasonList;
  SecondFactorCode: SecondFactorCode;
  SecondFactorEnrolment: SecondFactorEnrolment;
  ServiceLevel: ServiceLevel;
  SignalFigures: SignalFigures;
  SignalFiguresQuery: SignalFiguresQuery;
  SigningKey: SigningKey;
  SiteCheck: SiteCheck;
  Stage: Stage;
  StageCatalogue: StageCatalogue;
  StageCatalogueContent: StageCatalogueContent;
  StageCatalogueQuery: StageCatalogueQuery;
  StageContent: StageContent;
  StageList: StageList;
  StampAct: StampAct;
  StampActDone: StampActDone;
  StampActPage: StampActPage;
  StampActQuery: StampActQuery;
  StampAllowance: StampAllowance;
  StampCounts: StampCounts;
  StampHold: StampHold;
  StampLabel: StampLabel;
  StampLabelPage: StampLabelPage;
  StampLabelQuery: StampLabelQuery;
  StampRun: StampRun;
  StampRunPage: StampRunPage;
  StampRunQuery: StampRunQuery;
  StampTotals: StampTotals;
  StampTotalsQuery: StampTotalsQuery;
  StampVoid: StampVoid;
  StampsNamed: StampsNamed;
  StampsPrinted: StampsPrinted;
  Stray: Stray;
  StrayDecision: StrayDecision;
  StrayList: StrayList;
  SubjectKind: SubjectKind;
  Submission: Submission;
  SubmissionPage: SubmissionPage;
  SubmissionQuery: SubmissionQuery;
  SubmissionSummary: SubmissionSummary;
  Suspension: Suspension;
  SuspensionPage: SuspensionPage;
  SuspensionQuery: SuspensionQuery;
  SyncAttempt: SyncAttempt;
  SyncCauseRequeue: SyncCauseRequeue;
  SyncCauses: SyncCauses;
  SyncCounts: SyncCounts;
  SyncDecision: SyncDecision;
  SyncMessage: SyncMessage;
  SyncMessagePage: SyncMessagePage;
  SyncQuery: SyncQuery;
  SyncRequeued: SyncRequeued;
  TokenAnswer: TokenAnswer;
  TokenRefresh: TokenRefresh;
  TokenRequest: TokenRequest;
  Trace: Trace;
  TraceHalf: TraceHalf;
  TraceLot: TraceLot;
  TraceQuery: TraceQuery;
  TraceStep: TraceStep;
  UnitScans: UnitScans;
  User: User;
  UserContent: UserContent;
  UserPage: UserPage;
  UserQuery: UserQuery;
  VersionHead: VersionHead;
  Visit: Visit;
  VisitContent: VisitContent;
  VisitList: VisitList;
}
/**
 * An address of the two-level scheme in force since 2025-07-01; formerAddress is the text as printed before (Decree 37/2026 art. 98(5)).
 */
export interface Address {
  communeCode: string;
  street?: string;
  formerAddress?: string;
}
/**
 * Units with at least one signal, the most suspicious first.
 */
export interface AnomalyPage {
  items: {
    id: string;
    serial: string;
    productKey: string;
    batch: Reference;
    signals: (
      | 'not-active'
      | 'void'
      | 'recalled'
      | 'often'
      | 'too-fast'
      | 'many-provinces'
      | 'too-long'
      | 'opened-again'
    )[];
    suspicion: number;
    sessions: number;
    last: Instant | null;
  }[];
  next?: string;
}
/**
 * Another record, by its identifier and the name to show.
 */
export interface Reference {
  id: Id;
  name: string;
}
/**
 * Filters and paging of units with signals.
 */
export interface AnomalyQuery {
  signal?:
    | 'not-active'
    | 'void'
    | 'recalled'
    | 'often'
    | 'too-fast'
    | 'many-provinces'
    | 'too-long'
    | 'opened-again';
  batch?: Id;
  limit?: number;
  after?: string;
}
/**
 * Which version was approved last, when and by whom.
 */
export interface Approval {
  version: number;
  at: Instant;
  by: string;
}
/**
 * Why a record is approved although something in it cannot be right; needed where its mass balance is over the limit. Kept in the audit log.
 */
export interface ApproveDecision {
  reason?: string;
}
/**
 * The mass balance of a batch: within what may be, unknown, within the tolerance, or beyond it.
 */
export interface Balance {
  batch: Reference;
  verdict: 'ok' | 'unknown' | 'warning' | 'breach';
  checks: BalanceCheck[];
}
/**
 * One comparison of a mass balance.
 */
export interface BalanceCheck {
  /**
   * What is compared: what came out of a stage with what went in; the lot with what was made; its uses with the lot; its stamps with the lot; what is used of an input lot with what there is of it.
   */
  about: 'making' | 'batch' | 'uses' | 'stamps' | 'input';
  stage: ('harvest' | 'slaughter' | 'processing' | 'lot-change') | null;
  title: string | null;
  out: Quantity | null;
  most: Quantity1 | null;
  limit: Quantity2 | null;
  over: Quantity | null;
  verdict: 'ok' | 'unknown' | 'warning' | 'breach';
  gap: ('no-inputs' | 'no-amount' | 'units' | 'no-rate') | null;
  lines: {
    title: string | null;
    stage: string | null;
    quantity: Quantity | null;
    rate: {
      most: Quantity;
      per: 'KGM' | 'GRM' | 'TNE' | 'LTR' | 'MLT' | 'H87' | 'HAR' | 'MTK';
      tolerance: Decimal;
      validFrom: CalendarDate;
      source: string;
      isDefault: boolean;
    } | null;
    most: Quantity3 | null;
  }[];
}
/**
 * An amount with its unit (UN/ECE Recommendation 20): kilogram, gram, tonne, litre, millilitre, piece, hectare, square metre.
 */
export interface Quantity {
  value: Decimal;
  unit: 'KGM' | 'GRM' | 'TNE' | 'LTR' | 'MLT' | 'H87' | 'HAR' | 'MTK';
}
/**
 * An amount with its unit (UN/ECE Recommendation 20): kilogram, gram, tonne, litre, millilitre, piece, hectare, square metre.
 */
export interface Quantity1 {
  value: Decimal;
  unit: 'KGM' | 'GRM' | 'TNE' | 'LTR' | 'MLT' | 'H87' | 'HAR' | 'MTK';
}
/**
 * An amount with its unit (UN/ECE Recommendation 20): kilogram, gram, tonne, litre, millilitre, piece, hectare, square metre.
 */
export interface Quantity2 {
  value: Decimal;
  unit: 'KGM' | 'GRM' | 'TNE' | 'LTR' | 'MLT' | 'H87' | 'HAR' | 'MTK';
}
/**
 * An amount with its unit (UN/ECE Recommendation 20): kilogram, gram, tonne, litre, millilitre, piece, hectare, square metre.
 */
export interface Quantity3 {
  value: Decimal;
  unit: 'KGM' | 'GRM' | 'TNE' | 'LTR' | 'MLT' | 'H87' | 'HAR' | 'MTK';
}
/**
 * What is about to be told of a batch: a stage, or another quantity. Nothing is kept.
 */
export interface BalanceQuestion {
  stage?: StageContent;
  quantity?: Quantity;
}
/**
 * One stage of a batch: who did what, where and when.
 */
export interface StageContent {
  stage: string;
  startedAt: LocalTime;
  place: Id;
  who: string;
  /**
   * @maxItems 6
   */
  images: Id[];
  isPublic: boolean;
  endedAt?: LocalTime;
  quantity?: Quantity;
  /**
   * @maxItems 10
   */
  details?: {
    name: string;
    value: string;
  }[];
  note?: string;
  /**
   * Of the field, herd or pond that the goods come from: season and plot.
   */
  sourceLot?: string;
  /**
   * Lots that were used up, or taken in: the code as printed, `(01)…(10)…`, or the address behind it.
   *
   * @maxItems 20
   */
  inputs?: {
    code: string;
    quantity?: Quantity;
  }[];
  /**
   * Number or URI of the paper that goes with the stage: order, dispatch note, invoice, test report.
   */
  document?: string;
  /**
   * Serial shipping container code of the carton or pallet.
   */
  container?: string;
  /**
   * Lowest and highest, in degrees Celsius.
   */
  temperature?: {
    lowest: string;
    highest: string;
  };
  /**
   * GLN of whom the goods came from or go to.
   */
  partner?: string;
  /**
   * GLN of the place the goods go to.
   */
  partnerPlace?: string;
  /**
   * Production order of a run that takes several stages.
   */
  run?: string;
  result?: 'conformant' | 'non_conformant';
  /**
   * Where the certificate of the result can be read.
   */
  certificate?: string;
}
/**
 * Batch as stored: its working copy, the state of its review, what was approved last, what stands against it, and what the caller may do now.
 */
export interface Batch {
  id: Id;
  rev: number;
  state: 'draft' | 'submitted' | 'returned' | 'refused' | 'approved';
  organisation: Reference;
  title: string;
  sample: boolean;
  notes: FieldNote[];
  message: string | null;
  approved: Approval | null;
  updatedAt: Instant;
  content: BatchContent;
  hold: 'none' | 'suspended' | 'withdrawn' | 'recalled';
  closedOn: CalendarDate | null;
  uri: string;
  product: Reference;
  place: Reference;
  holdReason: string | null;
  holdSince: Instant | null;
  /**
   * The last one, open or ended.
   */
  suspension: Suspension | null;
  /**
   * The public notice of its recall, once there is one.
   */
  recall: {
    number: string;
    closedOn: CalendarDate | null;
  } | null;
  actions: (
    | 'edit'
    | 'submit'
    | 'withdraw'
    | 'record-stage'
    | 'close'
    | 'explain'
    | 'suspend'
    | 'restore'
    | 'take-down'
    | 'recall'
  )[];
}
/**
 * A remark on one field, addressed by JSON Pointer (RFC 6901).
 */
export interface FieldNote {
  pointer: string;
  text: string;
}
/**
 * A lot of one product by one producer; grants are the rights of use under which it shows a mark.
 */
export interface BatchContent {
  product: Id;
  lot: string;
  quantity: Quantity;
  producedOn: CalendarDate;
  place: Id;
  /**
   * @maxItems 20
   */
  certificates: Id[];
  /**
   * @maxItems 10
   */
  grants: Id[];
  /**
   * @maxItems 8
   */
  images: Id[];
  packedOn?: CalendarDate;
  expiresOn?: CalendarDate;
  note?: string;
}
/**
 * One suspension of a batch: why, until when its producer explains, what it explained, and how it ended.
 */
export interface Suspension {
  at: Instant;
  by: string;
  reason: string;
  answerBy: Instant;
  state: 'waiting' | 'overdue' | 'answered' | 'restored' | 'withdrawn' | 'recalled';
  explanation: {
    at: Instant;
    by: string;
    text: string;
    files: Id[];
    isLate: boolean;
  } | null;
  end: {
    at: Instant;
    by: string;
    reason: string;
  } | null;
}
/**
 * One page of a list; next is the cursor of the following page.
 */
export interface BatchPage {
  items: Batch[];
  next?: string;
}
/**
 * What buyers will see of the journey of a batch if it is approved as it stands, and what the producer may still choose.
 */
export interface BatchPublicView {
  rev: number;
  choices: {
    id: Id;
    stage: string;
    startedAt: string;
    /**
     * Always shown: the department requires it.
     */
    isRequired: boolean;
    isPublic: boolean;
  }[];
  stages: {
    stage: string;
    startedAt: string;
    endedAt: string | null;
    place: string | null;
    quantity: Quantity | null;
    details: {
      name: string;
      value: string;
    }[];
    temperature: {
      lowest: string;
      highest: string;
    } | null;
    result: ('conformant' | 'non_conformant') | null;
    /**
     * How many are shown.
     */
    pictures: number;
  }[];
  /**
   * Required stages that nobody told, which the page names as missing.
   */
  gaps: string[];
  /**
   * Published lots that this one was made from, as their codes’ paths.
   */
  inputs: string[];
}
/**
 * Which events of a batch the public shall see, where the department leaves the choice to the producer.
 */
export interface BatchPublicity {
  /**
   * @maxItems 1000
   */
  events: {
    id: Id;
    isPublic: boolean;
  }[];
}
/**
 * How often the stamps of a batch were looked up: sessions by day, province and verdict. A null province is one that the network did not tell.
 */
export interface BatchScans {
  batch: Id;
  sessions: number;
  /**
   * Kept out of every other count: robots, people with an account here, inspectors.
   */
  apart: {
    robot: number;
    account: number;
    inspection: number;
  };
  days: {
    day: CalendarDate;
    sessions: number;
  }[];
  provinces: {
    code: string | null;
    name: string | null;
    sessions: number;
  }[];
  verdicts: {
    verdict:
      | 'first'
      | 'again'
      | 'unusual'
      | 'held'
      | 'suspended'
      | 'withdrawn'
      | 'expired'
      | 'mistyped'
      | 'inactive'
      | 'void'
      | 'returned'
      | 'unknown'
      | 'recalled';
    sessions: number;
  }[];
}
/**
 * How the stamps of a batch stand: counts, and the first thousand of the pieces in which neighbours stand alike.
 */
export interface BatchStamps {
  batch: Id;
  counts: StampCounts;
  pieces: number;
  ranges: {
    first: string;
    last: string;
    count: number;
    state: 'issued' | 'printed' | 'active' | 'void' | 'returned';
    voidReason: 'misprint' | 'damaged' | 'lost' | 'stolen' | 'unsold' | 'other' | null;
    held: boolean;
  }[];
}
/**
 * How many stamps stand how. Issued is always active, void, returned and unactivated together; printed and held cut across.
 */
export interface StampCounts {
  issued: number;
  printed: number;
  active: number;
  void: number;
  returned: number;
  unactivated: number;
  held: number;
}
/**
 * What a new batch form starts with: the producer's last batch without its lot, dates, pictures and note, which are each batch's own.
 */
export interface BatchTemplate {
  product?: Id;
  quantity?: Quantity;
  place?: Id;
  /**
   * @maxItems 20
   */
  certificates: Id[];
  /**
   * @maxItems 10
   */
  grants: Id[];
  /**
   * @maxItems 8
   */
  images: Id[];
}
/**
 * Submissions to be approved one by one, as far as nothing speaks against each.
 */
export interface BulkApproval {
  /**
   * @minItems 1
   * @maxItems 50
   */
  ids: Id[];
}
/**
 * What became of each, in the order in which they were taken up.
 */
export interface BulkApprovalResult {
  items: {
    id: Id;
    title: string;
    outcome: 'approved' | 'left-out';
    /**
     * Why it was left out.
     */
    code?: string;
    params?: {
      [k: string]: string | number;
    };
  }[];
}
/**
 * More than the norm allows, with the reason; logged.
 */
export interface CapacityRaise {
  balance: string;
  amount: Quantity;
  reason: string;
}
/**
 * Something an inspector looks into: one stamp, or a batch as a whole. rev is what a decision names in If-Match.
 */
export interface Case {
  id: Id;
  rev: number;
  number: string;
  state: 'open' | 'held' | 'closed';
  outcome: ('void' | 'cleared') | null;
  serial: string | null;
  productKey: string;
  path: string | null;
  batch: Reference;
  organisation: Reference;
  signals: (
    'not-active' | 'void' | 'recalled' | 'often' | 'too-fast' | 'many-provinces' | 'too-long' | 'opened-again'
  )[];
  openedBy: 'signals' | 'report' | 'inspector';
  openedAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
  events: {
    at: Instant;
    by: string;
    action: 'open' | 'signal' | 'report' | 'note' | 'hold' | 'void' | 'clear';
    text: string;
    signals: (
      | 'not-active'
      | 'void'
      | 'recalled'
      | 'often'
      | 'too-fast'
      | 'many-provinces'
      | 'too-long'
      | 'opened-again'
    )[];
    report: Id | null;
    /**
     * How many stamps the act reached; 0 for what reaches none.
     */
    units: number;
  }[];
  actions: ('note' | 'hold' | 'void' | 'clear')[];
}
/**
 * Opens a case on one stamp (its product's code and serial) or, without a serial, on a batch.
 */
export interface CaseContent {
  batch: Id;
  serial?: string;
  reason: string;
  report?: Id;
}
/**
 * Hold, make void or clear, with the reason. reach says how far it goes: the stamp, the stamps printed next to it, or every stamp of the batch.
 */
export interface CaseDecision {
  decision: 'hold' | 'void' | 'clear';
  reason: string;
  reach?: 'unit' | 'neighbours' | 'batch';
}
/**
 * What an inspector saw or did, for the file.
 */
export interface CaseNote {
  text: string;
}
/**
 * What the department decided about stamps of a batch, newest first, as its producer is told: one line a case, its last decision.
 */
export interface CaseNotices {
  items: {
    number: string;
    decision: 'hold' | 'void' | 'clear';
    serial: string | null;
    units: number;
    reason: string;
    at: Instant;
  }[];
}
/**
 * One page of cases, changed last first.
 */
export interface CasePage {
  items: CaseSummary[];
  next?: string;
}
/**
 * A case as a line of a list.
 */
export interface CaseSummary {
  id: Id;
  rev: number;
  number: string;
  state: 'open' | 'held' | 'closed';
  outcome: ('void' | 'cleared') | null;
  serial: string | null;
  productKey: string;
  path: string | null;
  batch: Reference;
  organisation: Reference;
  signals: (
    'not-active' | 'void' | 'recalled' | 'often' | 'too-fast' | 'many-provinces' | 'too-long' | 'opened-again'
  )[];
  openedBy: 'signals' | 'report' | 'inspector';
  openedAt: Instant;
  updatedAt: Instant;
  closedAt: Instant | null;
}
/**
 * Filters and paging of cases.
 */
export interface CaseQuery {
  state?: 'open' | 'held' | 'closed';
  outcome?: 'void' | 'cleared';
  batch?: Id;
  signal?:
    | 'not-active'
    | 'void'
    | 'recalled'
    | 'often'
    | 'too-fast'
    | 'many-provinces'
    | 'too-long'
    | 'opened-again';
  limit?: number;
  after?: string;
}
/**
 * Certificate as stored: its working copy, the state of its review and what was approved last.
 */
export interface Certificate {
  id: Id;
  rev: number;
  state: 'draft' | 'submitted' | 'returned' | 'refused' | 'approved';
  organisation: Reference;
  title: string;
  sample: boolean;
  notes: FieldNote[];
  message: string | null;
  approved: Approval | null;
  updatedAt: Instant;
  content: CertificateContent;
  /**
   * By today's date in Việt Nam; expiring within 60 days.
   */
  validity: 'valid' | 'expiring' | 'expired';
}
/**
 * A certificate, conformity declaration or test report, with the products and places it covers.
 */
export interface CertificateContent {
  type:
    | 'vietgap'
    | 'globalgap'
    | 'organic'
    | 'haccp'
    | 'iso22000'
    | 'ocop'
    | 'standard-conformity'
    | 'regulation-conformity'
    | 'test-report';
  number: string;
  scope: string;
  issuer: string;
  issuedOn: CalendarDate;
  /**
   * @maxItems 50
   */
  products: Id[];
  /**
   * @maxItems 50
   */
  places: Id[];
  expiresOn?: CalendarDate;
  stars?: number;
  file?: Id;
  /**
   * Whether the producer lets anyone see the paper itself once the department has approved it; without it only the department and its holder do.
   */
  isFilePublic?: boolean;
}
/**
 * One page of a list; next is the cursor of the following page.
 */
export interface CertificatePage {
  items: Certificate[];
  next?: string;
}
/**
 * A commune, ward or special zone of today with its province and the position of its centre.
 */
export interface Commune {
  code: string;
  name: string;
  province: {
    code: string;
    name: string;
  };
  centre: Position;
}
/**
 * A name people know a place by, today’s or a former one, and the communes of today it can mean. Where split is true a person has to choose; the likely choice comes first.
 */
export interface CommuneMatch {
  was: 'current' | 'former-commune' | 'former-district';
  name: string;
  split: boolean;
  /**
   * @minItems 1
   */
  choices: Commune[];
}
/**
 * Communes found, best first; without a search text the communes of the province, by name.
 */
export interface CommuneMatchPage {
  items: CommuneMatch[];
}
/**
 * A name to look for (of today or of before 2025-07-01, with or without accents), a province, or both. With a province alone the answer is all of its communes.
 */
export interface CommuneQuery {
  province?: string;
  q?: string;
  limit?: number;
}
/**
 * What differs between two versions of a record, field by field; the older is always `from`.
 */
export interface Comparison {
  about: RecordAbout;
  comparable: VersionHead[];
  from: {
    head: VersionHead;
    content: unknown;
  };
  to: {
    head: VersionHead;
    content: unknown;
  };
  differences: Difference[];
}
/**
 * What to call a record, and whose it is.
 */
export interface RecordAbout {
  kind: SubjectKind;
  id: string;
  title: string | null;
  organisation: Reference | null;
  sample: boolean;
}
/**
 * A version that was ever put before the department or was in force: its number, whose act it is, what became of it, and the digest of its content.
 */
export interface VersionHead {
  number: number;
  at: Instant;
  by: string;
  /**
   * `approved`: it was in force; the others are how far a submission came.
   */
  state: 'waiting' | 'endorsed' | 'returned' | 'refused' | 'withdrawn' | 'approved';
  digest: string;
}
/**
 * One field that differs between two versions.
 */
export interface Difference {
  pointer: string;
  before?: unknown;
  after?: unknown;
}
/**
 * Two versions of one record, by their numbers.
 */
export interface ComparisonQuery {
  kind: SubjectKind;
  id: string;
  from: number;
  to: number;
}
/**
 * The environment of a server process. Without MONGODB_URI it runs in trial mode; with it, the secrets and the public origin are required.
 */
export interface Configuration {
  /**
   * TCP port; 0 takes any free one.
   */
  PORT: number;
  /**
   * Address to listen on.
   */
  HOST: string;
  /**
   * Folder of trial mode: database, logins, secrets.
   */
  DATA_DIR: string;
  /**
   * Replica set or sharded cluster.
   */
  MONGODB_URI?: string;
  /**
   * Scheme and host of every printed code, such as https://txng.example.vn.
   */
  PUBLIC_ORIGIN?: string;
  /**
   * The province this deployment serves.
   */
  PROVINCE_CODE: string;
  /**
   * Addresses of the reverse proxies whose X-Forwarded-For is believed, comma-separated.
   */
  TRUST_PROXY: string;
  /**
   * Table of networks and their provinces, one a line; without it no look-up's province is known.
   */
  NETWORK_PROVINCES_FILE?: string;
  /**
   * The least severe log entry written: info where served, warn in trial mode.
   */
  LOG_LEVEL?: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';
  /**
   * JSON file with tokenSecret, stampSecrets and currentStampKey; instead of one variable a secret.
   */
  SECRETS_FILE?: string;
  /**
   * At least 32 random bytes, base64url: signs API access tokens.
   */
  TOKEN_SECRET?: string;
  /**
   * The token secret before the last rotation; still accepted.
   */
  TOKEN_SECRET_PREVIOUS?: string;
  /**
   * Secrets of stamps as id:base64,id:base64, the current one first, each of at least 32 random bytes.
   */
  STAMP_SECRETS?: string;
  /**
   * Mail server for notices by e-mail, with its login: smtps://user:password@host; without it nobody is written to (trial mode: files in DATA_DIR/mail).
   */
  SMTP_URL?: string;
  /**
   * The address that e-mails come from; needed with SMTP_URL.
   */
  MAIL_FROM?: string;
  /**
   * Root of the national gateway; without it nothing is sent (trial mode: the sandbox).
   */
  GATEWAY_NATIONAL_URL?: string;
  /**
   * Client id for the national gateway's token.
   */
  GATEWAY_NATIONAL_CLIENT_ID?: string;
  /**
   * Client secret for the national gateway's token.
   */
  GATEWAY_NATIONAL_CLIENT_SECRET?: string;
  /**
   * Root of an EPCIS 2.0 repository to capture approved batches at, without /capture.
   */
  GATEWAY_EPCIS_URL?: string;
  /**
   * Bearer token for that repository, where it asks for one that never ends.
   */
  GATEWAY_EPCIS_TOKEN?: string;
  /**
   * Where tokens for that repository are asked for: OAuth 2.0 client credentials, or another instance's /api/v1/tokens.
   */
  GATEWAY_EPCIS_TOKEN_URL?: string;
  /**
   * Client id (login, at another instance) for that repository's tokens.
   */
  GATEWAY_EPCIS_CLIENT_ID?: string;
  /**
   * Client secret (password, at another instance) for that repository's tokens.
   */
  GATEWAY_EPCIS_CLIENT_SECRET?: string;
  /**
   * Ed25519 private key (PKCS #8 DER, base64): switches signed bundles on, for an upload by hand.
   */
  GATEWAY_FILE_SIGNING_KEY?: string;
  /**
   * Whether gateways may stand at private addresses; no: their names must lead to public ones.
   */
  GATEWAY_PRIVATE_NETWORK: 'yes' | 'no';
  /**
   * Deliveries under way at once to one gateway from one process.
   */
  GATEWAY_IN_FLIGHT: number;
}
/**
 * An address to be confirmed by the link that is sent to it.
 */
export interface EmailChange {
  email: string;
}
/**
 * The word in the link that was sent to the address.
 */
export interface EmailConfirmation {
  token: string;
}
/**
 * Events in EPCIS 2.0 JSON-LD (ISO/IEC 19987:2024).
 */
export interface EpcisDocument {
  '@context': unknown[];
  type: 'EPCISDocument';
  schemaVersion: '2.0';
  creationDate: Instant;
  epcisBody: {
    eventList: {
      type: string;
      eventTime: Instant;
      eventID: string;
      [k: string]: unknown;
    }[];
  };
}
/**
 * What the producer says to the suspension of a batch, with files of its own as proof.
 */
export interface Explanation {
  text: string;
  /**
   * @maxItems 10
   */
  files: Id[];
}
/**
 * A picture (JPEG, re-encoded in up to three widths) or a document (PDF); width and height are those of its widest form, null for a document.
 */
export interface File {
  id: Id;
  kind: 'picture' | 'document';
  name: string;
  width: number | null;
  height: number | null;
  /**
   * Bytes as uploaded.
   */
  size: number;
  /**
   * True once a record that shows it was approved.
   */
  isPublic: boolean;
  sample: boolean;
}
/**
 * How a finding was put right.
 */
export interface FindingClosing {
  on: CalendarDate;
  how: string;
}
/**
 * One national gateway as this system knows it.
 */
export interface Gateway {
  name: 'national' | 'epcis' | 'file';
  kinds: ('organisation' | 'product' | 'batch')[];
  enabled: boolean;
  /**
   * Paused after five failures in a row; probing: one delivery tries it.
   */
  weather: 'good' | 'probing' | 'paused';
  trouble:
    | (
        | 'unreachable'
        | 'forbidden-address'
        | 'time-out'
        | 'connection-lost'
        | 'busy'
        | 'server-error'
        | 'redirected'
        | 'not-json'
        | 'unexpected-answer'
        | 'answer-too-large'
        | 'sign-in-refused'
      )
    | null;
  since: Instant | null;
  nextProbe: Instant | null;
  counts: SyncCounts;
  reconcileAt: Instant | null;
  lastReconciliation: Instant | null;
}
/**
 * How many messages stand where, and how long the oldest waits.
 */
export interface SyncCounts {
  queued: number;
  sending: number;
  handed: number;
  accepted: number;
  refused: number;
  skipped: number;
  oldestWaiting: Instant | null;
}
/**
 * Whether the gateway's endpoint behaves as the adapter expects, point by point.
 */
export interface GatewayCheck {
  gateway: 'national' | 'epcis' | 'file';
  at: Instant;
  isGood: boolean;
  points: {
    point: string;
    isGood: boolean;
    found: string;
  }[];
}
/**
 * The gateways of this deployment.
 */
export interface GatewayList {
  items: Gateway[];
}
/**
 * Switch sending to a gateway on or off; queueing goes on.
 */
export interface GatewaySwitch {
  enabled: boolean;
  /**
   * Why; kept in the audit log.
   */
  reason: string;
}
/**
 * A right of use as it stands today.
 */
export interface Grant {
  id: Id;
  rev: number;
  mark: Reference;
  organisation: Reference;
  state: 'applied' | 'checked' | 'refused' | 'granted' | 'suspended' | 'revoked' | 'expired';
  reason: string | null;
  sample: boolean;
  updatedAt: Instant;
  content: GrantContent;
  checks: SiteCheck[];
  proposal: GrantProposal | null;
  renews: Id | null;
}
/**
 * A right to use a mark, applied for or granted: who, for which products and places (none: all of the organisation's), from when to when, and the registered area with its share of the yield, or a ceiling fixed by the decision.
 */
export interface GrantContent {
  mark: Id;
  organisation: Id;
  number?: string;
  /**
   * @minItems 1
   * @maxItems 50
   */
  products: Id[];
  /**
   * @maxItems 200
   */
  places: Id[];
  from: CalendarDate;
  to: CalendarDate;
  ceiling?: Quantity;
  note?: string;
  area?: Quantity;
  share?: string;
  decisionNumber?: string;
  decisionFile?: Id;
}
/**
 * A check on the spot before a right of use is granted: who went, what they found and took, and what must be put right by when.
 */
export interface SiteCheck {
  on: CalendarDate;
  /**
   * @minItems 1
   * @maxItems 20
   */
  team: string[];
  findings: string;
  /**
   * @maxItems 40
   */
  samples?: {
    code: string;
    test: string;
    result?: string;
    passed?: boolean;
  }[];
  deadline?: CalendarDate;
  outcome: 'passed' | 'to-mend' | 'failed';
  /**
   * @maxItems 10
   */
  files?: Id[];
}
/**
 * A proposal that waits for a second officer.
 */
export interface GrantProposal {
  act: 'grant' | 'refuse' | 'revoke';
  by: Reference;
  at: Instant;
  reason: string | null;
}
/**
 * One page of rights of use.
 */
export interface GrantPage {
  items: Grant[];
  next?: string;
}
/**
 * What one officer proposes and another decides: to grant, to refuse or to revoke a right of use.
 */
export interface GrantProposalContent {
  act: 'grant' | 'refuse' | 'revoke';
  reason?: string;
  number?: string;
  decisionNumber?: string;
  decisionFile?: Id;
}
/**
 * Filters and paging of rights of use; state is the state as stored, without the calendar.
 */
export interface GrantQuery {
  mark?: Id;
  organisation?: Id;
  state?: 'applied' | 'checked' | 'refused' | 'granted' | 'suspended' | 'revoked' | 'expired';
  limit?: number;
  after?: string;
}
/**
 * The term that follows on the one that ends.
 */
export interface GrantRenewal {
  to: CalendarDate;
  number?: string;
}
/**
 * How long the holder of a right of use would like to go on.
 */
export interface GrantRenewalRequest {
  to: CalendarDate;
}
/**
 * Goods handed over by one producer to another: what the one sent and what the other received.
 */
export interface Handover {
  id: Id;
  rev: number;
  state: 'sent' | 'received' | 'refused' | 'withdrawn';
  sender: Reference;
  receiver: Reference;
  sentOn: CalendarDate;
  receivedOn: CalendarDate | null;
  document: string | null;
  receiptDocument: string | null;
  note: string | null;
  receiptNote: string | null;
  reason: string | null;
  lines: {
    batch: Id;
    title: string;
    uri: string;
    lotState: 'approved' | 'unapproved' | 'suspended' | 'withdrawn' | 'recalled';
    sent: Quantity;
    received: Quantity | null;
    difference: {
      kind: 'less' | 'more';
      quantity: Quantity;
    } | null;
    ownBatch: Reference | null;
  }[];
  hasDifference: boolean;
  sentAt: Instant;
  sentBy: string;
  decidedAt: Instant | null;
  decidedBy: string | null;
  /**
   * What the reader may do with it now.
   */
  actions: ('confirm' | 'refuse' | 'withdraw')[];
  sample: boolean;
}
/**
 * Goods that leave for another producer: which lots, how much of each, to whom, when.
 */
export interface HandoverContent {
  /**
   * Tax code, global location number, or the name as registered.
   */
  receiver: string;
  sentOn: CalendarDate;
  place?: Id1;
  /**
   * @minItems 1
   * @maxItems 20
   */
  lines: {
    batch: Id2;
    quantity: Quantity;
  }[];
  /**
   * Number or URI of the dispatch note.
   */
  document?: string;
  note?: string;
}
/**
 * Hand-overs, newest first.
 */
export interface HandoverPage {
  items: Handover[];
  next?: string;
}
/**
 * Which hand-overs to list, newest first.
 */
export interface HandoverQuery {
  direction?: 'incoming' | 'outgoing';
  state?: 'sent' | 'received' | 'refused' | 'withdrawn';
  /**
   * Only those that arrived otherwise than sent.
   */
  differing?: boolean;
  after?: string;
  limit?: number;
}
/**
 * A lot that a producer can pass on or use, and what is left of it.
 */
export interface HeldLot {
  batch: Id;
  title: string;
  uri: string;
  from: Reference1 | null;
  left: Quantity;
  lotState: 'approved' | 'unapproved' | 'suspended' | 'withdrawn' | 'recalled';
}
/**
 * Another record, by its identifier and the name to show.
 */
export interface Reference1 {
  id: Id;
  name: string;
}
/**
 * Lots that can be passed on or used, received ones first.
 */
export interface HeldLotList {
  items: HeldLot[];
}
/**
 * Whether the hidden code is the stamp's, and whether somebody opened it before.
 */
export interface HiddenCodeAnswer {
  result: 'first' | 'again' | 'wrong';
  openedAt: Instant | null;
  province: string | null;
  triesLeft: number;
}
/**
 * The code under the scratch layer, as typed.
 */
export interface HiddenCodeTry {
  code: string;
}
/**
 * Who did what to a record, when and why, newest first; every version that was ever in force, with its content; and all versions that may be compared.
 */
export interface History {
  about: RecordAbout;
  entries: HistoryEntry[];
  versions: {
    number: number;
    at: Instant;
    by: string;
    digest: string;
    content: unknown;
  }[];
  /**
   * Newest first.
   */
  comparable: VersionHead[];
  people: {
    id: string;
    name: string;
  }[];
  actions: string[];
  next?: Id;
}
/**
 * One act: who, in which roles, when, why, and the digests of the content before and after it (SHA-256 over canonical JSON, base64url).
 */
export interface HistoryEntry {
  id: Id;
  at: Instant;
  by: string;
  roles: string[];
  action: string;
  reason: string | null;
  before: string | null;
  after: string | null;
}
/**
 * The record whose history is asked for, and which part of it: by whom, what, between which days (by the calendar of Viet Nam, both included).
 */
export interface HistoryQuery {
  kind: SubjectKind;
  id: string;
  /**
   * The identifier of a person among `people`.
   */
  who?: string;
  /**
   * One of `actions`.
   */
  action?: string;
  from?: CalendarDate;
  to?: CalendarDate;
  after?: Id;
  limit?: number;
}
/**
 * All that an inspector needs to judge one unit where it stands. What the serial alone says comes first; the rest is null for a code that names no stamp.
 */
export interface InspectedUnit {
  serial: string;
  productKey: string;
  verdict:
    | 'first'
    | 'again'
    | 'unusual'
    | 'held'
    | 'suspended'
    | 'withdrawn'
    | 'expired'
    | 'mistyped'
    | 'inactive'
    | 'void'
    | 'returned'
    | 'unknown'
    | 'recalled';
  state: ('issued' | 'printed' | 'active' | 'void' | 'returned') | null;
  voidReason: string | null;
  held: boolean;
  path: string | null;
  product: string | null;
  batch: Reference | null;
  organisation: Reference | null;
  scans: UnitScans | null;
  neighbours: {
    serial: string;
    /**
     * Steps along the run from the unit inspected.
     */
    offset: number;
    state: 'issued' | 'printed' | 'active' | 'void' | 'returned';
    held: boolean;
    sessions: number;
    isSuspicious: boolean;
  }[];
  /**
   * Where the batch was sold or taken to, as far as its stages say; empty where they say nothing.
   */
  outlets: {
    stage: string;
    place: string;
    from: string;
  }[];
  case: {
    id: Id;
    number: string;
  } | null;
}
/**
 * How often one unit was looked up; days go back thirty days, all else to the beginning.
 */
export interface UnitScans {
  sessions: number;
  /**
   * Kept out of every other count: robots, people with an account here, inspectors.
   */
  apart: {
    robot: number;
    account: number;
    inspection: number;
  };
  first: Instant | null;
  last: Instant | null;
  days: {
    day: CalendarDate;
    sessions: number;
  }[];
  provinces: {
    code: string | null;
    name: string | null;
    sessions: number;
  }[];
  verdicts: {
    verdict:
      | 'first'
      | 'again'
      | 'unusual'
      | 'held'
      | 'suspended'
      | 'withdrawn'
      | 'expired'
      | 'mistyped'
      | 'inactive'
      | 'void'
      | 'returned'
      | 'unknown'
      | 'recalled';
    sessions: number;
  }[];
  openings: number;
  openedAt: Instant | null;
  signals: (
    'not-active' | 'void' | 'recalled' | 'often' | 'too-fast' | 'many-provinces' | 'too-long' | 'opened-again'
  )[];
  /**
   * The number of independent signals; from 2 on a case is opened.
   */
  suspicion: number;
}
/**
 * A stamp as scanned or typed: its whole address, or its serial together with the product's code.
 */
export interface InspectionQuery {
  code: string;
  product?: string;
}
/**
 * One run of a daily job: when, in which process, what it did, or why it failed.
 */
export interface JobRun {
  id: Id;
  job: string;
  startedAt: Instant;
  endedAt: Instant | null;
  process: string;
  state: 'running' | 'done' | 'failed' | 'broken-off';
  count: number | null;
  records: {
    kind: string;
    id: Id;
    title: string;
  }[];
  error: string | null;
}
/**
 * One page of runs, newest first; kept for 90 days.
 */
export interface JobRunPage {
  items: JobRun[];
  next?: string;
}
/**
 * Which job, and paging.
 */
export interface JobRunQuery {
  job?: string;
  limit?: number;
  after?: string;
}
/**
 * A layout as stored.
 */
export interface LabelLayout {
  id: Id;
  rev: number;
  content: LabelLayoutContent;
  updatedAt: Instant;
}
/**
 * A layout of an organisation's own: what its labels are called and how they lie on the paper.
 */
export interface LabelLayoutContent {
  name: string;
  paper: LabelPaper;
}
/**
 * Paper with labels on it, in millimetres: a sheet of them, or a roll, whose page is one label.
 */
export interface LabelPaper {
  page: {
    width: number;
    height: number;
  };
  margin: {
    top: number;
    left: number;
  };
  columns: number;
  rows: number;
  pitch: {
    x: number;
    y: number;
  };
  label: {
    width: number;
    height: number;
  };
  shape: 'rectangle' | 'round';
}
/**
 * The layouts of an organisation, by name.
 */
export interface LabelLayoutPage {
  items: LabelLayout[];
}
/**
 * Paper that can be bought, by the names print jobs use.
 */
export interface LabelPresetList {
  items: {
    name:
      | 'a4-24-70x37'
      | 'a4-21-63x38'
      | 'a4-40-48x25'
      | 'a4-65-38x21'
      | 'a4-8-105x74'
      | 'a4-48-square-25'
      | 'a4-24-round-40'
      | 'roll-30x20'
      | 'roll-40x30'
      | 'roll-50x30'
      | 'roll-60x40'
      | 'roll-100x50';
    paper: LabelPaper;
  }[];
}
/**
 * What the link checker found at an address last.
 */
export interface LinkCheck {
  /**
   * broken: no good answer; refused: an address we do not visit.
   */
  state: 'unchecked' | 'works' | 'broken' | 'refused';
  /**
   * The HTTP status; null without an answer.
   */
  status: number | null;
  /**
   * Why there was no answer.
   */
  reason:
    | (
        | 'unknown-host'
        | 'unreachable'
        | 'time-out'
        | 'certificate'
        | 'unreadable'
        | 'scheme'
        | 'user'
        | 'port'
        | 'host'
        | 'address'
        | 'redirects'
      )
    | null;
  checkedAt: Instant | null;
  failingSince: Instant | null;
}
/**
 * A link of a product, or of one of its lots, as its producer declares it. What an address, a title and a language may be is said by the same rules as for imported linksets.
 */
export interface LinkContent {
  /**
   * A GS1 link type by its name, such as pip; never a default.
   */
  type: string;
  /**
   * http or https.
   */
  href: string;
  /**
   * In the language of what the link leads to.
   */
  title: string;
  /**
   * Such as vi or en-GB; left out where the target has none or several.
   */
  language?: string;
  /**
   * Of one lot only; left out for the whole product.
   */
  lot?: string;
}
/**
 * All links of one product: its own first, then those of its lots.
 */
export interface LinkList {
  items: RegisteredLink[];
}
/**
 * A link of a code: made by the system, declared by the producer, or imported by the department. Only declared links have an id and a revision.
 */
export interface RegisteredLink {
  id: Id | null;
  rev: number | null;
  /**
   * The code it belongs to, without the first slash.
   */
  path: string;
  /**
   * Null for the product as a whole and for codes that know no lot.
   */
  lot: string | null;
  /**
   * What the code stands for.
   */
  name: string;
  by: 'system' | 'producer' | 'import';
  type:
    | 'activityIdeas'
    | 'allergenInfo'
    | 'appDownload'
    | 'backgroundInfo'
    | 'brandHomepageClinical'
    | 'brandHomepagePatient'
    | 'careersInfo'
    | 'certificationInfo'
    | 'consumerHandlingStorageInfo'
    | 'defaultLink'
    | 'defaultLinkMulti'
    | 'dpp'
    | 'eifu'
    | 'epcis'
    | 'epil'
    | 'eventsInfo'
    | 'faqs'
    | 'handledBy'
    | 'hasRetailers'
    | 'homepage'
    | 'ingredientsInfo'
    | 'instructions'
    | 'jws'
    | 'leaveReview'
    | 'locationInfo'
    | 'logisticsInfo'
    | 'loyaltyProgram'
    | 'masterData'
    | 'menuInfo'
    | 'nutritionalInfo'
    | 'openingHoursInfo'
    | 'paymentLink'
    | 'pip'
    | 'productSustainabilityInfo'
    | 'promotion'
    | 'purchaseSuppliesOrAccessories'
    | 'quickStartGuide'
    | 'recallStatus'
    | 'recipeInfo'
    | 'registerProduct'
    | 'registryEntry'
    | 'relatedImage'
    | 'relatedVideo'
    | 'reportFound'
    | 'review'
    | 'safetyInfo'
    | 'scheduleTime'
    | 'serviceInfo'
    | 'smartLabel'
    | 'smpc'
    | 'socialMedia'
    | 'statisticInfo'
    | 'subscribe'
    | 'support'
    | 'sustainabilityInfo'
    | 'traceability'
    | 'tutorial'
    | 'userAgreement'
    | 'verificationService'
    | 'whatsInTheBox';
  href: string;
  title: string;
  languages: string[];
  organisation: Id | null;
  product: Id | null;
  /**
   * Null for links that are not checked: our own.
   */
  check: LinkCheck | null;
}
/**
 * One page of registered links, by code.
 */
export interface LinkPage {
  items: RegisteredLink[];
  next?: string;
}
/**
 * Filters and paging of registered links.
 */
export interface LinkQuery {
  /**
   * broken includes addresses we do not visit.
   */
  state?: 'works' | 'broken' | 'unchecked';
  by?: 'producer' | 'import';
  type?:
    | 'activityIdeas'
    | 'allergenInfo'
    | 'appDownload'
    | 'backgroundInfo'
    | 'brandHomepageClinical'
    | 'brandHomepagePatient'
    | 'careersInfo'
    | 'certificationInfo'
    | 'consumerHandlingStorageInfo'
    | 'defaultLink'
    | 'defaultLinkMulti'
    | 'dpp'
    | 'eifu'
    | 'epcis'
    | 'epil'
    | 'eventsInfo'
    | 'faqs'
    | 'handledBy'
    | 'hasRetailers'
    | 'homepage'
    | 'ingredientsInfo'
    | 'instructions'
    | 'jws'
    | 'leaveReview'
    | 'locationInfo'
    | 'logisticsInfo'
    | 'loyaltyProgram'
    | 'masterData'
    | 'menuInfo'
    | 'nutritionalInfo'
    | 'openingHoursInfo'
    | 'paymentLink'
    | 'pip'
    | 'productSustainabilityInfo'
    | 'promotion'
    | 'purchaseSuppliesOrAccessories'
    | 'quickStartGuide'
    | 'recallStatus'
    | 'recipeInfo'
    | 'registerProduct'
    | 'registryEntry'
    | 'relatedImage'
    | 'relatedVideo'
    | 'reportFound'
    | 'review'
    | 'safetyInfo'
    | 'scheduleTime'
    | 'serviceInfo'
    | 'smartLabel'
    | 'smpc'
    | 'socialMedia'
    | 'statisticInfo'
    | 'subscribe'
    | 'support'
    | 'sustainabilityInfo'
    | 'traceability'
    | 'tutorial'
    | 'userAgreement'
    | 'verificationService'
    | 'whatsInTheBox';
  organisation?: Id;
  limit?: number;
  after?: string;
}
/**
 * How a linkset is imported.
 */
export interface LinksetImport {
  /**
   * Whether its defaults go before our own.
   */
  takeDefaults: boolean;
}
/**
 * How many registrations an import made.
 */
export interface LinksetImported {
  count: number;
}
/**
 * People whose e-mail fails, the longest first. isLasting: for two days or more.
 */
export interface MailTroubleList {
  items: {
    user: Reference;
    email: string | null;
    since: Instant;
    isLasting: boolean;
    /**
     * The mail server's own words.
     */
    reason: string;
  }[];
}
/**
 * A mark in the register.
 */
export interface Mark {
  id: Id;
  rev: number;
  owner: Reference;
  sample: boolean;
  updatedAt: Instant;
  content: MarkContent;
  /**
   * @maxItems 20
   */
  warnings: MarkWarning[];
}
/**
 * A collective mark, certification mark or geographical indication, from the idea to the protection title (Law 50/2005 arts. 87, 105, 106).
 */
export interface MarkContent {
  name: string;
  kind: 'collective' | 'certification' | 'geographical-indication';
  owner: Id;
  stage: 'idea' | 'plan' | 'dossier' | 'filed' | 'published' | 'examined' | 'granted';
  /**
   * @maxItems 200
   */
  communes: string[];
  goods: string;
  /**
   * @maxItems 45
   */
  niceClasses: number[];
  promises: string;
  doesNotPromise: string;
  nameEn?: string;
  areaText?: string;
  applicationNumber?: string;
  certificateNumber?: string;
  filedOn?: CalendarDate;
  grantedOn?: CalendarDate;
  expiresOn?: CalendarDate;
  controlBody?: string;
  logo?: Id;
  colours?: string;
  decisionNumber?: string;
  /**
   * @maxItems 60
   */
  formerUnits?: {
    name: string;
    /**
     * @maxItems 80
     */
    communes: string[];
    endedOn?: CalendarDate;
  }[];
  /**
   * @maxItems 20
   */
  earlierAreas?: {
    until: CalendarDate;
    /**
     * @minItems 1
     * @maxItems 200
     */
    communes: string[];
    note?: string;
  }[];
  polygon?: Geometry;
  controlPlan?: string;
  /**
   * @maxItems 30
   */
  foreignRegistrations?: {
    country: string;
    number: string;
    on?: CalendarDate;
  }[];
  note?: string;
}
/**
 * Something unusual in a mark, which may be right all the same.
 */
export interface MarkWarning {
  pointer: string;
  usual: string;
}
/**
 * What a right of use allows in one season, what batches have drawn, what was given out as stamps, what is left.
 */
export interface MarkBalance {
  id: string;
  grant: Id;
  season: string;
  from: CalendarDate;
  to: CalendarDate;
  limit: Quantity;
  ceiling: Quantity;
  raised: Quantity;
  claimed: Quantity;
  stamped: Quantity;
  left: Quantity;
  draws?: {
    batch: Id;
    lot: string;
    quantity: Quantity;
    stamped: Quantity;
  }[];
  raises?: {
    amount: Quantity;
    reason: string;
    by: string;
    at: Instant;
  }[];
}
/**
 * The seasons of a right of use, the latest first.
 */
export interface MarkBalanceList {
  items: MarkBalance[];
}
/**
 * A mark in figures: volume declared against capacity, stamps against volume, open findings, scans by province where they are counted; outliers first.
 */
export interface MarkOverview {
  rows: MarkOverviewRow[];
  openFindings: number;
  overdueFindings: number;
  reminders: MarkReminder[];
  scans:
    | {
        province: string | null;
        scans: number;
      }[]
    | null;
}
/**
 * One right of use in figures, of the season at hand.
 */
export interface MarkOverviewRow {
  grant: Id;
  number: string | null;
  holder: Reference;
  state: 'applied' | 'checked' | 'refused' | 'granted' | 'suspended' | 'revoked' | 'expired';
  season: string | null;
  limit: Quantity | null;
  claimed: Quantity | null;
  stamped: Quantity | null;
  left: Quantity | null;
  claimedPercent: string | null;
  stampedPercent: string | null;
  openFindings: number;
  overdueFindings: number;
  /**
   * @maxItems 8
   */
  flags: (
    | 'over-ceiling'
    | 'near-ceiling'
    | 'nothing-declared'
    | 'few-stamps'
    | 'overdue-findings'
    | 'open-violation'
    | 'not-a-member'
    | 'ends-soon'
  )[];
}
/**
 * Something about a mark that falls due.
 */
export interface MarkReminder {
  kind: 'title-expiry' | 'grant-expiry' | 'finding-deadline' | 'task-due' | 'check-deadline';
  mark: Reference;
  on: CalendarDate;
  days: number;
  what: string;
  grant: Id | null;
}
/**
 * One page of the register of marks.
 */
export interface MarkPage {
  items: Mark[];
  next?: string;
}
/**
 * The project of a mark, with its sums.
 */
export interface MarkProject {
  rev: number;
  content: MarkProjectContent;
  cost: string;
  secured: string;
  expected: string;
  missing: string;
}
/**
 * How a mark is brought to its title: stages with dates, tasks, costs and who pays (VND).
 */
export interface MarkProjectContent {
  /**
   * @maxItems 7
   */
  stages: {
    stage: 'idea' | 'plan' | 'dossier' | 'filed' | 'published' | 'examined' | 'granted';
    planned?: CalendarDate;
    reached?: CalendarDate;
    note?: string;
  }[];
  /**
   * @maxItems 100
   */
  tasks: {
    title: string;
    due?: CalendarDate;
    done?: CalendarDate;
    who?: string;
  }[];
  /**
   * @maxItems 100
   */
  costs: {
    what: string;
    amount: string;
  }[];
  /**
   * @maxItems 50
   */
  funding: {
    source: string;
    amount: string;
    isSecured: boolean;
  }[];
}
/**
 * Filters and paging of the register of marks.
 */
export interface MarkQuery {
  kind?: 'collective' | 'certification' | 'geographical-indication';
  stage?: 'idea' | 'plan' | 'dossier' | 'filed' | 'published' | 'examined' | 'granted';
  owner?: Id;
  q?: string;
  limit?: number;
  after?: string;
}
/**
 * What falls due in the next months under the marks one looks after, the most urgent first.
 */
export interface MarkReminderList {
  items: MarkReminder[];
}
/**
 * Who the caller is.
 */
export interface Me {
  id: Id;
  login: string;
  name: string;
  roles: (
    | 'producer-clerk'
    | 'producer-owner'
    | 'mark-manager'
    | 'officer'
    | 'lead-officer'
    | 'inspector'
    | 'leader'
    | 'administrator'
    | 'machine-client'
  )[];
  organisation: Id | null;
  secondFactor: boolean;
  /**
   * What must be done before anything else is open.
   */
  pending: 'password' | 'second-factor' | null;
}
/**
 * A member of the collective of a mark.
 */
export interface Member {
  id: Id;
  organisation: Reference;
  joinedOn: CalendarDate;
  leftOn: CalendarDate | null;
  reason: string | null;
  note: string | null;
}
/**
 * An organisation that joins the collective of a mark.
 */
export interface MemberContent {
  organisation: Id;
  joinedOn: CalendarDate;
  note?: string;
}
/**
 * A member that leaves; from that day on it may not use the mark.
 */
export interface MemberDeparture {
  leftOn: CalendarDate;
  reason: string;
}
/**
 * Members of the collective of a mark, those of today first.
 */
export interface MemberList {
  items: Member[];
}
/**
 * A request for stamps of a batch. perStamp is said with the first request where the product's net content and the batch's quantity do not meet.
 */
export interface NewStampRun {
  batch: Id;
  count: number;
  hiddenCode: boolean;
  perStamp?: Quantity;
}
/**
 * A new account; the answer holds its one-time password.
 */
export interface NewUser {
  /**
   * Compared in lower case.
   */
  login: string;
  name: string;
  email?: string | null;
  /**
   * @minItems 1
   */
  roles: (
    | 'producer-clerk'
    | 'producer-owner'
    | 'mark-manager'
    | 'officer'
    | 'lead-officer'
    | 'inspector'
    | 'leader'
    | 'administrator'
    | 'machine-client'
  )[];
  /**
   * The organisation a producer, mark manager or machine client acts for; null for the department.
   */
  organisation?: string | null;
}
/**
 * A remark on the version before, and what stands in its place now.
 */
export interface NoteAnswer {
  pointer: string;
  text: string;
  before?: unknown;
  after?: unknown;
  isChanged: boolean;
}
/**
 * Something that a person is told. href leads to where it is seen or mended, at the very field where a remark names one; settledAt says since when it is settled by a later act.
 */
export interface Notice {
  id: Id;
  kind: NoticeKind;
  /**
   * One sentence, in the caller's language.
   */
  text: string;
  href: string;
  at: Instant;
  readAt: Instant | null;
  settledAt: Instant | null;
}
/**
 * Notices of the caller, the latest first; unread counts those that are neither read nor settled, at most 100.
 */
export interface NoticePage {
  items: Notice[];
  unread: number;
  next?: string;
}
/**
 * Which notices of the caller: unread ones are neither read nor settled.
 */
export interface NoticeQuery {
  state?: 'unread' | 'all';
  kind?: NoticeKind;
  limit?: number;
  after?: Id;
}
/**
 * The caller's e-mails: address in use, address waiting for its confirmation, language, and timing of each kind that the caller's roles are told of. isServed is false where this deployment sends no e-mail.
 */
export interface NoticeSettings {
  isServed: boolean;
  email: string | null;
  isConfirmed: boolean;
  pending: {
    email: string;
    until: Instant;
  } | null;
  language: 'vi' | 'en';
  timings: NoticeTimings;
}
/**
 * When each kind of notice comes by e-mail.
 */
export interface NoticeTimings {
  returned?: MailTiming;
  refused?: MailTiming;
  approved?: MailTiming;
  suspended?: MailTiming;
  recalled?: MailTiming;
  'hold-ended'?: MailTiming;
  'right-decided'?: MailTiming;
  expiring?: MailTiming;
  'handover-waiting'?: MailTiming;
  'handover-answered'?: MailTiming;
  'stamps-low'?: MailTiming;
  'print-done'?: MailTiming;
  'submission-waiting'?: MailTiming;
  'submission-overdue'?: MailTiming;
  explained?: MailTiming;
  'recall-closed'?: MailTiming;
  'sync-stuck'?: MailTiming;
  'right-applied'?: MailTiming;
}
/**
 * What people choose about their e-mails; kinds that are left out stay as they are.
 */
export interface NoticeSettingsContent {
  language: 'vi' | 'en';
  timings: NoticeTimings;
}
/**
 * Organisation as stored: its working copy, the state of its review and what was approved last.
 */
export interface Organisation {
  id: Id;
  rev: number;
  state: 'draft' | 'submitted' | 'returned' | 'refused' | 'approved';
  organisation: Reference;
  title: string;
  sample: boolean;
  notes: FieldNote[];
  message: string | null;
  approved: Approval | null;
  updatedAt: Instant;
  content: OrganisationContent;
}
/**
 * A producer, trader, mark owner or state body. A household's tax code since 2025-07-01 is a personal number and never public.
 */
export interface OrganisationContent {
  name: string;
  kind: 'cooperative' | 'cooperative-group' | 'household' | 'company' | 'association' | 'state-body';
  address: Address;
  nameEn?: string;
  shortName?: string;
  taxCode?: string;
  gln?: string;
  contact?: {
    person?: string;
    phone?: string;
    email?: string;
  };
  website?: string;
}
/**
 * One page of a list; next is the cursor of the following page.
 */
export interface OrganisationPage {
  items: Organisation[];
  next?: string;
}
/**
 * A signed bundle for an upload by hand.
 */
export interface Parcel {
  id: Id;
  number: number;
  madeAt: Instant;
  by: string;
  state: 'made' | 'answered';
  answeredAt: Instant | null;
  receipt: string | null;
  items: {
    message: string;
    kind: 'organisation' | 'product' | 'batch';
    record: string;
    title: string;
    outcome: ('accepted' | 'refused') | null;
    words: string | null;
  }[];
}
/**
 * Bundles, newest first, and how many records lie ready for the next.
 */
export interface ParcelList {
  ready: number;
  items: Parcel[];
}
/**
 * What the portal answered: its receipt number, and what it refused.
 */
export interface ParcelReceipt {
  number: string;
  /**
   * @maxItems 5000
   */
  refused?: {
    message: string;
    words: string;
  }[];
}
/**
 * The password used so far, and the new one: at least 8 characters, better 15.
 */
export interface PasswordChange {
  current: string;
  next: string;
}
/**
 * Place as stored: its working copy, the state of its review and what was approved last.
 */
export interface Place {
  id: Id;
  rev: number;
  state: 'draft' | 'submitted' | 'returned' | 'refused' | 'approved';
  organisation: Reference;
  title: string;
  sample: boolean;
  notes: FieldNote[];
  message: string | null;
  approved: Approval | null;
  updatedAt: Instant;
  content: PlaceContent;
  locationCode: string;
}
/**
 * A place where something happens to goods: plot, pond, workshop, packing house, warehouse, shop.
 */
export interface PlaceContent {
  name: string;
  kind: 'plot' | 'pond' | 'workshop' | 'packing-house' | 'warehouse' | 'shop';
  address: Address;
  steward?: string;
  geometry?: Geometry;
  area?: Quantity;
  gln?: string;
  plantingAreaCode?: string;
  packingHouseCode?: string;
}
/**
 * One page of a list; next is the cursor of the following page.
 */
export interface PlacePage {
  items: Place[];
  next?: string;
}
/**
 * A print job: how far it is, and what its labels measure. Its file is kept until keptUntil.
 */
export interface PrintJob {
  id: Id;
  run: Id;
  batch: Id;
  state: 'queued' | 'working' | 'done' | 'cancelled' | 'failed' | 'expired';
  content: PrintJobContent;
  total: number;
  done: number;
  createdAt: Instant;
  createdBy: string;
  finishedAt: Instant | null;
  keptUntil: Instant | null;
  file: {
    name: string;
    type: string;
    size: number;
  } | null;
  failure: string | null;
  symbol: {
    module: number;
    side: number;
    verdict: 'good' | 'small';
  } | null;
  leftOut: ('logo' | 'name' | 'lot' | 'producedOn' | 'expiresOn' | 'host')[];
}
/**
 * What to print of a run of stamps. Exactly one of preset and layout names the paper; from and to count the run's stamps from 1; startAt is the first label used on the first sheet. Without fields a label says all it has room for.
 */
export interface PrintJobContent {
  format: 'pdf' | 'zpl' | 'svg' | 'png' | 'eps' | 'csv';
  preset?:
    | 'a4-24-70x37'
    | 'a4-21-63x38'
    | 'a4-40-48x25'
    | 'a4-65-38x21'
    | 'a4-8-105x74'
    | 'a4-48-square-25'
    | 'a4-24-round-40'
    | 'roll-30x20'
    | 'roll-40x30'
    | 'roll-50x30'
    | 'roll-60x40'
    | 'roll-100x50';
  layout?: Id;
  from: number;
  to: number;
  startAt?: number;
  offset?: {
    x: number;
    y: number;
  };
  cutMarks?: boolean;
  level?: 'L' | 'M' | 'Q' | 'H';
  dpi?: 203 | 300 | 600;
  /**
   * @maxItems 6
   */
  fields?: ('logo' | 'name' | 'lot' | 'producedOn' | 'expiresOn' | 'host')[];
}
/**
 * The print jobs of a run, newest first.
 */
export interface PrintJobPage {
  items: PrintJob[];
}
/**
 * A problem document (RFC 9457); faults name each wrong field by JSON Pointer.
 */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  instance?: string;
  faults?: {
    pointer: string;
    code: string;
    message: string;
  }[];
  [k: string]: unknown;
}
/**
 * Product as stored: its working copy, the state of its review and what was approved last.
 */
export interface Product {
  id: Id;
  rev: number;
  state: 'draft' | 'submitted' | 'returned' | 'refused' | 'approved';
  organisation: Reference;
  title: string;
  sample: boolean;
  notes: FieldNote[];
  message: string | null;
  approved: Approval | null;
  updatedAt: Instant;
  content: ProductContent;
  traceKey: string;
  uri: string;
}
/**
 * A product type: identified by a GTIN, or by an internal code given here where the producer has no GS1 number.
 */
export interface ProductContent {
  name: string;
  group: 'crops' | 'livestock' | 'aquaculture' | 'processing';
  netContent: Quantity;
  originStatement: string;
  /**
   * @maxItems 8
   */
  images: Id[];
  /**
   * @maxItems 12
   */
  standards: {
    kind: 'TCVN' | 'QCVN' | 'TCCS' | 'international' | 'regional';
    number: string;
    title?: string;
  }[];
  nameEn?: string;
  gtin?: string;
  brand?: string;
  description?: string;
  shelfLifeDays?: number;
  warning?: string;
}
/**
 * One page of a list; next is the cursor of the following page.
 */
export interface ProductPage {
  items: Product[];
  next?: string;
}
/**
 * A province or city of the 34 in force since 2025-07-01 (Decision 19/2025/QĐ-TTg), with what it was made of.
 */
export interface Province {
  code: string;
  name: string;
  formerly: string[];
}
/**
 * All provinces and cities, by name.
 */
export interface ProvincePage {
  items: Province[];
}
/**
 * Why this is done; kept in the audit log.
 */
export interface ReasonGiven {
  reason: string;
}
/**
 * A recall with its public notice and, once it ended, its closing report.
 */
export interface Recall {
  id: Id;
  number: string;
  rev: number;
  title: string;
  sample: boolean;
  organisation: Reference;
  batches: {
    id: Id;
    name: string;
    lot: string;
  }[];
  content: RecallContent;
  publishedAt: Instant;
  publishedBy: string;
  revisedAt: Instant | null;
  closing: RecallClosing | null;
  closedAt: Instant | null;
  closedBy: string | null;
  notice: string;
}
/**
 * What the public reads of a recall, in the officer’s words; the goods themselves are shown from their batches.
 */
export interface RecallContent {
  /**
   * Approved batches of one product.
   *
   * @minItems 1
   * @maxItems 50
   */
  batches: Id[];
  risk:
    | 'pathogen'
    | 'residue'
    | 'veterinary-residue'
    | 'heavy-metal'
    | 'toxin'
    | 'allergen'
    | 'foreign-body'
    | 'additive'
    | 'label'
    | 'spoilage'
    | 'other';
  reason: string;
  danger: string;
  whatToDo: string;
  remedy: 'refund' | 'exchange' | 'refund-or-exchange' | 'other';
  howToReturn: string;
  contact: {
    name: string;
    phone: string;
    email?: string;
  };
  channels: string;
  soldFrom?: CalendarDate;
  soldTo?: CalendarDate;
  decision?: string;
  english?: {
    reason?: string;
    danger?: string;
    whatToDo?: string;
    howToReturn?: string;
    channels?: string;
  };
}
/**
 * How a recall ended: what was found of the goods, what became of it, what was done so that it does not happen again, who answers for it.
 */
export interface RecallClosing {
  found: Quantity;
  returned: Quantity;
  destroyed: Quantity;
  measures: string;
  responsible: string;
  closedOn: CalendarDate;
}
/**
 * A rehearsed recall: what it would reach, how much of it is located, whom to call, and how long it took. It changes no batch and no stamp.
 */
export interface RecallDrill {
  id: Id;
  rev: number;
  number: string;
  batch: Reference;
  organisation: Reference;
  scope: 'whole' | 'own';
  startedAt: Instant;
  startedBy: string;
  finishedAt: Instant | null;
  finishedBy: string | null;
  seconds: number | null;
  quantity: Quantity;
  located: Decimal1;
  lotCount: number;
  cut: ('depth' | 'size') | null;
  lots: RecallDrillLot[];
  units: StampCounts;
  contacts: {
    organisation: Reference;
    lots: number;
    person: string | null;
    phone: string | null;
    email: string | null;
    /**
     * null until the drill is finished.
     */
    reached: boolean | null;
  }[];
  note: string | null;
  actions: 'finish'[];
}
/**
 * A lot that a recall would reach, as it stood when the drill began.
 */
export interface RecallDrillLot {
  id: string;
  depth: number;
  lot: string | null;
  product: string | null;
  organisation: Reference | null;
  batch: Id | null;
  hold: ('none' | 'suspended' | 'withdrawn' | 'recalled') | null;
  share: Decimal | null;
  rests: Decimal | null;
  amount: Quantity | null;
  /**
   * Why what rests in it is not located: no comparable quantity, no holder registered here, or the chain was cut there.
   */
  missing: ('quantity' | 'holder' | 'bound') | null;
  units: StampCounts | null;
  movements: {
    at: Instant;
    word: string;
    stage: string | null;
    organisation: Reference;
    quantity: Quantity | null;
    receiver: string | null;
  }[];
}
/**
 * A batch to rehearse a recall with.
 */
export interface RecallDrillContent {
  batch: Id;
}
/**
 * Who was reached when the drill ended, and what is to be remembered.
 */
export interface RecallDrillFinish {
  /**
   * @maxItems 500
   */
  reached: Id[];
  note?: string;
}
/**
 * One page of drills, newest first.
 */
export interface RecallDrillPage {
  items: RecallDrillSummary[];
  next?: string;
}
/**
 * A drill as a line of a list.
 */
export interface RecallDrillSummary {
  id: Id;
  rev: number;
  number: string;
  batch: Reference;
  organisation: Reference;
  scope: 'whole' | 'own';
  startedAt: Instant;
  startedBy: string;
  finishedAt: Instant | null;
  finishedBy: string | null;
  seconds: number | null;
  quantity: Quantity;
  located: Decimal2;
  lotCount: number;
}
/**
 * Filters and paging of drills.
 */
export interface RecallDrillQuery {
  batch?: Id;
  limit?: number;
  after?: string;
}
/**
 * Who has, or had, recalled goods, as the chain tells: whom to call.
 */
export interface RecallHolders {
  asOf: Instant;
  /**
   * False where the chain was too long to be walked to its end.
   */
  isWhole: boolean;
  holders: {
    organisation: Reference | null;
    contact: {
      person: string | null;
      phone: string | null;
      email: string | null;
    } | null;
    /**
     * What it was handed over of the recalled lots.
     */
    handed: {
      title: string;
      quantity: Quantity;
      on: CalendarDate;
      state: 'sent' | 'received';
    }[];
    /**
     * Lots that the recalled goods went into or went on as.
     */
    lots: {
      lot: string | null;
      product: string | null;
      batch: Id | null;
      amount: Quantity | null;
    }[];
  }[];
}
/**
 * A recall as everybody may read it: the goods, the risk, what to do.
 */
export interface RecallNotice {
  number: string;
  url: string;
  productName: string;
  productNameEnglish: string | null;
  producer: string;
  picture: string | null;
  sample: boolean;
  lots: {
    path: string;
    lot: string;
    code: string;
    producedOn: CalendarDate | null;
    packedOn: CalendarDate | null;
    expiresOn: CalendarDate | null;
  }[];
  risk:
    | 'pathogen'
    | 'residue'
    | 'veterinary-residue'
    | 'heavy-metal'
    | 'toxin'
    | 'allergen'
    | 'foreign-body'
    | 'additive'
    | 'label'
    | 'spoilage'
    | 'other';
  reason: string;
  danger: string;
  whatToDo: string;
  remedy: 'refund' | 'exchange' | 'refund-or-exchange' | 'other';
  howToReturn: string;
  contact: {
    name: string;
    phone: string;
    email?: string;
  };
  channels: string;
  soldFrom: CalendarDate | null;
  soldTo: CalendarDate | null;
  decision: string | null;
  english: {
    reason?: string;
    danger?: string;
    whatToDo?: string;
    howToReturn?: string;
    channels?: string;
  } | null;
  publishedAt: Instant;
  revisedAt: Instant | null;
  closedOn: CalendarDate | null;
}
/**
 * One page of public recall notices, newest first.
 */
export interface RecallNoticePage {
  items: RecallNotice[];
  next?: string;
}
/**
 * Search and paging of public recall notices.
 */
export interface RecallNoticeQuery {
  q?: string;
  limit?: number;
  after?: string;
}
/**
 * One page of recalls, newest first.
 */
export interface RecallPage {
  items: Recall[];
  next?: string;
}
/**
 * Filters and paging of recalls.
 */
export interface RecallQuery {
  q?: string;
  state?: 'open' | 'closed';
  batch?: Id;
  limit?: number;
  after?: string;
}
/**
 * What arrived of a hand-over: every lot of it, with the quantity as weighed; nothing of a lot is 0.
 */
export interface ReceiptContent {
  receivedOn: CalendarDate;
  place?: Id3;
  /**
   * @minItems 1
   * @maxItems 20
   */
  lines: {
    batch: Id;
    quantity: Quantity;
    ownBatch?: Id4;
  }[];
  /**
   * Number or URI of the receipt.
   */
  document?: string;
  note?: string;
}
/**
 * One comparison of what we stand for with what a gateway holds.
 */
export interface Reconciliation {
  id: Id;
  gateway: 'national' | 'epcis' | 'file';
  trigger: 'nightly' | 'demand';
  by: string;
  state: 'running' | 'done' | 'failed';
  startedAt: Instant;
  finishedAt: Instant | null;
  trouble:
    | (
        | 'unreachable'
        | 'forbidden-address'
        | 'time-out'
        | 'connection-lost'
        | 'busy'
        | 'server-error'
        | 'redirected'
        | 'not-json'
        | 'unexpected-answer'
        | 'answer-too-large'
        | 'sign-in-refused'
        | 'internal'
      )
    | null;
  kinds: {
    kind: 'organisation' | 'product' | 'batch';
    /**
     * Approved and never queued for this gateway before; queued now.
     */
    filled: number;
    here: number;
    there: number;
    days: number;
    daysDiffering: number;
    missing: number;
    stale: number;
    unknown: number;
    moving: number;
  }[];
  /**
   * The first two hundred.
   */
  findings: {
    kind: 'organisation' | 'product' | 'batch';
    record: string;
    cause: 'missing' | 'stale' | 'unknown';
    day: string;
    seqHere: number | null;
    seqThere: number | null;
    message: string | null;
  }[];
}
/**
 * Comparisons, newest first.
 */
export interface ReconciliationPage {
  items: Reconciliation[];
  next?: string;
}
/**
 * Filters and paging of the comparisons.
 */
export interface ReconciliationQuery {
  gateway?: 'national' | 'epcis' | 'file';
  limit?: number;
  after?: string;
}
/**
 * Which record's whole file is wanted, in which form, and what for; the export is kept in the history.
 */
export interface RecordFileOrder {
  kind: SubjectKind;
  id: string;
  format: 'json' | 'pdf';
  reason?: string;
}
/**
 * Filters and paging of a list of records: after is the cursor given by the page before.
 */
export interface RecordQuery {
  state?: 'draft' | 'submitted' | 'returned' | 'refused' | 'approved';
  q?: string;
  organisation?: Id;
  limit?: number;
  after?: string;
}
/**
 * A recovery rate as the department set it, or a default of the system.
 */
export interface RecoveryRate {
  id: Id | null;
  content: RecoveryRateContent;
  outputName: string | null;
  inputName: string | null;
  /**
   * Set by nobody: it came with the system.
   */
  isDefault: boolean;
  /**
   * Holds for what is produced today; others of the same goods and units are its history or its future.
   */
  isCurrent: boolean;
  at: Instant | null;
  by: string | null;
}
/**
 * How much of a product at most comes of one unit of what it is made from. Earlier figures stay; for one day the one told last counts.
 */
export interface RecoveryRateContent {
  stage: 'harvest' | 'slaughter' | 'processing' | 'lot-change';
  product?: Id5;
  group?: 'crops' | 'livestock' | 'aquaculture' | 'processing';
  inputProduct?: Id6;
  inputGroup?: 'crops' | 'livestock' | 'aquaculture' | 'processing';
  most: Quantity4;
  /**
   * … of one of these.
   */
  per: 'KGM' | 'GRM' | 'TNE' | 'LTR' | 'MLT' | 'H87' | 'HAR' | 'MTK';
  tolerance: Decimal3;
  validFrom: CalendarDate1;
  /**
   * Where the figure is from, or why it was changed.
   */
  source: string;
}
/**
 * An amount with its unit (UN/ECE Recommendation 20): kilogram, gram, tonne, litre, millilitre, piece, hectare, square metre.
 */
export interface Quantity4 {
  value: Decimal;
  unit: 'KGM' | 'GRM' | 'TNE' | 'LTR' | 'MLT' | 'H87' | 'HAR' | 'MTK';
}
/**
 * Recovery rates with their history, those of products first, defaults last.
 */
export interface RecoveryRateList {
  items: RecoveryRate[];
}
/**
 * Refused, with the legal ground and an explanation.
 */
export interface RefuseDecision {
  ground: string;
  message: string;
}
/**
 * A version of a regulation of use; kept for good.
 */
export interface Regulation {
  id: Id;
  number: number;
  by: string;
  at: Instant;
  isInForce: boolean;
  content: RegulationContent;
}
/**
 * A version of a mark's regulation of use (for an indication: its description), with every item the law asks of its kind (Law 50/2005 arts. 105(4), 105(5), 106).
 */
export interface RegulationContent {
  from: CalendarDate;
  decision?: string;
  items: {
    owner?: string;
    membership?: string;
    permitted?: string;
    conditions?: string;
    violations?: string;
    characteristics?: string;
    assessment?: string;
    control?: string;
    fees?: string;
    sign?: string;
    product?: string;
    character?: string;
    map?: string;
    delimitation?: string;
    proofOfOrigin?: string;
    localMethod?: string;
  };
  file?: Id;
}
/**
 * Every version of a mark's regulation, the latest first.
 */
export interface RegulationList {
  items: Regulation[];
}
/**
 * A consumer's report: the path of the code it is about, and what is wrong.
 */
export interface Report {
  id: Id;
  number: string;
  path: string;
  title: string;
  organisation: Id | null;
  batch: Id | null;
  serial: string | null;
  text: string;
  contact: string | null;
  picture: Id | null;
  at: Instant;
}
/**
 * What a consumer tells the department about a code; contact is optional and never public. Sent as JSON, or as a form with one picture in the field picture.
 */
export interface ReportContent {
  /**
   * GTIN of 14 digits or internal code, as on the stamp.
   */
  code: string;
  lot?: string;
  text: string;
  contact?: string;
  /**
   * The serial of the stamp on the goods; with it the lot need not be given.
   */
  serial?: string;
}
/**
 * One page of consumers' reports, newest first.
 */
export interface ReportPage {
  items: Report[];
  next?: string;
}
/**
 * Paging of consumers' reports; path narrows to one code.
 */
export interface ReportQuery {
  path?: string;
  limit?: number;
  after?: string;
}
/**
 * Sent back to the producer, with a message and remarks on fields.
 */
export interface ReturnDecision {
  message: string;
  /**
   * @maxItems 50
   */
  notes?: FieldNote[];
}
/**
 * Who has a submission open, since when. Binds nobody; ends by itself.
 */
export interface ReviewClaim {
  by: string;
  since: Instant;
  isMine: boolean;
}
/**
 * A reason to look closer at a submission, with what it was seen by.
 */
export interface ReviewFlag {
  name:
    | 'complaint'
    | 'balance-breach'
    | 'duplicate-picture'
    | 'near-ceiling'
    | 'same-lot'
    | 'new-producer'
    | 'changed-after-return'
    | 'certificate-expiring';
  /**
   * How many: approved batches, open remarks, pictures, complaints.
   */
  count?: number;
  /**
   * Of a ceiling, drawn by all batches together.
   */
  percent?: string;
  on?: CalendarDate2;
  /**
   * The other records that were found.
   *
   * @maxItems 5
   */
  records?: {
    kind: 'organisation' | 'place' | 'product' | 'certificate' | 'batch';
    id: Id;
    title: string;
    producer: string;
    picture?: Id7;
    like?: Id8;
  }[];
}
/**
 * What is still usual for a product; revision 0 is the default that nobody has changed.
 */
export interface ScanNorm {
  product: Id;
  title: string;
  sessions: number;
  provinces: number;
  days: number;
  isDefault: boolean;
  rev: number;
}
/**
 * What is still usual for the units of a product; above it a scan signal is raised.
 */
export interface ScanNormContent {
  /**
   * Sessions at one unit that are still usual.
   */
  sessions: number;
  /**
   * Different provinces among them that are still usual.
   */
  provinces: number;
  /**
   * Days from the first session to the last that are still usual.
   */
  days: number;
}
/**
 * One thing found. Of a stamp `id` is its batch and `code` the path of its code.
 */
export interface SearchItem {
  kind: SearchKind;
  id: Id;
  title: string;
  /**
   * The number or code people know it by, beside its title.
   */
  code: string | null;
  organisation: Reference | null;
  state: string | null;
  sample: boolean;
  updatedAt: Instant;
}
/**
 * What was found, best first: whole codes, begun codes, titles that begin with what was typed, then whatever holds all words, the latest first.
 */
export interface SearchPage {
  items: SearchItem[];
  /**
   * Set where nothing was found as typed, and Telex or VNI signs were read as such.
   */
  readAs: string | null;
  next?: string;
}
/**
 * What to look for: words in any order, with or without accents, or a code with or without its signs.
 */
export interface SearchQuery {
  q: string;
  kind?: SearchKind;
  limit?: number;
  after?: string;
}
/**
 * A season with the history of its norm.
 */
export interface Season {
  id: Id;
  rev: number;
  mark: Id;
  content: SeasonContent;
  history: {
    norm: {
      value: Decimal;
      unit: 'KGM' | 'GRM' | 'TNE' | 'LTR' | 'MLT' | 'H87';
      per: 'HAR' | 'MTK';
    };
    basis: string;
    by: string;
    at: Instant;
  }[];
}
/**
 * A season of a mark's goods with its yield norm; no products: every product under the mark.
 */
export interface SeasonContent {
  name: string;
  /**
   * @maxItems 100
   */
  products: Id[];
  from: CalendarDate;
  to: CalendarDate;
  norm: {
    value: Decimal;
    unit: 'KGM' | 'GRM' | 'TNE' | 'LTR' | 'MLT' | 'H87';
    per: 'HAR' | 'MTK';
  };
  basis: string;
}
/**
 * The seasons of a mark, the latest first.
 */
export interface SeasonList {
  items: Season[];
}
/**
 * Six digits of the authenticator app.
 */
export interface SecondFactorCode {
  code: string;
}
/**
 * What an authenticator app needs (RFC 6238).
 */
export interface SecondFactorEnrolment {
  secret: string;
  uri: string;
}
/**
 * How the department keeps to its own time: by kind of record, over the last 30 days.
 */
export interface ServiceLevel {
  waiting: number;
  overdue: number;
  dueToday: number;
  oldest: Instant | null;
  /**
   * From submission to decision.
   */
  medianHours: number | null;
  kinds: {
    kind: 'organisation' | 'place' | 'product' | 'certificate' | 'batch';
    workingDays: number;
    waiting: number;
    overdue: number;
    decided: number;
    medianHours: number | null;
  }[];
}
/**
 * Every signal with the department's own experience of it, for all goods or for one product.
 */
export interface SignalFigures {
  items: {
    signal:
      | 'not-active'
      | 'void'
      | 'recalled'
      | 'often'
      | 'too-fast'
      | 'many-provinces'
      | 'too-long'
      | 'opened-again';
    /**
     * Units that raise it now.
     */
    units: number;
    /**
     * Closed cases with it that ended in void stamps.
     */
    confirmed: number;
    /**
     * Closed cases with it that were cleared.
     */
    cleared: number;
    falseAlarmRate: number | null;
  }[];
}
/**
 * One product only.
 */
export interface SignalFiguresQuery {
  product?: Id;
}
/**
 * The public key of the signed bundles, as a JSON Web Key.
 */
export interface SigningKey {
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
  use: 'sig';
}
/**
 * A recorded stage. Stages are never changed: a wrong one is withdrawn with a reason and recorded anew.
 */
export interface Stage {
  id: Id;
  eventId: string;
  recordedAt: Instant;
  recordedBy: string;
  withdrawn: {
    at: Instant;
    reason: string;
  } | null;
  placeName: string;
  content: StageContent;
}
/**
 * The stages a product of a group goes through, in their usual order, and what is asked for each.
 */
export interface StageCatalogue {
  group: 'crops' | 'livestock' | 'aquaculture' | 'processing';
  stages: {
    code: string;
    name: string;
    quantity: 'none' | 'optional' | 'required';
    units: ('KGM' | 'GRM' | 'TNE' | 'LTR' | 'MLT' | 'H87' | 'HAR' | 'MTK')[];
    details: string[];
    /**
     * Fields of a stage's content that are worth filling in here.
     */
    asks: string[];
    /**
     * Whether it is always public, and missed where it is not told.
     */
    isExpected: boolean;
    /**
     * What of it the public may be told at most.
     */
    shows: ('place' | 'quantity' | 'details' | 'pictures' | 'temperature' | 'result')[];
    /**
     * Those of the details that buyers may see.
     */
    openDetails: string[];
  }[];
  /**
   * 0 as it came with the system; one more with every change.
   */
  rev: number;
}
/**
 * The stages of a product group in their usual order, as the department settles them.
 */
export interface StageCatalogueContent {
  /**
   * @minItems 1
   * @maxItems 60
   */
  stages: {
    code: string;
    quantity: 'none' | 'optional' | 'required';
    units: ('KGM' | 'GRM' | 'TNE' | 'LTR' | 'MLT' | 'H87' | 'HAR' | 'MTK')[];
    /**
     * What to ask for, in the language of the label on the goods.
     *
     * @maxItems 10
     */
    details: string[];
    /**
     * Whether it is always public, and missed on the page of a batch where it is not told; as it came with the system where this is left out.
     */
    isExpected?: boolean;
    /**
     * Those of the details that buyers may see; as they came with the system where this is left out.
     *
     * @maxItems 10
     */
    openDetails?: string[];
  }[];
}
/**
 * The product group whose stages are asked for.
 */
export interface StageCatalogueQuery {
  group: 'crops' | 'livestock' | 'aquaculture' | 'processing';
}
/**
 * The stages of a batch in the order they happened, withdrawn ones included.
 */
export interface StageList {
  items: Stage[];
}
/**
 * What somebody did with the stamps of a batch; of many pieces the first ten are named.
 */
export interface StampAct {
  id: Id;
  at: Instant;
  by: string;
  action: 'request' | 'print' | 'activate' | 'void' | 'return' | 'hold' | 'release';
  count: number;
  ranges: {
    first: string;
    last: string;
    count: number;
  }[];
  reason: 'misprint' | 'damaged' | 'lost' | 'stolen' | 'unsold' | 'other' | null;
  note: string | null;
}
/**
 * What an act came to. leftOut counts the stamps of a range that were void or returned before and stay so.
 */
export interface StampActDone {
  batch: Id;
  units: number;
  leftOut: number;
  counts: StampCounts;
}
/**
 * One page of what was done with the stamps of a batch, newest first.
 */
export interface StampActPage {
  items: StampAct[];
  next?: string;
}
/**
 * Paging of what was done with stamps.
 */
export interface StampActQuery {
  limit?: number;
  after?: string;
}
/**
 * How many stamps a batch may still get. perStamp is what one stands for; null where whoever asks for the first stamps has to say it. obstacle is what stands in the way now.
 */
export interface StampAllowance {
  batch: Reference;
  quantity: Quantity;
  perStamp: Quantity | null;
  total: number | null;
  issued: number;
  givenBack: number;
  left: number | null;
  obstacle: 'closed' | 'suspended' | 'withdrawn' | 'recalled' | 'refused' | 'product' | null;
}
/**
 * Stamps that an inspector stops or lets go again, and why.
 */
export interface StampHold {
  first?: string;
  last?: string;
  /**
   * @minItems 1
   * @maxItems 10000
   */
  serials?: string[];
  note: string;
}
/**
 * A stamp to be printed. label counts from 1 within its run; the hidden code is there for those who print, where the run has one.
 */
export interface StampLabel {
  label: number;
  serial: string;
  uri: string;
  hiddenCode?: string;
}
/**
 * Stamps of a run in the order of their labels; next is the label to go on from.
 */
export interface StampLabelPage {
  items: StampLabel[];
  next?: number;
}
/**
 * From which label on, and how many.
 */
export interface StampLabelQuery {
  from?: number;
  limit?: number;
}
/**
 * The stamps of one request. number counts the requests of the batch; keyId names the secret they are computed with.
 */
export interface StampRun {
  id: Id;
  batch: Reference;
  number: number;
  count: number;
  hasHiddenCode: boolean;
  firstSerial: string;
  lastSerial: string;
  counts: StampCounts;
  keyId: string;
  requestedBy: string;
  at: Instant;
}
/**
 * One page of runs of stamps, newest first.
 */
export interface StampRunPage {
  items: StampRun[];
  next?: string;
}
/**
 * Filters and paging of runs of stamps.
 */
export interface StampRunQuery {
  batch?: Id;
  organisation?: Id;
  limit?: number;
  after?: string;
}
/**
 * How the stamps of each product stand, ordered by product key, and of all that was asked for together.
 */
export interface StampTotals {
  items: {
    productKey: string;
    product: Reference;
    organisation: Reference;
    /**
     * How many batches of the product have stamps.
     */
    batches: number;
    counts: StampCounts;
  }[];
  all: StampCounts;
  next?: string;
}
/**
 * Whose stamps are counted, and which page of the products.
 */
export interface StampTotalsQuery {
  organisation?: Id;
  limit?: number;
  after?: string;
}
/**
 * Stamps that shall never pass a scan again, and why. The reason other needs a note.
 */
export interface StampVoid {
  first?: string;
  last?: string;
  /**
   * @minItems 1
   * @maxItems 10000
   */
  serials?: string[];
  note?: string;
  reason: 'misprint' | 'damaged' | 'lost' | 'stolen' | 'unsold' | 'other';
}
/**
 * Stamps of a batch: the first and last serial of a range, or each serial by itself. A serial may be the whole address off the stamp.
 */
export interface StampsNamed {
  first?: string;
  last?: string;
  /**
   * @minItems 1
   * @maxItems 10000
   */
  serials?: string[];
  note?: string;
}
/**
 * The labels of a run that were printed, counted from 1, both included.
 */
export interface StampsPrinted {
  first: number;
  last: number;
}
/**
 * A record that a gateway holds as ours and that we do not know.
 */
export interface Stray {
  id: string;
  gateway: 'national' | 'epcis' | 'file';
  kind: 'organisation' | 'product' | 'batch';
  record: string;
  foreignId: string;
  seq: number;
  day: string;
  foundAt: Instant;
  seenAt: Instant;
  state: 'open' | 'withdrawn' | 'kept';
  reason: string | null;
  by: string | null;
}
/**
 * Have the gateway take the record out of use, or leave it there.
 */
export interface StrayDecision {
  decision: 'withdraw' | 'keep';
  /**
   * Why; kept in the audit log.
   */
  reason: string;
}
/**
 * Records that wait for a decision, and those decided.
 */
export interface StrayList {
  items: Stray[];
}
/**
 * A frozen version of a record before the department, with what differs from the version approved last.
 */
export interface Submission {
  id: Id;
  rev: number;
  kind: 'organisation' | 'place' | 'product' | 'certificate' | 'batch';
  record: Id;
  organisation: Reference;
  number: number;
  title: string;
  state: 'waiting' | 'endorsed' | 'approved' | 'returned' | 'refused' | 'withdrawn';
  sample: boolean;
  submittedAt: Instant;
  submittedBy: string;
  awaits: {
    kind: string;
    id: Id;
    title: string;
    state: 'draft' | 'submitted' | 'returned' | 'refused' | 'approved';
  }[];
  notes: FieldNote[];
  content: {
    [k: string]: unknown;
  };
  previous: {
    [k: string]: unknown;
  } | null;
  differences: Difference[];
  decidedAt?: Instant;
  decidedBy?: string;
  message?: string;
  ground?: string;
  /**
   * A correction after a consumer's report: two officers must agree.
   */
  needsTwo: boolean;
  endorsedBy?: string;
  endorsedAt?: Instant;
  dueOn: CalendarDate;
  isOverdue: boolean;
  flags: ReviewFlag[];
  claim: ReviewClaim | null;
  /**
   * What the reader may do now.
   */
  acts: ('withdraw' | 'approve' | 'endorse' | 'confirm' | 'return' | 'refuse')[];
  /**
   * The remarks this version was to answer.
   */
  answers: NoteAnswer[];
  /**
   * What the version before was returned with.
   */
  formerMessage?: string;
}
/**
 * One page of the queue, most urgent first unless asked otherwise.
 */
export interface SubmissionPage {
  items: SubmissionSummary[];
  next?: string;
}
/**
 * A submission as the queue lists it.
 */
export interface SubmissionSummary {
  id: Id;
  rev: number;
  kind: 'organisation' | 'place' | 'product' | 'certificate' | 'batch';
  record: Id;
  organisation: Reference;
  number: number;
  title: string;
  state: 'waiting' | 'endorsed' | 'approved' | 'returned' | 'refused' | 'withdrawn';
  sample: boolean;
  submittedAt: Instant;
  submittedBy: string;
  decidedAt?: Instant;
  decidedBy?: string;
  isFirst: boolean;
  /**
   * How many other records must be approved first.
   */
  awaiting: number;
  /**
   * A correction after a consumer's report: two officers must agree.
   */
  needsTwo: boolean;
  endorsedBy?: string;
  endorsedAt?: Instant;
  dueOn: CalendarDate;
  isOverdue: boolean;
  flags: ReviewFlag[];
  claim: ReviewClaim | null;
}
/**
 * Filters and paging of the queue.
 */
export interface SubmissionQuery {
  /**
   * Without it: all that is still open.
   */
  state?: 'waiting' | 'endorsed' | 'approved' | 'returned' | 'refused' | 'withdrawn';
  kind?: 'organisation' | 'place' | 'product' | 'certificate' | 'batch';
  q?: string;
  limit?: number;
  after?: string;
  organisation?: Id;
  flag?:
    | 'complaint'
    | 'balance-breach'
    | 'duplicate-picture'
    | 'near-ceiling'
    | 'same-lot'
    | 'new-producer'
    | 'changed-after-return'
    | 'certificate-expiring';
  due?: 'overdue' | 'today';
  /**
   * Without it: urgency.
   */
  order?: 'urgency' | 'age';
}
/**
 * One page of suspended batches, the earliest deadline first.
 */
export interface SuspensionPage {
  items: {
    batch: Reference;
    organisation: Reference;
    suspension: Suspension;
  }[];
  next?: string;
}
/**
 * Whose turn it is, and paging.
 */
export interface SuspensionQuery {
  state?: 'waiting' | 'overdue' | 'answered';
  limit?: number;
  after?: string;
}
/**
 * One call of the gateway: its own words where it spoke, else what went wrong.
 */
export interface SyncAttempt {
  at: Instant;
  outcome: 'accepted' | 'refused' | 'handed' | 'later' | 'unknown';
  words: string;
  code: string | null;
  field: string | null;
  trouble:
    | (
        | 'unreachable'
        | 'forbidden-address'
        | 'time-out'
        | 'connection-lost'
        | 'busy'
        | 'server-error'
        | 'redirected'
        | 'not-json'
        | 'unexpected-answer'
        | 'answer-too-large'
        | 'sign-in-refused'
        | 'no-gtin'
        | 'no-unit'
        | 'needs-refused'
        | 'needs-absent'
        | 'internal'
      )
    | null;
}
/**
 * Send everything again that was refused for one cause, after it was mended once.
 */
export interface SyncCauseRequeue {
  gateway: 'national' | 'epcis' | 'file';
  code: string;
  field: string | null;
  words: string;
  /**
   * Why; kept in the audit log.
   */
  reason: string;
}
/**
 * Refusals that still stand, grouped by cause, the most frequent first.
 */
export interface SyncCauses {
  items: {
    gateway: 'national' | 'epcis' | 'file';
    code: string;
    field: string | null;
    words: string;
    trouble: ('no-gtin' | 'no-unit' | 'needs-refused' | 'needs-absent') | null;
    count: number;
    oldest: Instant;
    example: string;
    kinds: ('organisation' | 'product' | 'batch')[];
  }[];
}
/**
 * What an officer decided about a message, and why.
 */
export interface SyncDecision {
  at: Instant;
  by: string;
  action: 'retry' | 'skip' | 'resend';
  reason: string;
}
/**
 * One state of a record on its way to one national gateway, with every attempt.
 */
export interface SyncMessage {
  id: string;
  gateway: 'national' | 'epcis' | 'file';
  kind: 'organisation' | 'product' | 'batch';
  record: string;
  title: string;
  /**
   * Null for what only the gateway knows.
   */
  organisation: Id | null;
  seq: number;
  version: number;
  recordState: 'current' | 'suspended' | 'recalled' | 'withdrawn';
  state: 'queued' | 'sending' | 'handed' | 'accepted' | 'refused' | 'skipped';
  /**
   * Records the gateway must accept first, as kind:id.
   */
  waitsFor: string[];
  tries: number;
  createdAt: Instant;
  nextAt: Instant | null;
  settledAt: Instant | null;
  foreignId: string | null;
  receipt: string | null;
  attempts: SyncAttempt[];
  /**
   * Where a refusal is mended: the record, and the field of its form where the gateway named one.
   */
  fix: {
    kind: 'organisation' | 'product' | 'batch';
    id: Id;
    field: string | null;
  } | null;
  decisions: SyncDecision[];
  sample: boolean;
}
/**
 * One page of sync messages, newest first.
 */
export interface SyncMessagePage {
  items: SyncMessage[];
  next?: string;
}
/**
 * Filters and paging of the sync messages.
 */
export interface SyncQuery {
  gateway?: 'national' | 'epcis' | 'file';
  state?: 'queued' | 'sending' | 'handed' | 'accepted' | 'refused' | 'skipped';
  kind?: 'organisation' | 'product' | 'batch';
  code?: string;
  organisation?: Id;
  record?: Id;
  limit?: number;
  after?: string;
}
/**
 * How many messages wait again.
 */
export interface SyncRequeued {
  count: number;
}
/**
 * An access token and the refresh token that replaces the one used.
 */
export interface TokenAnswer {
  accessToken: string;
  tokenType: 'Bearer';
  /**
   * Seconds the access token is good for.
   */
  expiresIn: number;
  refreshToken: string;
}
/**
 * A refresh token, good once.
 */
export interface TokenRefresh {
  refreshToken: string;
}
/**
 * Sign-in of a program.
 */
export interface TokenRequest {
  login: string;
  password: string;
  /**
   * The six digits of the authenticator app, where one is enrolled.
   */
  code?: string;
}
/**
 * Where a batch came from and where it went.
 */
export interface Trace {
  batch: Reference;
  organisation: Reference;
  lot: string;
  quantity: Quantity;
  asOf: Instant;
  /**
   * `own`: through the caller's own lots, and one step beyond them.
   */
  scope: 'whole' | 'own';
  bounds: {
    depth: number;
    lots: number;
  };
  back: TraceHalf | null;
  forward: TraceHalf | null;
}
/**
 * A chain in one direction, nearest lots first, the lot asked about before all others.
 */
export interface TraceHalf {
  /**
   * Which bound ended the chain before its end; null where it is whole.
   */
  cut: ('depth' | 'size') | null;
  lots: TraceLot[];
  steps: TraceStep[];
}
/**
 * A lot of a chain: how far it is from the lot that was asked about, whose it is, and what part of that lot stems from it or went into it. Parts are from 0 to 1, null where quantities are missing or cannot be compared.
 */
export interface TraceLot {
  /**
   * Its canonical identifier, by which events are searched.
   */
  id: string;
  depth: number;
  kind: 'lot' | 'source' | 'container' | 'unit';
  lot: string | null;
  product: string | null;
  organisation: Reference | null;
  batch: Id | null;
  hold: ('none' | 'suspended' | 'withdrawn' | 'recalled') | null;
  quantity: Quantity | null;
  share: Decimal | null;
  amount: Quantity | null;
  /**
   * Of the share, what went no further as far as is told.
   */
  rests: Decimal | null;
  /**
   * The chain may go on beyond it: it is another organisation's, or a bound was reached.
   */
  isEdge: boolean;
}
/**
 * What made lots out of others, put them into a container, or bought them in for a batch.
 */
export interface TraceStep {
  id: string;
  kind: 'making' | 'packing' | 'buying';
  stage: string | null;
  at: Instant;
  organisation: Reference;
  place: string | null;
  from: {
    /**
     * The identifier of a lot of this answer, or of one beside it.
     */
    lot: string;
    quantity: Quantity | null;
  }[];
  to: {
    /**
     * The identifier of a lot of this answer, or of one beside it.
     */
    lot: string;
    quantity: Quantity | null;
  }[];
}
/**
 * Which way a chain is followed, and how far.
 */
export interface TraceQuery {
  direction?: 'back' | 'forward' | 'both';
  depth?: number;
}
/**
 * An account as an administrator sees it.
 */
export interface User {
  id: Id;
  rev: number;
  login: string;
  name: string;
  email: string | null;
  roles: (
    | 'producer-clerk'
    | 'producer-owner'
    | 'mark-manager'
    | 'officer'
    | 'lead-officer'
    | 'inspector'
    | 'leader'
    | 'administrator'
    | 'machine-client'
  )[];
  organisation: Reference | null;
  disabled: boolean;
  mustChangePassword: boolean;
  /**
   * Whether a second factor is enrolled.
   */
  secondFactor: boolean;
  createdAt: Instant;
  lastSignInAt: Instant | null;
  /**
   * Only in the answer that made it; it must be changed at the first sign-in and loses its force after 72 hours.
   */
  oneTimePassword?: string;
}
/**
 * What an administrator may change of an account.
 */
export interface UserContent {
  name: string;
  email?: string | null;
  /**
   * @minItems 1
   */
  roles: (
    | 'producer-clerk'
    | 'producer-owner'
    | 'mark-manager'
    | 'officer'
    | 'lead-officer'
    | 'inspector'
    | 'leader'
    | 'administrator'
    | 'machine-client'
  )[];
  /**
   * The organisation a producer, mark manager or machine client acts for; null for the department.
   */
  organisation?: string | null;
}
/**
 * One page of a list; next is the cursor of the following page.
 */
export interface UserPage {
  items: User[];
  next?: string;
}
/**
 * Filters and paging of the list of accounts: after is the cursor given by the page before.
 */
export interface UserQuery {
  q?: string;
  role?:
    | 'producer-clerk'
    | 'producer-owner'
    | 'mark-manager'
    | 'officer'
    | 'lead-officer'
    | 'inspector'
    | 'leader'
    | 'administrator'
    | 'machine-client';
  organisation?: Id;
  limit: number;
  after?: string;
}
/**
 * A control visit; each finding with its number and what became of it.
 */
export interface Visit {
  id: Id;
  mark: Id;
  grant: Id | null;
  holder: Reference | null;
  on: CalendarDate;
  /**
   * @maxItems 20
   */
  team: string[];
  summary: string | null;
  /**
   * @maxItems 40
   */
  samples: {
    code: string;
    test: string;
    result?: string;
    passed?: boolean;
  }[];
  /**
   * @maxItems 10
   */
  files: Id[];
  findings: {
    number: number;
    text: string;
    severity: 'note' | 'minor' | 'major';
    deadline: CalendarDate | null;
    closedOn: CalendarDate | null;
    how: string | null;
    isOverdue: boolean;
  }[];
}
/**
 * A control visit under a mark: who went where, what they found and took; a major finding is a violation.
 */
export interface VisitContent {
  grant?: Id;
  on: CalendarDate;
  /**
   * @minItems 1
   * @maxItems 20
   */
  team: string[];
  summary?: string;
  /**
   * @maxItems 40
   */
  findings: {
    text: string;
    severity: 'note' | 'minor' | 'major';
    deadline?: CalendarDate;
  }[];
  /**
   * @maxItems 40
   */
  samples: {
    code: string;
    test: string;
    result?: string;
    passed?: boolean;
  }[];
  /**
   * @maxItems 10
   */
  files?: Id[];
}
/**
 * Control visits under a mark, the latest first.
 */
export interface VisitList {
  items: Visit[];
}
