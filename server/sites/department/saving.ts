import { refusal } from '../shared/form-refusal.ts';
import type { FieldText } from '../shared/form-state.ts';
import type { Visit } from './desk-visit.ts';

interface Saving {
  save(): Promise<void>;
  /** Shows the form again with everything typed, and what is wrong. */
  again(faults: FieldText[]): Promise<void> | void;
}

/** Saves and goes on, or comes back to the same form. */
export async function saving({ res, t }: Visit, { save, again }: Saving): Promise<void> {
  try {
    await save();
  } catch (error) {
    await again(refusal(error, res, t));
  }
}
