import type { Request, RequestHandler } from 'express';
import multer from 'multer';
import { DomainError } from '../../domain/errors.ts';

/** What one file may weigh, by what it turns out to be. */
export const mostBytes = { picture: 12 * 1024 * 1024, document: 10 * 1024 * 1024 } as const;

/** Boundaries, part headers and the text fields of a form, beside the files. */
const envelope = 512 * 1024;

/** Takes one file, in the field `file`, and nothing else. */
export function receiveFile(): RequestHandler[] {
  const one = multer({
    ...kept,
    limits: { ...limits, files: 1, fields: 0, parts: 1 },
  }).single('file');
  return [refuseLarger(mostBytes.picture + envelope), sayingWhatFailed(one)];
}

/**
 * Takes a page's form with its files: text fields into `req.body`, files into `req.files` by field. One file too
 * large is told at its field by `storeTyped`, so that the rest of the form is kept; only the whole is bounded here.
 */
export function receiveForm(fields: readonly { name: string; maxCount: number }[]): RequestHandler[] {
  const files = fields.reduce((sum, { maxCount }) => sum + maxCount, 0);
  const many = multer({
    ...kept,
    limits: { ...limits, fileSize: mostOfForm, files, fields: 500, fieldSize: envelope, parts: files + 500 },
  }).fields(fields);
  return [refuseLarger(mostOfForm), refuseUnannounced, sayingWhatFailed(many)];
}

/** What one form may weigh altogether: it is held in memory while it is read. */
const mostOfForm = 40 * 1024 * 1024;
const kept = { storage: multer.memoryStorage(), defParamCharset: 'utf8' };
const limits = { fileSize: mostBytes.picture, fieldNameSize: 100 };

export function megabytes(bytes: number): string {
  return `${Math.floor(bytes / 1024 / 1024)} MB`;
}

/** Before a byte of the body is read, where its length is announced (ASVS 5.2.1). */
function refuseLarger(limit: number): RequestHandler {
  return (req, _res, next) => {
    if (!req.is('multipart/form-data'))
      throw new DomainError('unsupported-type', { key: 'file.not-multipart' });
    if (Number(req.get('Content-Length') ?? 0) > limit) throw tooLarge(limit - envelope);
    next();
  };
}

/** A form says how long it is, as every browser's does: what it may weigh altogether rests on that. */
const refuseUnannounced: RequestHandler = (req, _res, next) => {
  if (req.get('Content-Length') === undefined)
    throw new DomainError('malformed', { key: 'errors.malformed' });
  next();
};

function sayingWhatFailed(upload: RequestHandler): RequestHandler {
  return (req: Request, res, next) => {
    upload(req, res, (error: unknown) => {
      if (error === undefined) next();
      else next(asDomainError(error));
    });
  };
}

/** multer and the parser below it throw plain errors for what a client got wrong. */
function asDomainError(error: unknown): DomainError {
  const { code } = error as { code?: string };
  if (code === 'LIMIT_FILE_SIZE') return tooLarge(mostBytes.picture);
  return new DomainError('malformed', {
    key: code?.startsWith('LIMIT_') === true ? 'file.one-file' : 'errors.malformed',
  });
}

function tooLarge(limit: number): DomainError {
  return new DomainError('too-large', { key: 'errors.too-large', params: { limit: megabytes(limit) } });
}
