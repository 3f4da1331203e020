import { paperPresetNames, paperPresets } from '../../../domain/labels/paper-presets.ts';
import { operation } from '../../../platform/operation.ts';
import type { Operation } from '../../../platform/operation.ts';
import type { LabelLayoutService } from './label-layout-service.ts';
import type { PrintJobService } from './print-job-service.ts';

/** How a file is offered for saving; the feature of files knows. */
type AttachmentOf = (name: string) => string;

interface PrintRoutes {
  jobs: PrintJobService;
  layouts: LabelLayoutService;
  attachmentOf: AttachmentOf;
}

export function printJobRoutes({ jobs, layouts, attachmentOf }: PrintRoutes): Operation[] {
  return [...jobRoutes(jobs, attachmentOf), ...paperRoutes(layouts)];
}

function jobRoutes(jobs: PrintJobService, attachmentOf: AttachmentOf): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/stamp-runs/{stampRunId}/print-jobs',
      tag: 'labels',
      summary: 'The print jobs of a run, newest first',
      right: 'records.read',
      answer: 'PrintJobPage',
      handle: ({ params, actor }) => jobs.list(params['stampRunId'] ?? '', actor),
    }),
    operation({
      method: 'post',
      path: '/stamp-runs/{stampRunId}/print-jobs',
      tag: 'labels',
      summary: 'Order labels of a run’s stamps; a reprint has the same serials',
      right: 'stamps.write',
      body: 'PrintJobContent',
      answer: 'PrintJob',
      status: 201,
      handle: ({ params, body, by }) => jobs.create(params['stampRunId'] ?? '', body, by),
    }),
    operation({
      method: 'post',
      path: '/stamp-runs/{stampRunId}/test-sheets',
      tag: 'labels',
      summary: 'One sheet with ruler, outlines and a sample label, as PDF',
      right: 'stamps.write',
      body: 'PrintJobContent',
      answer: 'binary',
      handle: async ({ params, body, actor }) => ({
        type: 'application/pdf',
        body: await jobs.testSheet(params['stampRunId'] ?? '', body, actor),
      }),
    }),
    operation({
      method: 'get',
      path: '/print-jobs/{printJobId}',
      tag: 'labels',
      summary: 'How far a print job is',
      right: 'records.read',
      answer: 'PrintJob',
      handle: ({ params, actor }) => jobs.find(params['printJobId'] ?? '', actor),
    }),
    operation({
      method: 'post',
      path: '/print-jobs/{printJobId}/cancellation',
      tag: 'labels',
      summary: 'Stop a print job',
      right: 'stamps.write',
      answer: 'PrintJob',
      handle: ({ params, by }) => jobs.cancel(params['printJobId'] ?? '', by),
    }),
    operation({
      method: 'get',
      path: '/print-jobs/{printJobId}/file',
      tag: 'labels',
      summary: 'The file of a finished print job; fetching it marks its stamps as printed',
      right: 'stamps.write',
      answer: 'binary',
      handle: async ({ params, by }) => {
        const { type, name, size, body } = await jobs.file(params['printJobId'] ?? '', by);
        return {
          type,
          body,
          headers: { 'Content-Disposition': attachmentOf(name), 'Content-Length': `${size}` },
        };
      },
    }),
  ];
}

function paperRoutes(layouts: LabelLayoutService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/label-presets',
      tag: 'labels',
      summary: 'Label paper that can be bought',
      right: 'records.read',
      answer: 'LabelPresetList',
      handle: () =>
        Promise.resolve({ items: paperPresetNames.map((name) => ({ name, paper: paperPresets[name] })) }),
    }),
    operation({
      method: 'get',
      path: '/label-layouts',
      tag: 'labels',
      summary: 'The organisation’s own layouts',
      right: 'records.read',
      answer: 'LabelLayoutPage',
      handle: ({ actor }) => layouts.list(actor),
    }),
    operation({
      method: 'post',
      path: '/label-layouts',
      tag: 'labels',
      summary: 'Keep a layout of one’s own',
      right: 'records.write',
      body: 'LabelLayoutContent',
      answer: 'LabelLayout',
      status: 201,
      handle: ({ body, by }) => layouts.create(body, by),
    }),
    operation({
      method: 'get',
      path: '/label-layouts/{layoutId}',
      tag: 'labels',
      summary: 'One layout',
      right: 'records.read',
      answer: 'LabelLayout',
      handle: ({ params, actor }) => layouts.find(params['layoutId'] ?? '', actor),
    }),
    operation({
      method: 'put',
      path: '/label-layouts/{layoutId}',
      tag: 'labels',
      summary: 'Replace a layout; jobs already ordered keep the old one',
      right: 'records.write',
      body: 'LabelLayoutContent',
      answer: 'LabelLayout',
      changes: true,
      handle: ({ params, body, rev, by }) => layouts.edit(params['layoutId'] ?? '', body, { rev, by }),
    }),
    operation({
      method: 'delete',
      path: '/label-layouts/{layoutId}',
      tag: 'labels',
      summary: 'Forget a layout',
      right: 'records.write',
      answer: 'nothing',
      handle: ({ params, by }) => layouts.remove(params['layoutId'] ?? '', by),
    }),
  ];
}
