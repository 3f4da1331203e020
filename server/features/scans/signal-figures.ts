import type { Actor } from '../../domain/roles.ts';
import { signals } from '../../domain/scan-signals.ts';
import type { SignalFigures } from '../../platform/contract-types.ts';
import type { ScanAnomalies } from './scan-anomalies.ts';

interface FiguresOptions {
  anomalies: ScanAnomalies;
  productKeyOf: (id: string, actor: Actor) => Promise<string>;
  /** How closed cases with each signal ended. */
  experience: (productKey: string | undefined) => Promise<{
    confirmed: ReadonlyMap<string, number>;
    cleared: ReadonlyMap<string, number>;
  }>;
}

export type SignalFiguresOf = ReturnType<typeof signalFigures>;

/** What each signal is worth, by the department's own decisions; expect false alarms, and show how many. */
export function signalFigures({ anomalies, productKeyOf, experience }: FiguresOptions) {
  return async (product: string | undefined, actor: Actor): Promise<SignalFigures> => {
    const productKey = product === undefined ? undefined : await productKeyOf(product, actor);
    const units = await anomalies.unitsBySignal(productKey);
    const { confirmed, cleared } = await experience(productKey);
    const items = signals.map((signal) => {
      const right = confirmed.get(signal) ?? 0;
      const wrong = cleared.get(signal) ?? 0;
      const falseAlarmRate = right + wrong === 0 ? null : wrong / (right + wrong);
      return { signal, units: units.get(signal) ?? 0, confirmed: right, cleared: wrong, falseAlarmRate };
    });
    return { items };
  };
}
