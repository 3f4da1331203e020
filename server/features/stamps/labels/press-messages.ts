import type { LabelDesign } from './label-design.ts';
import type { LabelSheet } from './label-press.ts';

/** What a worker thread is started with. */
export interface PressOrder {
  design: LabelDesign;
  uri: string;
}

/** A numbered sheet to press; answers may come in any order. */
export interface SheetMessage {
  number: number;
  sheet: LabelSheet;
}

export type PressAnswer = { number: number; files: Uint8Array[] } | { number: number; failure: string };
