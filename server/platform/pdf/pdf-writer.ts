/** Writes the objects of a PDF 1.7 file one after another and remembers no more of them than where each began. */
export function pdfWriter() {
  const offsets: number[] = [];
  let written = 0;

  return {
    /** A number for an object that others refer to before it is written. */
    reserve: (): number => offsets.push(-1),

    header: (): Buffer => count(Buffer.from('%PDF-1.7\n%\u00ff\u00ff\u00ff\u00ff\n', 'latin1')),

    object: (id: number, body: string): Buffer => count(begin(id, `${body}\nendobj\n`)),

    stream(id: number, entries: string, bytes: Uint8Array): Buffer {
      const head = begin(id, `<< ${entries} /Length ${bytes.length} >>\nstream\n`);
      return count(Buffer.concat([head, bytes, Buffer.from('\nendstream\nendobj\n')]));
    },

    trailer(root: number, info: number): Buffer {
      const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
      const size = offsets.length + 1;
      return Buffer.from(
        `xref\n0 ${size}\n0000000000 65535 f \n${rows.join('')}` +
          `trailer\n<< /Size ${size} /Root ${root} 0 R /Info ${info} 0 R >>\nstartxref\n${written}\n%%EOF\n`,
        'latin1',
      );
    },
  };

  function begin(id: number, text: string): Buffer {
    offsets[id - 1] = written;
    return Buffer.from(`${id} 0 obj\n${text}`, 'latin1');
  }

  function count(bytes: Buffer): Buffer {
    written += bytes.length;
    return bytes;
  }
}

export type PdfWriter = ReturnType<typeof pdfWriter>;

/** Any text, Vietnamese included, as a string object. */
export function pdfText(text: string): string {
  const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le').swap16();
  return `<${utf16.toString('hex')}>`;
}
