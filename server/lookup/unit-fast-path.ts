import type { IncomingMessage, ServerResponse } from 'node:http';
import type { HotCount } from './hot-count.ts';
import type { UnitAddress, UnitAnswers } from './unit-answers.ts';

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

interface UnitFastPath {
  /** What the address of a stamp's page names; undefined for any other address or spelling. */
  read: (url: string) => UnitAddress | undefined;
  answer: UnitAnswers['answer'];
  app: Handler;
  count: HotCount['count'];
}

/** Answers for stamps ahead of Express; whatever does not stand in the ledger, and any failure, is the app's to tell. */
export function unitFastPath({ read, answer, app, count }: UnitFastPath): Handler {
  return (req, res) => {
    const isRead = req.method === 'GET' || req.method === 'HEAD';
    const address = isRead ? read(req.url ?? '') : undefined;
    if (!address) {
      app(req, res);
      return;
    }
    answer(req, res, address).then(
      (status) => {
        if (status === undefined) app(req, res);
        else count(status);
      },
      () => {
        if (res.headersSent) res.destroy();
        else app(req, res);
      },
    );
  };
}
