import { ledgerIndexes } from './migrations/ledger-indexes.ts';
import { accountsIndexes } from './migrations/accounts-indexes.ts';
import { recordsIndexes } from './migrations/records-indexes.ts';
import { batchesIndexes } from './migrations/batches-indexes.ts';
import { epcisEvents } from './migrations/epcis-events.ts';
import { epcisIndexes } from './migrations/epcis-indexes.ts';
import { certificateFiles } from './migrations/certificate-files.ts';
import { originJourneys } from './migrations/origin-journeys.ts';
import { markRecordsIndexes, marksIndexes } from './migrations/marks-indexes.ts';
import { lookupIndexes } from './migrations/lookup-indexes.ts';
import { outboxFields, reconcileIndexes } from './migrations/reconcile-indexes.ts';
import { gatewayIndexes } from './migrations/gateway-indexes.ts';
import { linkChecks } from './migrations/link-checks.ts';
import { labelsIndexes } from './migrations/labels-indexes.ts';
import { stampsIndexes } from './migrations/stamps-indexes.ts';
import { reviewQueueFields, reviewQueueIndexes } from './migrations/review-queue.ts';
import { scansIndexes } from './migrations/scans-indexes.ts';
import { traceIndexes } from './migrations/trace-indexes.ts';
import { handoversIndexes } from './migrations/handovers-indexes.ts';
import { searchEntries, searchEntriesIndexes } from './migrations/search-entries.ts';
import { noticesIndexes } from './migrations/notices-indexes.ts';
import { afterApprovalIndexes, suspensionsOnRecord } from './migrations/after-approval.ts';
import type { Migration } from '../platform/migration.ts';

/** Every migration, oldest first. */
export const migrations: readonly Migration[] = [
  ledgerIndexes,
  accountsIndexes,
  recordsIndexes,
  batchesIndexes,
  marksIndexes,
  lookupIndexes,
  gatewayIndexes,
  linkChecks,
  epcisEvents,
  epcisIndexes,
  stampsIndexes,
  labelsIndexes,
  scansIndexes,
  reconcileIndexes,
  outboxFields,
  reviewQueueFields,
  reviewQueueIndexes,
  markRecordsIndexes,
  traceIndexes,
  originJourneys,
  handoversIndexes,
  searchEntriesIndexes,
  searchEntries,
  noticesIndexes,
  suspensionsOnRecord,
  afterApprovalIndexes,
  certificateFiles,
];
