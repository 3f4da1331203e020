import { Router } from 'express';
import type { Request, Response } from 'express';
import { notFound } from '../../domain/errors.ts';
import { actorOrNobody } from '../../platform/request-context.ts';
import { fileHeaders } from './file-headers.ts';
import type { FileService, OpenFile } from './file-service.ts';
import { pictureWidths } from './picture-encoding.ts';

/** Where pages find pictures and documents. Mount it behind what reads the session: drafts show files not yet public. */
export function mediaRoutes(files: FileService): Router {
  const router = Router({ caseSensitive: true });

  router.get('/media/:fileId/document.pdf', async (req, res) => {
    send(req, res, await files.document(req.params.fileId, actorOrNobody(req)));
  });

  router.get('/media/:fileId/:width.jpg', async (req, res) => {
    const width = pictureWidths.find((known) => String(known) === req.params.width);
    if (width === undefined) throw notFound();
    send(req, res, await files.picture(req.params.fileId, width, actorOrNobody(req)));
  });

  /** For pages that know a file and not what it is. */
  router.get('/media/:fileId', async (req, res) => {
    const { fileId } = req.params;
    const kind = await files.kindOf(fileId, actorOrNobody(req));
    res.redirect(303, kind === 'document' ? documentPath(fileId) : picturePath(fileId, 1600));
  });

  return router;

  function send(req: Request, res: Response, file: OpenFile): void {
    res.set(fileHeaders(file));
    if (req.fresh) {
      res.removeHeader('Content-Length');
      res.status(304).end();
      return;
    }
    if (req.method === 'HEAD') {
      res.end();
      return;
    }
    const stream = files.read(file);
    stream.on('error', (error) => res.destroy(error));
    res.on('close', () => stream.destroy());
    stream.pipe(res);
  }
}

function documentPath(id: string): string {
  return `/media/${id}/document.pdf`;
}

/** The address of a picture on this site. */
export function picturePath(id: string, width: (typeof pictureWidths)[number]): string {
  return `/media/${id}/${width}.jpg`;
}
