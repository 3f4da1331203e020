import { describe, expect, it } from '@jest/globals';
import { paperPresets } from '../../../server/domain/labels/paper-presets.ts';
import { labelFile } from '../../../server/features/stamps/labels/label-file.ts';
import { listHead, listRow } from '../../../server/features/stamps/labels/label-list.ts';
import { zplGraphic } from '../../../server/features/stamps/labels/zpl-graphic.ts';
import { aDesign, aLabel, printed, someLabels } from '../../support/label-samples.ts';

describe('the list for a print shop', () => {
  it('is UTF-8 with its mark, has a line a stamp, and lets no cell become a formula', () => {
    const facts = { name: '=HYPERLINK("x"), "Đường"', lot: '+1', producedOn: '2026-09-05', expiresOn: '' };
    expect(listHead({ hasHiddenCode: true })).toMatch(/^\ufeffnumber,serial,.+,hidden_code\r\n$/);
    const { serial, uri, ...label } = aLabel(5, { hidden: true });
    const grouped = serial.replace(/(.{4})(?=.)/g, '$1 ');
    expect(listRow({ serial, uri, ...label }, 6, facts)).toBe(
      `6,${serial},${grouped},${uri},"'=HYPERLINK(""x""), ""Đường""",'+1,2026-09-05,,7HKM2QXR\r\n`,
    );
  });
});

describe('label files', () => {
  it('embed the typeface and its letters, so that Vietnamese prints everywhere and can be searched', async () => {
    const pdf = (await printed(aDesign(), someLabels(30))).toString('latin1');
    expect(pdf).toContain('/BaseFont /NGUONG+BeVietnamPro-Bold');
    expect(pdf).toContain('/ToUnicode');
    expect(pdf).toContain('/PrintScaling /None');
    expect(pdf.match(/\/Type \/Page /g)).toHaveLength(2);
  });

  it('name every object of a PDF where it stands', async () => {
    const pdf = await printed(aDesign({ cutMarks: true }), someLabels(200));
    const text = pdf.toString('latin1');
    const table = text.slice(Number(/startxref\n(\d+)/.exec(text)?.[1]));
    const offsets = [...table.matchAll(/^(\d{10}) 00000 n $/gm)].map(([, offset]) => Number(offset));
    expect(offsets.length).toBeGreaterThan(20);
    offsets.forEach((offset, at) => {
      expect(text.slice(offset, offset + `${at + 1} 0 obj`.length)).toBe(`${at + 1} 0 obj`);
    });
  });

  it('come out the same in threads as without', async () => {
    const labels = someLabels(150);
    const design = aDesign({ format: 'zpl', paper: paperPresets['roll-40x30'] });
    const whole = (await printed(design, labels)).toString();
    const alone = await Promise.all(
      labels.slice(0, 3).map(async (label) => (await printed(design, [label])).toString()),
    );
    for (const one of alone) expect(whole).toContain(one.split('\n')[1]);
    expect(whole.match(/\^XGR:NGUONG\.GRF/g)).toHaveLength(150);
  });

  it('stop at once when whoever follows the progress wants no more', async () => {
    let sheets = 0;
    const file = labelFile({
      design: aDesign(),
      facts: { name: '', lot: '', producedOn: '', expiresOn: '' },
      labels: someLabels(2000),
      count: 2000,
      firstNumber: 1,
      onProgress: () => (++sheets === 2 ? Promise.reject(new Error('cancelled')) : Promise.resolve()),
    });
    await expect(
      (async () => {
        for await (const part of file) if (part.length === 0) break;
      })(),
    ).rejects.toThrow('cancelled');
    expect(sheets).toBe(2);
  });

  it('shortens ZPL graphics the way printers undo', () => {
    const dots = new Uint8Array(16 * 4).fill(255);
    dots.fill(0, 16, 48);
    expect(zplGraphic({ width: 16, height: 4, dots })).toEqual({ total: 8, perRow: 2, data: ',JF:,' });
  });
});
