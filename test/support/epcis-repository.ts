import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { epcisFaults } from '../../server/platform/epcis-contracts.ts';

type Event = Record<string, unknown> & { eventID: string; bizStep?: string };

/** A strict little EPCIS 2.0 repository: capture jobs that take their time, rollback, query by page. */
export async function startEpcisRepository() {
  let events: Event[] = [];
  const jobs = new Map<string, { looks: number; errors: object[] }>();

  const server = createServer((req, res) => void answer(req, res));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(req.url ?? '/', url);
    if (req.method === 'POST' && pathname === '/capture') {
      capture(await text(req), res);
      return;
    }
    if (pathname.startsWith('/capture/')) {
      job(pathname.slice(9), res);
      return;
    }
    if (pathname === '/events') {
      query(searchParams, res);
      return;
    }
    send(res, 404, { type: 'epcisException:NoSuchResource', title: 'No such resource' });
  }

  function capture(body: string, res: ServerResponse): void {
    const document = JSON.parse(body) as { epcisBody?: { eventList: Event[] } };
    const faults = epcisFaults('EpcisMessage', document);
    if (faults.length > 0) {
      const detail = faults.map(({ pointer, key }) => `${pointer} ${key}`).join('; ');
      send(res, 400, {
        type: 'epcisException:ValidationException',
        title: 'Invalid document',
        detail,
      });
      return;
    }
    const list = document.epcisBody?.eventList ?? [];
    const isDouble = (event: Event) =>
      !('errorDeclaration' in event) && events.some(({ eventID }) => eventID === event.eventID);
    const errors = list
      .filter(isDouble)
      .map(({ eventID }) => ({ type: 'epcisException:DuplicateEvent', title: 'Duplicate', detail: eventID }));
    if (errors.length === 0) events = [...events, ...list];
    const id = String(jobs.size + 1);
    jobs.set(id, { looks: 0, errors });
    res.writeHead(202, { Location: `${url}/capture/${id}` }).end();
  }

  function job(id: string, res: ServerResponse): void {
    const found = jobs.get(id);
    if (!found) {
      send(res, 404, {});
      return;
    }
    found.looks += 1;
    const running = found.looks < 2;
    const success = found.errors.length === 0;
    send(res, 200, { captureID: id, running, success: running || success, errors: found.errors });
  }

  function query(params: URLSearchParams, res: ServerResponse): void {
    const wanted = (event: Event) =>
      matches(params.get('EQ_eventID'), [event.eventID]) &&
      matches(params.get('EQ_bizStep'), [event.bizStep]) &&
      matches(
        params.get('MATCH_anyEPCClass'),
        ((event['quantityList'] ?? []) as { epcClass: string }[]).map(({ epcClass }) => epcClass),
      );
    const found = events.filter(wanted);
    const from = Number(params.get('nextPageToken') ?? 0);
    const size = Math.min(Number(params.get('perPage') ?? 30), 3);
    if (found.length > from + size) {
      res.setHeader('Link', `<${url}/events?perPage=${size}&nextPageToken=${from + size}>; rel="next"`);
    }
    const eventList = found.slice(from, from + size);
    send(res, 200, {
      type: 'EPCISQueryDocument',
      schemaVersion: '2.0',
      epcisBody: { queryResults: { queryName: 'SimpleEventQuery', resultsBody: { eventList } } },
    });
  }

  return {
    url,
    events: () => events,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function matches(wanted: string | null, found: readonly unknown[]): boolean {
  return wanted === null || found.includes(wanted);
}

function send(res: ServerResponse, status: number, body: object): void {
  res.writeHead(status, { 'content-type': 'application/ld+json' }).end(JSON.stringify(body));
}
