import type { Request, Router } from 'express';
import { DomainError } from '../../domain/errors.ts';
import type { Translate } from '../../platform/i18n.ts';
import { wordsOf } from '../../platform/request-context.ts';
import { errorBehaviours } from './capture-job-model.ts';
import type { CaptureJob, ErrorBehaviour } from './capture-job-model.ts';
import type { CaptureService } from './capture-service.ts';
import { allowed, answer, callOf } from './epcis-request.ts';
import { captureErrorView } from './epcis-problem.ts';

const mostJobs = 100;

/** Taking events in: messages as jobs, single events at once. */
export function addCaptureRoutes(router: Router, { capture }: { capture: CaptureService }): void {
  router.post('/capture', async (req, res) => {
    const by = callOf(req);
    const { id } = await capture.capture(messageIn(req), behaviourOf(req), by);
    res
      .set({ Location: `${req.baseUrl}/capture/${id}`, 'Cache-Control': 'no-store' })
      .status(202)
      .end();
  });

  router.get('/capture', async (req, res) => {
    const { perPage, after } = jobPage(req);
    const jobs = await capture.jobs(allowed(req, 'records.read'), { after, limit: perPage + 1 });
    const shown = jobs.slice(0, perPage);
    const last = shown.at(-1);
    if (jobs.length > perPage && last) {
      res.set('Link', `<${req.baseUrl}/capture?perPage=${perPage}&nextPageToken=${last._id}>; rel="next"`);
    }
    answer(
      res,
      shown.map((job) => jobView(job, wordsOf(req))),
    );
  });

  router.get('/capture/:captureID', async (req, res) => {
    const job = await capture.job(req.params.captureID, allowed(req, 'records.read'));
    answer(res, jobView(job, wordsOf(req)));
  });

  router.post('/events', async (req, res) => {
    const by = callOf(req);
    const { eventId, isNew } = await capture.add(messageIn(req), by);
    res
      .set({ Location: `${req.baseUrl}/events/${encodeURIComponent(eventId)}`, 'Cache-Control': 'no-store' })
      .status(isNew ? 201 : 200)
      .end();
  });
}

function messageIn(req: Request): unknown {
  if (req.body === undefined) throw new DomainError('unsupported-type', { key: 'errors.not-json' });
  return req.body as unknown;
}

function behaviourOf(req: Request): ErrorBehaviour {
  const asked = req.get('GS1-Capture-Error-Behaviour') ?? 'rollback';
  const known = errorBehaviours.find((behaviour) => behaviour === asked);
  if (!known) throw new DomainError('malformed', { key: 'epcis.behaviour', params: { asked } });
  return known;
}

function jobPage(req: Request): { perPage: number; after: string | undefined } {
  const { perPage = '30', nextPageToken, ...others } = req.query;
  const isSound =
    Object.keys(others).length === 0 &&
    typeof perPage === 'string' &&
    /^[1-9]\d{0,2}$/.test(perPage) &&
    (nextPageToken === undefined ||
      (typeof nextPageToken === 'string' && /^[0-9a-f]{24}$/.test(nextPageToken)));
  if (!isSound) throw new DomainError('malformed', { key: 'epcis.query-wrong' });
  return { perPage: Math.min(Number(perPage), mostJobs), after: nextPageToken };
}

function jobView(job: CaptureJob, t: Translate) {
  return {
    captureID: job._id,
    createdAt: job.createdAt.toISOString(),
    finishedAt: job.finishedAt.toISOString(),
    running: false,
    success: job.success,
    captureErrorBehaviour: job.captureErrorBehaviour,
    errors: job.errors.map((error) => captureErrorView(error, t)),
  };
}
