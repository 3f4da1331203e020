import { Schema, model } from 'mongoose';
import { systemActor } from '../domain/roles.ts';
import type { Ledger } from '../ledger/unit-of-work.ts';

interface SampleState {
  _id: 'sample';
  /** The moment all dates of the sample data count from, also where the first start was cut short. */
  startedAt: Date;
  planted: boolean;
}

const SampleStateModel = model<SampleState>(
  'SampleState',
  new Schema<SampleState>(
    {
      _id: { type: String, required: true },
      startedAt: { type: Date, required: true },
      planted: { type: Boolean, required: true },
    },
    { collection: 'settings', strict: 'throw', versionKey: false },
  ),
);

/** How far the sample data has come; remembers when it was begun. */
export async function sampleState(ledger: Ledger, now: Date): Promise<SampleState> {
  const earlier = await SampleStateModel.findById('sample').lean();
  if (earlier) return earlier;
  const begun: SampleState = { _id: 'sample', startedAt: now, planted: false };
  await ledger.change({ actor: systemActor }, async () => {
    await new SampleStateModel(begun).save();
    return null;
  });
  return begun;
}

export async function markPlanted(ledger: Ledger): Promise<void> {
  await ledger.change({ actor: systemActor }, async () => {
    await SampleStateModel.updateOne({ _id: 'sample' }, { $set: { planted: true } });
    return null;
  });
}
