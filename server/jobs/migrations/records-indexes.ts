import { indexes } from '../../platform/migration.ts';

/** `searchKey` stands behind the owner, so that a search inside one organisation reads keys, not documents. */
export const recordsIndexes = indexes('2026-11-22-records', [
  ['organisations', { organisation: 1, _id: -1 }],
  ['organisations', { searchKey: 1, _id: -1 }],
  [
    'organisations',
    { 'content.taxCode': 1 },
    { unique: true, partialFilterExpression: { 'content.taxCode': { $exists: true } } },
  ],
  [
    'organisations',
    { 'approved.content.taxCode': 1 },
    { unique: true, partialFilterExpression: { 'approved.content.taxCode': { $exists: true } } },
  ],
  ['places', { organisation: 1, _id: -1 }],
  ['places', { organisation: 1, searchKey: 1, _id: -1 }],
  ['places', { ownCode: 1 }, { unique: true }],
  ['products', { organisation: 1, _id: -1 }],
  ['products', { organisation: 1, searchKey: 1, _id: -1 }],
  ['products', { traceKey: 1 }, { unique: true }],
  ['certificates', { organisation: 1, _id: -1 }],
  ['certificates', { organisation: 1, searchKey: 1, _id: -1 }],
  ['batches', { organisation: 1, _id: -1 }],
  ['batches', { organisation: 1, searchKey: 1, _id: -1 }],
  ['files', { organisation: 1, _id: -1 }],
  ['file-bytes.files', { filename: 1, uploadDate: 1 }],
  ['file-bytes.chunks', { files_id: 1, n: 1 }, { unique: true }],
]);
