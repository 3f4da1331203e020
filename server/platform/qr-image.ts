import qrcode from 'qrcode';

/**
 * A printed code as a QR symbol of level M. The encoder puts each stretch in its densest mode, which is why scheme and
 * host are printed in capitals (ISO/IEC 18004 §7.4); the quiet zone of four modules is part of the picture.
 */
export function qrSvg(uri: string, { width }: { width?: number } = {}): Promise<string> {
  const size = width === undefined ? {} : { width };
  return qrcode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M', margin: 4, ...size });
}

/** A whole number of dots a module, so that no printer has to guess at an edge. */
export function qrPng(uri: string): Promise<Buffer> {
  return qrcode.toBuffer(uri, { type: 'png', errorCorrectionLevel: 'M', margin: 4, scale: 12 });
}

/** Its modules row by row, 1 is dark, for formats that draw it themselves; without the quiet zone. */
export function qrModules(uri: string): { size: number; cells: Uint8Array } {
  const { size, data } = qrcode.create(uri, { errorCorrectionLevel: 'M' }).modules;
  return { size, cells: data };
}
