import { randomBytes, randomInt } from 'node:crypto';
import { crockford } from '../../server/domain/identifiers/crockford.ts';
import { serialLength, stampSerials } from '../../server/domain/stamps/serial.ts';

const productKey = '08936012345674';
const rounds = 5;
const checks = 200_000;

/** Serials read a second without any database: genuine ones, and guesses against one secret and against three. */
export async function checkSection(): Promise<object> {
  const keys = ['2026', '2027', '2028'].map((id) => ({ id, secret: randomBytes(32) }));
  const one = stampSerials(keys.slice(0, 1));
  const three = stampSerials(keys);
  const genuine = Array.from({ length: 1000 }, () =>
    one.write('2026', productKey, { batch: randomInt(2 ** 18), unit: randomInt(2 ** 22) }),
  );
  const guesses = genuine.map(() => crockford(randomBytes(13), serialLength));
  const rate = (serials: typeof one, texts: string[], areGenuine: boolean) =>
    perSecond((at) => serials.read(productKey, texts[at % texts.length] ?? '').ok === areGenuine);
  return await Promise.resolve({
    perSecond: {
      genuine: rate(one, genuine, true),
      guessed: rate(one, guesses, false),
      guessedUnderThreeSecrets: rate(three, guesses, false),
      written: perSecond((at) => one.write('2026', productKey, { batch: 3, unit: at }) !== ''),
    },
    target: { genuine: 100_000 },
  });
}

/** The median of the rounds, the first of which only warms up. */
function perSecond(task: (at: number) => boolean): number {
  const rates = Array.from({ length: rounds + 1 }, () => {
    const start = performance.now();
    for (let at = 0; at < checks; at += 1) if (!task(at)) throw new Error('A serial was read wrong');
    return (checks / (performance.now() - start)) * 1000;
  });
  return Math.round(rates.slice(1).toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0);
}
