import { crc32, deflateSync } from 'node:zlib';
import type { GreyPicture } from './label-design.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const inchesAMetre = 39.3701;

/** A grey picture as PNG (ISO/IEC 15948), its resolution with it where one is meant. */
export function greyPng({ width, height, dots }: GreyPicture, dpi?: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(dots.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...(dpi === undefined ? [] : [chunk('pHYs', resolution(dpi))]),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function resolution(dpi: number): Buffer {
  const body = Buffer.alloc(9);
  const dotsAMetre = Math.round(dpi * inchesAMetre);
  body.writeUInt32BE(dotsAMetre, 0);
  body.writeUInt32BE(dotsAMetre, 4);
  body[8] = 1;
  return body;
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  framed.set(named, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}
