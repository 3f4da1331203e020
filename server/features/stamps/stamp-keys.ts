import { keyCheck } from '../../domain/stamps/serial.ts';
import type { StampKey } from '../../domain/stamps/serial.ts';
import { ConfigurationError } from '../../platform/config.ts';
import { translate } from '../../platform/i18n.ts';
import { StampKeyModel } from './stamp-key-model.ts';
import type { StoredStampKey } from './stamp-key-model.ts';

/** No start with a secret lost or replaced under its id while stamps depend on it: they would all be unknown. */
export async function refuseOtherStampKeys(keys: readonly StampKey[]): Promise<void> {
  const needed = await StampKeyModel.find().sort({ _id: 1 }).lean();
  const checks = new Map(keys.map((key) => [key.id, keyCheck(key)]));
  const lost = needed.filter(({ _id }) => !checks.has(_id));
  const changed = needed.filter(({ _id, check }) => checks.has(_id) && checks.get(_id) !== check);
  const sentences = [
    ...refusal('start.stamp-keys-lost', lost),
    ...refusal('start.stamp-keys-changed', changed),
  ];
  if (sentences.length > 0) throw new ConfigurationError(sentences.join('\n'));
}

/** Notes that stamps depend on this secret from now on. Inside a change. */
export async function dependOn(key: StampKey, at: Date): Promise<void> {
  const known = await StampKeyModel.findById(key.id).lean();
  if (known?.check === keyCheck(key)) return;
  if (known) throw new Error(`The stamp secret ${key.id} is not the one of the other servers`);
  await new StampKeyModel({ _id: key.id, check: keyCheck(key), since: at }).save();
}

function refusal(
  sentence: 'start.stamp-keys-lost' | 'start.stamp-keys-changed',
  keys: readonly StoredStampKey[],
): string[] {
  const params = { keys: keys.map(({ _id }) => _id).join(', ') };
  return keys.length === 0 ? [] : [translate.vi(sentence, params), translate.en(sentence, params)];
}
