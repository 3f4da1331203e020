import type { IncomingMessage, ServerResponse } from 'node:http';
import { scanVerdict } from '../domain/scan-verdict.ts';
import type { ScanMemory, ScanVerdict, VerdictKind } from '../domain/scan-verdict.ts';
import { unitStanding } from '../domain/stamps/stamp-ledger.ts';
import type { UnitPlace } from '../features/scans/scan-place.ts';
import type { Visitor } from '../features/scans/scan-visitor.ts';
import { encodingsFor } from '../platform/accept-encoding.ts';
import type { Clock } from '../platform/clock.ts';
import type { Language } from '../platform/i18n.ts';
import type { JoinedPage } from '../platform/joined-page.ts';
import type { Origin } from './origin.ts';
import type { UnitBases } from './unit-bases.ts';

/** A stamp's page as its address names it, in canonical spelling. */
export interface UnitAddress {
  productKey: string;
  serial: string;
  lang: Language;
}

export interface UnitScan extends UnitPlace {
  batchId: string;
  serial: string;
  verdict: VerdictKind;
  visitor: Visitor;
  at: Date;
}

interface UnitAnswersOptions {
  bases: UnitBases;
  clock: Clock;
  memoryOf: (place: UnitPlace, visitor: Visitor) => Promise<ScanMemory | null>;
  normOf: (productKey: string) => Promise<{ sessions: number }>;
  /** Takes note of a look-up, off the answer's path. */
  onScan: (scan: UnitScan) => void;
  visitorOf: (req: IncomingMessage) => Visitor;
  /** What fills the gaps of the page. */
  words: (verdict: ScanVerdict, shown: Shown) => Record<string, string>;
  headers: Readonly<Record<string, string>>;
}

interface Shown {
  origin: Origin | null;
  serial: string;
  lang: Language;
}

export type UnitAnswers = ReturnType<typeof unitAnswers>;

/** The page of one stamp: a few facts are looked up, a verdict is found, and the gaps of its batch's page are filled. */
export function unitAnswers(options: UnitAnswersOptions) {
  const { bases, clock, memoryOf, normOf, onScan, visitorOf, words } = options;
  const headers = { ...options.headers, 'Cache-Control': 'private, no-cache', Vary: 'Accept-Encoding' };

  return {
    /** Tells the status sent; undefined, with nothing sent, where there is no such stamp. */
    async answer(
      req: IncomingMessage,
      res: ServerResponse,
      { productKey, serial, lang }: UnitAddress,
    ): Promise<200 | 304 | undefined> {
      const found = await bases.find(productKey, serial);
      if (!found.ok) return undefined;
      const { place, base, run } = found;
      const visitor = visitorOf(req);
      const verdict = scanVerdict({
        serial: 'valid',
        unit: unitStanding(run.state, place.unit),
        batch: base.origin?.verdict ?? null,
        memory: await memoryOf(place, visitor),
        norm: await normOf(productKey),
      });
      if (isReading(req)) {
        const { batchId } = base;
        onScan({ ...place, batchId, serial, verdict: verdict.kind, visitor, at: clock.now() });
      }
      const template = base.templateOf(lang, run.hasHiddenCode);
      return send(req, res, template.fill(words(verdict, { origin: base.origin, serial, lang })));
    },
  };

  function send(req: IncomingMessage, res: ServerResponse, page: JoinedPage): 200 | 304 {
    for (const name of res.getHeaderNames()) res.removeHeader(name);
    const isPacked = encodingsFor(req.headers['accept-encoding']).includes('gzip');
    const tag = `"${page.tag}-${isPacked ? 'g' : 'i'}"`;
    const lasting = { ...headers, ETag: tag };
    if (holds(req.headers['if-none-match'], tag)) {
      res.writeHead(304, lasting).end();
      return 304;
    }
    const body = isPacked ? page.gzip() : page.plain();
    res.writeHead(200, {
      ...lasting,
      'Content-Length': body.length,
      ...(isPacked && { 'Content-Encoding': 'gzip' }),
    });
    res.end(req.method === 'HEAD' ? undefined : body);
    return 200;
  }
}

/** Somebody reads the page: programs that ask for headers or for other forms do not count as look-ups. */
function isReading({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && /^$|text\/html|\*\/\*/.test(headers.accept ?? '');
}

function holds(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  const held = header.split(',').map((one) => one.trim().replace(/^W\//, ''));
  return held.includes(tag) || held.includes('*');
}
