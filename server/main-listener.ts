import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerUnparsed } from './platform/unparsed-requests.ts';

type Handler = (req: IncomingMessage, res: ServerResponse) => void;

export interface Listener {
  address: AddressInfo;
  /** From now on requests are answered by the app; until then with 503. */
  serve(handler: Handler): void;
  /** Takes no new connection, lets the running answers finish. */
  close(): Promise<void>;
}

/**
 * Takes the port before anything slow begins, so that a port in use is told at once. Slow clients are cut off
 * well before Node's defaults (security.md §2).
 */
export async function listen(port: number, host: string): Promise<Listener> {
  let handler: Handler = starting;
  const server = createServer(
    { headersTimeout: 10_000, requestTimeout: 60_000, keepAliveTimeout: 5_000 },
    (req, res) => {
      handler(req, res);
    },
  );
  server.maxConnections = 4000;
  server.on('clientError', answerUnparsed);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    address: server.address() as AddressInfo,
    serve(app) {
      handler = app;
    },
    close: () => closed(server),
  };
}

function starting(_req: IncomingMessage, res: ServerResponse): void {
  res.writeHead(503, { 'Retry-After': '2', 'Content-Type': 'text/plain; charset=utf-8' });
  res.end('Đang khởi động, vui lòng thử lại sau giây lát. / Starting, please try again in a moment.\n');
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => {
      resolve();
    });
    server.closeIdleConnections();
  });
}
