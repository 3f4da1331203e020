/** Of light modules on every side (ISO/IEC 18004 §9.1). */
export const quietZone = 4;

/** Below this an ordinary phone camera begins to miss symbols on cheap paper; pages say so. */
export const modestModule = 0.33;
/** Below this no office or label printer keeps the modules apart. */
export const leastModule = 0.2;
/** Larger modules make nothing easier to read (GS1 General Specifications §5.12.3.1: X up to 0.990 mm). */
const mostModule = 0.99;
/** A module of one dot is lost to a single misfired one. */
const leastDots = 2;

export type SymbolVerdict = 'good' | 'small' | 'impossible';

/** How a symbol comes out in a given room: its module and side in millimetres, the quiet zone included. */
export interface SymbolSize {
  module: number;
  side: number;
  /** Dots a module, where the printer's are known: always a whole number. */
  dots?: number;
  verdict: SymbolVerdict;
}

export function symbolSize(modules: number, room: number, dpi?: number): SymbolSize {
  const across = modules + 2 * quietZone;
  const widest = Math.min(room / across, mostModule);
  if (dpi === undefined) return { module: widest, side: widest * across, verdict: verdictOf(widest) };
  const dots = Math.floor((widest * dpi) / 25.4 + 1e-9);
  const module = (dots * 25.4) / dpi;
  const verdict = dots < leastDots ? 'impossible' : verdictOf(module);
  return { module, side: module * across, dots, verdict };
}

function verdictOf(module: number): SymbolVerdict {
  if (module < leastModule) return 'impossible';
  return module < modestModule ? 'small' : 'good';
}
