import { describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import sharp from 'sharp';
import { paperPresetNames, paperPresets } from '../../../server/domain/labels/paper-presets.ts';
import { isRoll, labelAt, labelsOnPage } from '../../../server/domain/labels/paper.ts';
import type { Paper } from '../../../server/domain/labels/paper.ts';
import { planOf } from '../../../server/features/stamps/labels/label-design.ts';
import { aDesign, aLabel, printed, someLabels } from '../../support/label-samples.ts';
import {
  epsPicture,
  hasGhostscript,
  pdfPages,
  readByBoth,
  symbolsIn,
  zplLabels,
} from '../../support/label-reading.ts';

const roll = paperPresets['roll-50x30'];

describe('labels of every format are read back by two decoders', () => {
  it.each(paperPresetNames)(
    'PDF on %s, rasterised at 300 dpi',
    async (name) => {
      const paper = paperPresets[name];
      const labels = someLabels(labelsOnPage(paper));
      const [page] = await pdfPages(await printed(aDesign({ paper, cutMarks: true }), labels), 300);
      const all = await symbolsIn(page ?? Buffer.alloc(0));
      expect(all.map(({ text }) => text).sort()).toEqual(labels.map(({ uri }) => uri).sort());
      expect(new Set(all.map(({ level }) => level))).toEqual(new Set(['M']));
      const one = isRoll(paper) ? page : await cutOut(page, paper, 0);
      expect((await readByBoth(one ?? Buffer.alloc(0))).text).toBe(labels[0]?.uri);
    },
    120_000,
  );

  it('PDF in several pages that begins inside a used sheet, each stamp once and in order', async () => {
    const labels = someLabels(60);
    const pages = await pdfPages(await printed(aDesign({ startAt: 20 }), labels), 200);
    expect(pages).toHaveLength(4);
    const found = [];
    for (const page of pages) found.push((await symbolsIn(page)).map(({ text }) => text).sort());
    const sheet = (from: number, to: number) =>
      labels
        .slice(from, to)
        .map(({ uri }) => uri)
        .sort();
    expect(found).toEqual([sheet(0, 5), sheet(5, 29), sheet(29, 53), sheet(53, 60)]);
  });

  it.each([203, 300, 600])('ZPL for a printer of %i dpi, through a renderer', async (dpi) => {
    const labels = someLabels(3);
    const zpl = (await printed(aDesign({ format: 'zpl', paper: roll, dpi }), labels)).toString();
    const pictures = await zplLabels(zpl, { width: 50, height: 30, dpi });
    expect(pictures).toHaveLength(3);
    for (const [at, picture] of pictures.entries()) {
      expect(await readByBoth(picture)).toMatchObject({ text: labels[at]?.uri, level: 'M' });
    }
  });

  it.each([203, 300, 600])('PNG at %i dpi, with whole dots a module', async (dpi) => {
    const design = aDesign({ format: 'png', paper: roll, dpi });
    const label = aLabel(7);
    const png = await printed(design, [label]);
    expect((await readByBoth(png)).text).toBe(label.uri);
    const { width, height, density } = await sharp(png).metadata();
    expect([width, height, density]).toEqual([
      Math.round((50 * dpi) / 25.4),
      Math.round((30 * dpi) / 25.4),
      dpi,
    ]);
    expect(Number.isInteger(planOf(design, label.uri).symbol.dots)).toBe(true);
  });

  it('SVG in millimetres', async () => {
    const label = aLabel(8);
    const svg = await printed(aDesign({ format: 'svg', paper: roll }), [label]);
    expect(svg.toString()).toContain('width="50mm" height="30mm"');
    expect((await readByBoth(await sharp(svg, { density: 300 }).png().toBuffer())).text).toBe(label.uri);
  });

  it('packs several single labels, named by their place in the run', async () => {
    const labels = someLabels(120);
    const files = unzipSync(await printed(aDesign({ format: 'svg', paper: roll }), labels));
    expect(Object.keys(files)).toHaveLength(120);
    const last = Buffer.from(files['0000120.svg'] ?? []);
    expect((await readByBoth(await sharp(last, { density: 300 }).png().toBuffer())).text).toBe(
      labels[119]?.uri,
    );
  }, 120_000);

  const withGhostscript = hasGhostscript || process.env['CI'] ? it : it.skip;
  if (!hasGhostscript) {
    process.stderr.write('\n*** EPS IS NOT READ BACK: no Ghostscript. `apt-get install ghostscript` ***\n\n');
  }
  withGhostscript('EPS, through Ghostscript', async () => {
    const label = aLabel(9, { hidden: true });
    const eps = await printed(aDesign({ format: 'eps', paper: roll }), [label]);
    expect((await readByBoth(await epsPicture(eps, 300))).text).toBe(label.uri);
  });
});

/** One label of a page rasterised at 300 dpi. */
function cutOut(page: Buffer | undefined, paper: Paper, slot: number): Promise<Buffer> {
  const { x, y } = labelAt(paper, slot, { x: 0, y: 0 });
  const dots = (millimetres: number) => Math.floor((millimetres * 300) / 25.4);
  const { width, height } = paper.label;
  return sharp(page)
    .extract({ left: dots(x), top: dots(y), width: dots(width), height: dots(height) })
    .png()
    .toBuffer();
}
