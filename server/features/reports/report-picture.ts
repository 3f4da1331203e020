import type { RequestHandler } from 'express';
import multer from 'multer';
import { DomainError } from '../../domain/errors.ts';
import type { ReportService } from './report-service.ts';

/** Read further than a picture may weigh, so that a larger one is told at its field and the text is kept. */
const mostBytes = 30 * 1024 * 1024;

const form = multer({
  storage: multer.memoryStorage(),
  defParamCharset: 'utf8',
  limits: { fileSize: mostBytes, files: 1, fields: 20, fieldSize: 16 * 1024, parts: 21, fieldNameSize: 100 },
}).single('picture');

/** Takes a report with its picture out of a form; nothing is read of whoever has sent too many already. */
export function receivePicture(reports: Pick<ReportService, 'mayFile'>): RequestHandler[] {
  const patience: RequestHandler = async (req, _res, next) => {
    await reports.mayFile(req.ip ?? '');
    next();
  };
  const reading: RequestHandler = (req, res, next) => {
    if (!req.is('multipart/form-data')) {
      next();
      return;
    }
    if (Number(req.get('Content-Length') ?? Infinity) > mostBytes) throw tooLarge();
    form(req, res, (error: unknown) => {
      if (error === undefined) next();
      else next((error as { code?: string }).code === 'LIMIT_FILE_SIZE' ? tooLarge() : unreadable());
    });
  };
  return [patience, reading];
}

function tooLarge(): DomainError {
  return new DomainError('too-large', { key: 'errors.too-large', params: { limit: '12 MB' } });
}

function unreadable(): DomainError {
  return new DomainError('malformed', { key: 'errors.malformed' });
}
