import type { RequestHandler } from 'express';
import { forbidden, invalid } from '../../domain/errors.ts';
import { may } from '../../domain/roles.ts';
import { operation } from '../../platform/operation.ts';
import type { Binary, Operation } from '../../platform/operation.ts';
import { actorOf } from '../../platform/request-context.ts';
import { fileHeaders } from './file-headers.ts';
import type { FileService, OpenFile } from './file-service.ts';
import { receiveFile } from './file-upload.ts';

export function fileRoutes(files: FileService): Operation[] {
  const binary = (file: OpenFile): Binary => {
    const { 'Content-Type': type, ...headers } = fileHeaders(file);
    return { type, body: files.read(file), headers };
  };
  return [
    operation({
      method: 'post',
      path: '/files',
      tag: 'files',
      summary: 'Upload a picture (JPEG, PNG, WebP) or a document (PDF) as multipart field "file"',
      right: 'files.write',
      answer: 'File',
      status: 201,
      middleware: [mayUpload, ...receiveFile()],
      handle: ({ req, by }) => {
        if (!req.file) throw invalid([{ pointer: '/file', key: 'errors.required' }]);
        return files.store(req.file, by);
      },
    }),

    operation({
      method: 'get',
      path: '/files/{fileId}',
      tag: 'files',
      summary: 'What a file is',
      right: 'records.read',
      answer: 'File',
      handle: ({ params, actor }) => files.find(params['fileId'] ?? '', actor),
    }),

    operation({
      method: 'get',
      path: '/files/{fileId}/pictures/{width}',
      tag: 'files',
      summary: 'A picture as JPEG, 320, 800 or 1600 pixels wide, or less where the original was smaller',
      right: 'records.read',
      answer: 'binary',
      handle: async ({ params, actor }) =>
        binary(await files.picture(params['fileId'] ?? '', Number(params['width']), actor)),
    }),

    operation({
      method: 'get',
      path: '/files/{fileId}/document',
      tag: 'files',
      summary: 'A document as it was uploaded',
      right: 'records.read',
      answer: 'binary',
      handle: async ({ params, actor }) => binary(await files.document(params['fileId'] ?? '', actor)),
    }),
  ];
}

/** Asked before the body is read, so that a stranger's upload takes no memory. */
const mayUpload: RequestHandler = (req, _res, next) => {
  if (!may(actorOf(req), 'files.write')) throw forbidden();
  next();
};
