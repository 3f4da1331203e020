import enCommon from './en/common.json' with { type: 'json' };
import enErrors from './en/errors.json' with { type: 'json' };
import enReview from './en/review.json' with { type: 'json' };
import enStart from './en/start.json' with { type: 'json' };
import enUi from './en/ui.json' with { type: 'json' };
import enIdentifiers from './en/identifiers.json' with { type: 'json' };
import enFormats from './en/formats.json' with { type: 'json' };
import enGeography from './en/geography.json' with { type: 'json' };
import enSync from './en/sync.json' with { type: 'json' };
import enGateway from './en/gateway.json' with { type: 'json' };
import enAccount from './en/account.json' with { type: 'json' };
import enRecord from './en/record.json' with { type: 'json' };
import enOrganisation from './en/organisation.json' with { type: 'json' };
import enPlace from './en/place.json' with { type: 'json' };
import enProduct from './en/product.json' with { type: 'json' };
import enCertificate from './en/certificate.json' with { type: 'json' };
import enBatch from './en/batch.json' with { type: 'json' };
import enSearch from './en/search.json' with { type: 'json' };
import enStage from './en/stage.json' with { type: 'json' };
import enBalance from './en/balance.json' with { type: 'json' };
import enHandover from './en/handover.json' with { type: 'json' };
import enEpcis from './en/epcis.json' with { type: 'json' };
import enSubmission from './en/submission.json' with { type: 'json' };
import enMark from './en/mark.json' with { type: 'json' };
import enMarks from './en/marks.json' with { type: 'json' };
import enFile from './en/file.json' with { type: 'json' };
import enPublic from './en/public.json' with { type: 'json' };
import enProducer from './en/producer.json' with { type: 'json' };
import enDepartment from './en/department.json' with { type: 'json' };
import enDesk from './en/desk.json' with { type: 'json' };
import enLinkset from './en/linkset.json' with { type: 'json' };
import enLink from './en/link.json' with { type: 'json' };
import enStamps from './en/stamps.json' with { type: 'json' };
import enStamping from './en/stamping.json' with { type: 'json' };
import enScans from './en/scans.json' with { type: 'json' };
import enCases from './en/cases.json' with { type: 'json' };
import enLabels from './en/labels.json' with { type: 'json' };
import enTrace from './en/trace.json' with { type: 'json' };
import enNotice from './en/notice.json' with { type: 'json' };
import enRecall from './en/recall.json' with { type: 'json' };
import enJobs from './en/jobs.json' with { type: 'json' };
import enSuspension from './en/suspension.json' with { type: 'json' };
import enHistory from './en/history.json' with { type: 'json' };
import viCommon from './vi/common.json' with { type: 'json' };
import viErrors from './vi/errors.json' with { type: 'json' };
import viReview from './vi/review.json' with { type: 'json' };
import viStart from './vi/start.json' with { type: 'json' };
import viUi from './vi/ui.json' with { type: 'json' };
import viIdentifiers from './vi/identifiers.json' with { type: 'json' };
import viFormats from './vi/formats.json' with { type: 'json' };
import viGeography from './vi/geography.json' with { type: 'json' };
import viSync from './vi/sync.json' with { type: 'json' };
import viGateway from './vi/gateway.json' with { type: 'json' };
import viAccount from './vi/account.json' with { type: 'json' };
import viRecord from './vi/record.json' with { type: 'json' };
import viOrganisation from './vi/organisation.json' with { type: 'json' };
import viPlace from './vi/place.json' with { type: 'json' };
import viProduct from './vi/product.json' with { type: 'json' };
import viCertificate from './vi/certificate.json' with { type: 'json' };
import viBatch from './vi/batch.json' with { type: 'json' };
import viSearch from './vi/search.json' with { type: 'json' };
import viStage from './vi/stage.json' with { type: 'json' };
import viBalance from './vi/balance.json' with { type: 'json' };
import viHandover from './vi/handover.json' with { type: 'json' };
import viEpcis from './vi/epcis.json' with { type: 'json' };
import viSubmission from './vi/submission.json' with { type: 'json' };
import viMark from './vi/mark.json' with { type: 'json' };
import viMarks from './vi/marks.json' with { type: 'json' };
import viFile from './vi/file.json' with { type: 'json' };
import viPublic from './vi/public.json' with { type: 'json' };
import viProducer from './vi/producer.json' with { type: 'json' };
import viDepartment from './vi/department.json' with { type: 'json' };
import viDesk from './vi/desk.json' with { type: 'json' };
import viLinkset from './vi/linkset.json' with { type: 'json' };
import viLink from './vi/link.json' with { type: 'json' };
import viStamps from './vi/stamps.json' with { type: 'json' };
import viStamping from './vi/stamping.json' with { type: 'json' };
import viScans from './vi/scans.json' with { type: 'json' };
import viCases from './vi/cases.json' with { type: 'json' };
import viLabels from './vi/labels.json' with { type: 'json' };
import viTrace from './vi/trace.json' with { type: 'json' };
import viNotice from './vi/notice.json' with { type: 'json' };
import viRecall from './vi/recall.json' with { type: 'json' };
import viJobs from './vi/jobs.json' with { type: 'json' };
import viSuspension from './vi/suspension.json' with { type: 'json' };
import viHistory from './vi/history.json' with { type: 'json' };

/**
 * The words of every page and problem, one file an area and language. Keys are typed from the English
 * files; test/unit/locales.test.ts proves that both languages hold the same keys and arguments.
 */
const en = {
  common: enCommon,
  errors: enErrors,
  review: enReview,
  start: enStart,
  ui: enUi,
  identifiers: enIdentifiers,
  formats: enFormats,
  geography: enGeography,
  gateway: enGateway,
  sync: enSync,
  account: enAccount,
  record: enRecord,
  organisation: enOrganisation,
  place: enPlace,
  product: enProduct,
  certificate: enCertificate,
  batch: enBatch,
  search: enSearch,
  stage: enStage,
  balance: enBalance,
  handover: enHandover,
  epcis: enEpcis,
  submission: enSubmission,
  mark: enMark,
  marks: enMarks,
  file: enFile,
  public: enPublic,
  producer: enProducer,
  department: enDepartment,
  desk: enDesk,
  linkset: enLinkset,
  link: enLink,
  stamps: enStamps,
  stamping: enStamping,
  scans: enScans,
  cases: enCases,
  labels: enLabels,
  trace: enTrace,
  notice: enNotice,
  recall: enRecall,
  jobs: enJobs,
  suspension: enSuspension,
  history: enHistory,
};
const vi: Catalogue = {
  common: viCommon,
  errors: viErrors,
  review: viReview,
  start: viStart,
  ui: viUi,
  identifiers: viIdentifiers,
  formats: viFormats,
  geography: viGeography,
  gateway: viGateway,
  sync: viSync,
  account: viAccount,
  record: viRecord,
  organisation: viOrganisation,
  place: viPlace,
  product: viProduct,
  certificate: viCertificate,
  batch: viBatch,
  search: viSearch,
  stage: viStage,
  balance: viBalance,
  handover: viHandover,
  epcis: viEpcis,
  submission: viSubmission,
  mark: viMark,
  marks: viMarks,
  file: viFile,
  public: viPublic,
  producer: viProducer,
  department: viDepartment,
  desk: viDesk,
  linkset: viLinkset,
  link: viLink,
  stamps: viStamps,
  stamping: viStamping,
  scans: viScans,
  cases: viCases,
  labels: viLabels,
  trace: viTrace,
  notice: viNotice,
  recall: viRecall,
  jobs: viJobs,
  suspension: viSuspension,
  history: viHistory,
};

type Catalogue = { [Area in keyof typeof en]: Record<keyof (typeof en)[Area], string> };
export type MessageKey = {
  [Area in keyof Catalogue]: `${Area}.${keyof Catalogue[Area] & string}`;
}[keyof Catalogue];

export const languages = ['vi', 'en'] as const;
export type Language = (typeof languages)[number];

export const catalogues: Record<Language, Record<MessageKey, string>> = { vi: flatten(vi), en: flatten(en) };

function flatten(catalogue: Catalogue): Record<MessageKey, string> {
  const entries = Object.entries(catalogue).flatMap(([area, texts]) =>
    Object.entries(texts).map(([key, text]) => [`${area}.${key}`, text] as const),
  );
  return Object.fromEntries(entries) as Record<MessageKey, string>;
}
