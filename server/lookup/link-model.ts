import { Schema, model } from 'mongoose';
import type { Link } from '../domain/linkset.ts';

/** Links registered for one entity beside those it has by being published here. */
export interface StoredLinks {
  /** The canonical Digital Link without origin and first slash: `01/08938505974194/10/L1`. */
  _id: string;
  description: string;
  links: StoredLink[];
  /** Whether its defaults go before our own where the product is registered here. */
  takesDefaults: boolean;
  /** Null where nothing of it was imported. */
  importedAt: Date | null;
}

export interface StoredLink extends Link {
  /** Of a link that its producer declared; absent on those of an imported linkset. */
  declared?: Declared;
}

export interface Declared {
  id: string;
  rev: number;
  organisation: string;
  product: string;
  at: Date;
}

const linksSchema = new Schema<StoredLinks>(
  {
    _id: { type: String, required: true },
    description: { type: String, required: true },
    links: { type: [Schema.Types.Mixed] as never, required: true },
    takesDefaults: { type: Boolean, required: true },
    importedAt: { type: Date, default: null },
  },
  { collection: 'links', strict: 'throw', versionKey: false, autoIndex: false, autoCreate: false },
);

export const LinksModel = model<StoredLinks>('Links', linksSchema);
