import Big from 'big.js';
import type { BalanceCheck, BalanceStatement } from '../../domain/balance-check.ts';
import type { Quantity } from '../../domain/quantity.ts';
import type { Balance } from '../../platform/contract-types.ts';
import type { WeighedBatch } from './balance-neighbours.ts';
import type { UsedRate } from './recovery-rate-service.ts';

/** A statement as API and pages show it, figures to the thousandth; verdicts were reached on the exact ones. */
export function balanceView(
  { id, title }: Pick<WeighedBatch, 'id' | 'title'>,
  { verdict, checks }: BalanceStatement<UsedRate>,
): Balance {
  return { batch: { id, name: title }, verdict, checks: checks.map(checkView) };
}

function checkView(check: BalanceCheck<UsedRate>): Balance['checks'][number] {
  const { out, most, limit, over, lines } = check;
  return {
    ...check,
    out: shown(out),
    most: shown(most),
    limit: shown(limit),
    over: shown(over, Big.roundUp),
    lines: lines.map(({ quantity, most: counted, rate, ...line }) => ({
      ...line,
      quantity: shown(quantity),
      most: shown(counted),
      rate: rate && {
        most: rate.most,
        per: rate.per,
        tolerance: rate.tolerance,
        validFrom: rate.validFrom,
        source: rate.source,
        isDefault: rate.isDefault,
      },
    })),
  };
}

function shown(quantity: Quantity | null, mode: 0 | 1 | 2 | 3 = Big.roundHalfUp): Quantity | null {
  return quantity && { ...quantity, value: new Big(quantity.value).round(3, mode).toFixed() };
}
