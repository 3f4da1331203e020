import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { paperPresets } from '../../server/domain/labels/paper-presets.ts';
import { stampSerials } from '../../server/domain/stamps/serial.ts';
import { labelFile } from '../../server/features/stamps/labels/label-file.ts';
import type { Label, LabelDesign, LabelFormat } from '../../server/features/stamps/labels/label-design.ts';

const gtin = '09521234567899';
const serials = stampSerials([{ id: 'bench', secret: randomBytes(32) }]);

/** Files of whole jobs, serials computed on the way, written to disk as they come (DESIGN §10: ≥ 5,000 a second). */
export async function labelsSection(): Promise<object> {
  const small = await measured('pdf', 5_000);
  const large = await measured('pdf', 50_000);
  return {
    what: '50,000 labels as A4 PDF, each symbol confirmed by a second encoder',
    labelsPerSecond: large.labelsPerSecond,
    target: 5000,
    reached: large.labelsPerSecond >= 5000,
    memory: {
      peakAt5000: small.peakMegabytes,
      peakAt50000: large.peakMegabytes,
      ratio: Number((large.peakMegabytes / small.peakMegabytes).toFixed(2)),
    },
    jobs: [small, large, await measured('zpl', 5_000), await measured('csv', 50_000)],
  };
}

async function measured(format: LabelFormat, count: number) {
  const file = path.join(tmpdir(), `labels-${randomBytes(4).toString('hex')}`);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
  delay.enable();
  const start = performance.now();
  const job = { design: designOf(format), facts, labels: labels(count), count, firstNumber: 1 };
  await pipeline(Readable.from(labelFile(job)), createWriteStream(file));
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  delay.disable();
  await rm(file);
  return {
    format,
    labels: count,
    seconds: Number(seconds.toFixed(2)),
    labelsPerSecond: Math.round(count / seconds),
    peakMegabytes: Math.round(peak / 1e6),
    // How long anybody else's request waits meanwhile.
    eventLoopDelayP99Ms: Number((delay.percentile(99) / 1e6).toFixed(1)),
  };
}

const facts = {
  name: 'Đường thốt nốt',
  lot: 'TN-2026-09',
  producedOn: '2026-09-05',
  expiresOn: '2027-09-05',
};

function designOf(format: LabelFormat): LabelDesign {
  return {
    format,
    paper: format === 'zpl' ? paperPresets['roll-50x30'] : paperPresets['a4-24-70x37'],
    offset: { x: 0, y: 0 },
    startAt: 1,
    cutMarks: false,
    level: 'M',
    dpi: 300,
    words: {
      name: 'Đường thốt nốt Tri Tôn',
      hasLogo: false,
      details: [
        { field: 'lot', text: 'Lô TN-2026-09' },
        { field: 'expiresOn', text: 'HSD 05/09/2027' },
        { field: 'host', text: 'truyxuat.angiang.gov.vn' },
      ],
    },
    title: 'Đường thốt nốt',
  };
}

function* labels(count: number): Generator<Label> {
  for (let unit = 0; unit < count; unit++) {
    const serial = serials.write('bench', gtin, { batch: 7, unit });
    yield { unit, serial, uri: `HTTPS://TRUYXUAT.ANGIANG.GOV.VN/01/${gtin}/21/${serial}` };
  }
}
