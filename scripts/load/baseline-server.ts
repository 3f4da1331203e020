/**
 * What the look-up is measured against, each in a process of its own: `baseline-server.js bare BYTES`, a fixed answer
 * on bare node:http; `baseline-server.js express URI`, the usual Express route over mongoose with the same page.
 */
import { createServer } from 'node:http';
import type { RequestListener, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { parseTracePath, tracePath } from '../../server/domain/identifiers/digital-link.ts';
import { OriginModel } from '../../server/lookup/origin-model.ts';
import { connectDatabase } from '../../server/platform/database.ts';
import { silentLogger } from '../../server/platform/logger.ts';
import { originPage } from '../../server/sites/public/origin-page.ts';
import { printedPath } from '../../server/sites/public/public-addresses.ts';
import { publicView } from '../../server/sites/public/public-frame.ts';
import { pageText } from '../../server/sites/public/public-routes.ts';

const [kind, argument = ''] = process.argv.slice(2);
const server = createServer(kind === 'bare' ? bare(Number(argument)) : await plainExpress(argument));
announce(server.listen(0, '127.0.0.1'));

function bare(bytes: number): RequestListener {
  const body = Buffer.alloc(bytes, 'x');
  const headers = ['Content-Type', 'text/html; charset=utf-8', 'Content-Length', String(bytes)];
  return (_req, res) => {
    res.writeHead(200, headers);
    res.end(body);
  };
}

async function plainExpress(uri: string): Promise<RequestListener> {
  await connectDatabase(uri, silentLogger);
  const view = publicView('vi', { domain: 'txng.example.vn', province: 'An Giang' });
  const app = express();
  app.get(/^\/vi\/nguon-goc\//, async (req, res) => {
    const link = parseTracePath(printedPath('origin', 'vi', req.path));
    const found = link.ok && (await OriginModel.findOne({ _id: tracePath(link.value).slice(1) }).lean());
    if (found) res.type('html').send(pageText(originPage(view, found.origin)));
    else res.sendStatus(404);
  });
  return app;
}

function announce(listening: Server): void {
  listening.once('listening', () => {
    console.log(JSON.stringify({ address: listening.address() as AddressInfo }));
  });
}
