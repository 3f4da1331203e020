import { createHash } from 'node:crypto';
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { brotliCompress, constants, gunzipSync, gzipSync } from 'node:zlib';
import { encodingsFor } from './accept-encoding.ts';
import type { Encoding } from './accept-encoding.ts';

/** A page as bytes, with every header it ever leaves with; a second reader costs no more than a copy to the socket. */
export interface FinishedAnswer {
  /** The memory it takes or will take. */
  readonly bytes: number;
  /** Tells the status it was sent with. */
  send(req: IncomingMessage, res: ServerResponse): 200 | 304;
}

interface Form {
  tag: string;
  body: Buffer | undefined;
  /** Name and value in turn, as `writeHead` takes them quickest. */
  headers: string[];
}

/** What a 304 repeats (RFC 9110 §15.4.5), and what no answer goes without. */
const lasting = new Set(['Cache-Control', 'Vary', 'Strict-Transport-Security']);
/** Node's objects and the headers of the forms, roughly. */
const overhead = 2048;

/**
 * Compressed with gzip at once and with brotli from the second reader on, beside the answer. Each form has a strong
 * validator of its own (RFC 9110 §8.8.3.3), which changes with the text and so with every verdict. The text itself is
 * not kept: hardly anyone asks for it uncompressed, and it would fill most of the cache.
 */
export function finishedAnswer(text: string, given: OutgoingHttpHeaders): FinishedAnswer {
  const digest = createHash('sha256').update(text).digest('base64url').slice(0, 20);
  const common = flat(given);
  const plain = formOf('identity', Buffer.byteLength(text));
  const packed = fitted(gzipSync(text));
  const gzip = formOf('gzip', packed.length, packed);
  let brotli: Form | undefined;
  let readers = 0;
  let isBegun = false;

  return {
    // Brotli takes no more room than gzip for the same text.
    bytes: 2 * packed.length + overhead,

    send(req, res) {
      readers += 1;
      const form = chosenFor(req);
      const held = heldTag(req.headers['if-none-match']);
      if (held !== undefined) {
        res.writeHead(304, revalidated(held, form));
        res.end();
        return 304;
      }
      res.writeHead(200, form.headers);
      if (req.method === 'HEAD') res.end();
      else res.end(form.body ?? gunzipSync(packed));
      return 200;
    },
  };

  function chosenFor(req: IncomingMessage): Form {
    for (const encoding of encodingsFor(req.headers['accept-encoding'])) {
      if (encoding === 'gzip') return gzip;
      if (brotli) return brotli;
      if (readers > 1 && !isBegun) compressHarder();
    }
    return plain;
  }

  function compressHarder(): void {
    isBegun = true;
    const params = { [constants.BROTLI_PARAM_QUALITY]: 5 };
    brotliCompress(gunzipSync(packed), { params }, (error, body) => {
      if (!error) brotli = formOf('br', body.length, fitted(body));
    });
  }

  /** Whichever form the reader holds: it is as good as the one we would send. */
  function heldTag(header: string | undefined): string | undefined {
    if (header === undefined) return undefined;
    if (header.trim() === '*') return plain.tag;
    return header
      .split(',')
      .map((one) => one.trim().replace(/^W\//, ''))
      .find((one) => one === plain.tag || one === gzip.tag || one === brotli?.tag);
  }

  function formOf(encoding: Encoding, length: number, body?: Buffer): Form {
    const tag = `"${digest}-${encoding.charAt(0)}"`;
    const own = ['ETag', tag, 'Content-Length', String(length)];
    if (encoding !== 'identity') own.push('Content-Encoding', encoding);
    return { tag, body, headers: [...common, ...own] };
  }

  function revalidated(tag: string, { headers }: Form): string[] {
    const kept = ['ETag', tag];
    for (let at = 0; at < headers.length; at += 2) {
      const name = headers[at] ?? '';
      if (lasting.has(name)) kept.push(name, headers[at + 1] ?? '');
    }
    return kept;
  }
}

/** zlib answers with a view of its whole work space, four times what it holds. */
function fitted(view: Buffer): Buffer {
  const own = Buffer.allocUnsafeSlow(view.length);
  view.copy(own);
  return own;
}

function flat(given: OutgoingHttpHeaders): string[] {
  const { vary, 'cache-control': caching, ...others } = given;
  const headers = Object.entries(others).flatMap(([name, value]) =>
    value === undefined ? [] : [name, String(value)],
  );
  if (caching !== undefined) headers.push('Cache-Control', caching);
  return [...headers, 'Vary', vary === undefined ? 'Accept-Encoding' : `${vary}, Accept-Encoding`];
}
