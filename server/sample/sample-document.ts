/**
 * A one-page PDF to stand for a paper. The fonts that every reader brings have no Vietnamese letters, so the page
 * is written without marks (ISO 32000-2 §9.6.2.2); the record beside it says the same in full.
 */
export function sampleDocument(title: string, facts: readonly string[]): Buffer {
  const lines = [
    text(24, 770, title.toUpperCase()),
    text(13, 740, 'DỮ LIỆU MẪU – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ'),
    text(13, 722, 'Sample data, not a real document'),
    '56 706 m 539 706 l S',
    ...facts.map((fact, index) => text(12, 676 - index * 24, fact)),
  ];
  return pdf(lines.join('\n'));
}

function text(size: number, y: number, words: string): string {
  const escaped = unmarked(words).replaceAll(/[\\()]/g, String.raw`\$&`);
  return `BT /F1 ${size} Tf 56 ${y} Td (${escaped}) Tj ET`;
}

function unmarked(words: string): string {
  return words
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('đ', 'd')
    .replaceAll('Đ', 'D')
    .replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/[^\x20-\x7e]/g, ' ');
}

/** Objects 1 to 5, then the table of where each begins. */
function pdf(page: string): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${page.length} >>\nstream\n${page}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.7\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const end = `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\n`;
  return Buffer.from(`${body}${end}startxref\n${body.length}\n%%EOF\n`, 'latin1');
}
