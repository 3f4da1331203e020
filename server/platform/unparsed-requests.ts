import type { Duplex } from 'node:stream';
import type { RequestHandler } from 'express';
import { DomainError } from '../domain/errors.ts';
import type { MessageKey } from '../locales/catalogue.ts';
import { translate } from './i18n.ts';
import { problemOf, sendProblem } from './problem.ts';
import { wordsOf } from './request-context.ts';
import { requestIdOf } from './request-log.ts';

/** Far beyond any printed code or filter; what is longer was not made by us. */
const longestAddress = 4000;

/** Open to programs of any origin, as codes are: it tells nothing. */
export const refuseLongAddresses: RequestHandler = (req, res, next) => {
  if (req.originalUrl.length <= longestAddress) {
    next();
    return;
  }
  const params = { limit: longestAddress };
  const error = new DomainError('address-too-long', { key: 'errors.address-too-long', params });
  res.set({ 'Access-Control-Allow-Origin': '*', 'Cache-Control': 'no-store' });
  sendProblem(res, problemOf(error, wordsOf(req), requestIdOf(req)));
};

/**
 * Answers what Node's parser gave up on, which no handler ever sees, as any other refusal: with a problem document
 * (RFC 9457). The connection ends with it: where the next request would begin is not known.
 */
export function answerUnparsed(error: Unparsed, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const { status, phrase, type, key } = refusalOf(error);
  const params = { limit: longestAddress };
  const problem = { type: `/problems/${type}`, title: translate.vi(key, params), status };
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${status} ${phrase}`,
    'Content-Type: application/problem+json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`);
}

interface Unparsed extends NodeJS.ErrnoException {
  rawPacket?: Buffer;
}

interface Refusal {
  status: number;
  phrase: string;
  type: string;
  key: MessageKey;
}

function refusalOf({ code, rawPacket }: Unparsed): Refusal {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return { status: 408, phrase: 'Request Timeout', type: 'timeout', key: 'errors.request-timeout' };
  }
  if (code !== 'HPE_HEADER_OVERFLOW') {
    return { status: 400, phrase: 'Bad Request', type: 'malformed', key: 'errors.malformed' };
  }
  // Where not even the first line has ended, it is the address that is too long.
  return rawPacket?.subarray(0, longestAddress).includes('\r\n')
    ? {
        status: 431,
        phrase: 'Request Header Fields Too Large',
        type: 'headers-too-large',
        key: 'errors.headers-too-large',
      }
    : { status: 414, phrase: 'URI Too Long', type: 'address-too-long', key: 'errors.address-too-long' };
}
