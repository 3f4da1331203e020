import qrcode from 'qrcode';
import type { QRCodeMaskPattern, QRCodeSegment } from 'qrcode';
import { exclusiveOr, maskPenalty, packModules } from '../../../domain/labels/mask-penalty.ts';
import type { PackedModules } from '../../../domain/labels/mask-penalty.ts';
import { confirmSymbol } from './qr-second-opinion.ts';

export type QrLevel = 'L' | 'M' | 'Q' | 'H';

/** One symbol without its quiet zone: a byte a module, row by row, 1 is dark. */
export interface QrSymbol {
  size: number;
  cells: Uint8Array;
  version: number;
  level: QrLevel;
  mask: QRCodeMaskPattern;
}

export interface TextPart {
  mode: 'numeric' | 'alphanumeric' | 'byte';
  text: string;
}

/** What a mask turns over against mask 0, format bits included. */
interface Change {
  cells: Uint8Array;
  packed: PackedModules;
}

const masks: QRCodeMaskPattern[] = [0, 1, 2, 3, 4, 5, 6, 7];

/**
 * Symbols of addresses of one length. The encoder runs once a symbol: what another mask changes is the same for all
 * symbols of a version, so the eight candidates are one exclusive-or each. Nothing leaves before a second encoder
 * agreed, module by module.
 */
export function qrSymbols(level: QrLevel) {
  const changesOf = new Map<number, Change[]>();

  return {
    /** Modules a side, for planning. */
    modulesFor: (uri: string): number => encode(partsOf(uri)).modules.size,

    symbolOf(uri: string): QrSymbol {
      const parts = partsOf(uri);
      const { modules, version } = encode(parts);
      const changes = changesFor(version, parts);
      const mask = lightestMask(packModules(modules.data, modules.size), changes);
      const cells = turned(modules.data, changes[mask]?.cells ?? modules.data);
      const symbol = { size: modules.size, cells, version, level, mask };
      confirmSymbol(symbol, parts);
      return symbol;
    },
  };

  function encode(parts: readonly TextPart[], maskPattern: QRCodeMaskPattern = 0) {
    return qrcode.create(segmentsOf(parts), { errorCorrectionLevel: level, maskPattern });
  }

  function changesFor(version: number, parts: readonly TextPart[]): Change[] {
    let changes = changesOf.get(version);
    if (!changes) {
      const { data: plain, size } = encode(parts).modules;
      changes = masks.map((mask) => {
        const cells = turned(encode(parts, mask).modules.data, plain);
        return { cells, packed: packModules(cells, size) };
      });
      changesOf.set(version, changes);
    }
    return changes;
  }
}

/** The same split for every stamp of a run, so that all its symbols have one size: only a GTIN is worth digits' mode. */
export function partsOf(uri: string): TextPart[] {
  const gtin = /^(?<before>.*\/01\/)(?<digits>\d{14})(?<after>\/.*)?$/.exec(uri)?.groups;
  if (!gtin) return [part(uri)];
  const { before = '', digits = '', after = '' } = gtin;
  return [part(before), { mode: 'numeric' as const, text: digits }, ...(after === '' ? [] : [part(after)])];
}

function part(text: string): TextPart {
  return { mode: /^[0-9A-Z $%*+\-./:]*$/.test(text) ? 'alphanumeric' : 'byte', text };
}

function segmentsOf(parts: readonly TextPart[]): QRCodeSegment[] {
  return parts.map(({ mode, text }) =>
    mode === 'byte' ? { mode, data: Buffer.from(text, 'utf8') } : { mode, data: text },
  );
}

/** The first of the lowest penalty, as the standard chooses. */
function lightestMask(plain: PackedModules, changes: readonly Change[]): QRCodeMaskPattern {
  let lightest: QRCodeMaskPattern = 0;
  let lowest = Infinity;
  changes.forEach(({ packed }, mask) => {
    const penalty = maskPenalty(exclusiveOr(plain, packed));
    if (penalty < lowest) [lowest, lightest] = [penalty, mask as QRCodeMaskPattern];
  });
  return lightest;
}

function turned(cells: Uint8Array, where: Uint8Array): Uint8Array {
  const result = new Uint8Array(cells.length);
  for (let at = 0; at < cells.length; at++) result[at] = (cells[at] ?? 0) ^ (where[at] ?? 0);
  return result;
}
