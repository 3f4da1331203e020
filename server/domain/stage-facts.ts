import type { MessageKey } from '../locales/catalogue.ts';
import type { Quantity } from './quantity.ts';
import type { ProductGroup } from './stage-catalogue.ts';
import type { StageShape } from './stage-definition.ts';
import type { StageParticulars } from './stage-particulars.ts';

/** What happened, in the words of the trade. */
export interface StageFacts extends StageParticulars {
  /** Scheme and host of this deployment, where its vocabulary lives. */
  origin: string;
  eventId: string;
  stage: StageShape;
  group: ProductGroup;
  /** The class of the lot and of what it is made from. */
  lotUri: string;
  sourceUri: string;
  locationUri: string;
  at: Date;
  startedAt: string;
  endedAt?: string | undefined;
  recordedAt: Date;
  who: string;
  /** Whose stage it is, as a record of ours and as a party of EPCIS. */
  organisation: string;
  ownParty: string;
  quantity?: Quantity | undefined;
  note?: string | undefined;
  details?: readonly { name: string; value: string }[] | undefined;
  /** Which particular each name of a detail stands for, where the catalogue knows it. */
  detailKeys: ReadonlyMap<string, MessageKey>;
  /** Whether the class was named by such an event before: a class is commissioned once (CBV 2.0 §7.1.2). */
  isRepeat: boolean;
}
