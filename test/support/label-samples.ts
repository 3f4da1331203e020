import type { LabelWords } from '../../server/domain/labels/label-lines.ts';
import { paperPresets } from '../../server/domain/labels/paper-presets.ts';
import type { Label, LabelDesign } from '../../server/features/stamps/labels/label-design.ts';
import { labelFile } from '../../server/features/stamps/labels/label-file.ts';

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

export const labelHost = 'TRUYXUAT.ANGIANG.GOV.VN';

export const labelWords: LabelWords = {
  name: 'Đường thốt nốt Tri Tôn',
  hasLogo: false,
  details: [
    { field: 'lot', text: 'Lô TN-2026-09' },
    { field: 'producedOn', text: 'NSX 05/09/2026' },
    { field: 'expiresOn', text: 'HSD 05/09/2027' },
    { field: 'host', text: 'truyxuat.angiang.gov.vn' },
  ],
};

/** Serials that look like real ones and are the same in every run. */
export function aLabel(unit: number, { host = labelHost, hidden = false } = {}): Label {
  let seed = unit * 2654435761 + 12345;
  const next = () => (seed = (Math.imul(seed ^ (seed >>> 15), 2246822519) + 3266489917) >>> 0);
  const serial = Array.from({ length: 20 }, () => letters[next() & 31]).join('');
  const uri = `HTTPS://${host}/01/09521234567899/21/${serial}`;
  return hidden ? { unit, serial, uri, hiddenCode: '7HKM2QXR' } : { unit, serial, uri };
}

export function someLabels(count: number, options?: { host?: string; hidden?: boolean }): Label[] {
  return Array.from({ length: count }, (_, unit) => aLabel(unit, options));
}

export function aDesign(differing: Partial<LabelDesign> = {}): LabelDesign {
  return {
    format: 'pdf',
    paper: paperPresets['a4-24-70x37'],
    offset: { x: 0, y: 0 },
    startAt: 1,
    cutMarks: false,
    level: 'M',
    dpi: 300,
    words: labelWords,
    title: 'Đường thốt nốt · TN-2026-09',
    ...differing,
  };
}

/** The whole file of a job, in memory. */
export async function printed(design: LabelDesign, labels: Label[]): Promise<Buffer> {
  const facts = { name: 'Đường thốt nốt', lot: 'TN-2026-09', producedOn: '2026-09-05', expiresOn: '' };
  const parts: Uint8Array[] = [];
  const job = { design, facts, labels, count: labels.length, firstNumber: 1 };
  for await (const part of labelFile(job)) parts.push(part);
  return Buffer.concat(parts);
}
