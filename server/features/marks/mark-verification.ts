import Big from 'big.js';
import { limitOf, sumOf } from '../../domain/mark-capacity.ts';
import type { Quantity } from '../../platform/contract-types.ts';
import { asBalance, seasonLimit } from './balance-ceilings.ts';
import { BalanceModel, DrawModel } from './balance-model.ts';
import type { BalanceDocument, DrawDocument } from './balance-model.ts';
import { GrantModel } from './grant-model.ts';
import { SeasonModel } from './season-model.ts';

interface Finding {
  balance: string;
  finding: string;
}

interface Answers {
  /** What the stamps of a batch stand for, in the unit asked for; '0' where it has none. */
  stampedOf(batch: string, unit: Quantity['unit']): Promise<string>;
}

/** Recomputes every ceiling, what batches drew on it and what was stamped: ceiling ≥ drawn ≥ stamped, to the last gram. */
export async function verifyMarks({ stampedOf }: Answers) {
  const findings: Finding[] = [];
  const counts = { balances: 0, draws: 0 };
  for await (const balance of BalanceModel.find().cursor()) {
    const draws = await DrawModel.find({ balance: balance._id });
    counts.balances += 1;
    counts.draws += draws.length;
    const found = [...(await againstNorm(balance)), ...againstDraws(balance, draws)];
    for (const draw of draws) found.push(...(await againstStamps(draw, stampedOf)));
    findings.push(...found.map((finding) => ({ balance: balance._id, finding })));
  }
  return { counts, findings };
}

async function againstNorm(balance: BalanceDocument): Promise<string[]> {
  const grant = await GrantModel.findById(balance.grant).lean();
  if (!grant) return ['its right of use is gone'];
  const season = balance.season && (await SeasonModel.findById(balance.season).lean());
  const limit = season ? seasonLimit(grant.content, season.content) : (grant.content.ceiling ?? null);
  const found: string[] = [];
  if (!limit || !new Big(limit.value).eq(balance.ceiling)) {
    found.push(`ceiling ${balance.ceiling}, by area, norm and share ${limit?.value ?? 'none'}`);
  }
  const raised = sumOf(balance.raises.map(({ amount }) => amount));
  if (!new Big(raised).eq(balance.raised)) found.push(`raised ${balance.raised}, by its raises ${raised}`);
  return found;
}

function againstDraws(balance: BalanceDocument, draws: readonly DrawDocument[]): string[] {
  const found: string[] = [];
  const claimed = sumOf(draws.map(({ quantity }) => quantity));
  const stamped = sumOf(draws.map((draw) => draw.stamped));
  if (!new Big(claimed).eq(balance.claimed)) found.push(`claimed ${balance.claimed}, by draws ${claimed}`);
  if (!new Big(stamped).eq(balance.stamped)) found.push(`stamped ${balance.stamped}, by draws ${stamped}`);
  const limit = limitOf(asBalance(balance)).value;
  if (new Big(claimed).gt(limit)) found.push(`claimed ${claimed} beyond the ceiling ${limit}`);
  for (const draw of draws) {
    if (new Big(draw.stamped).gt(draw.quantity))
      found.push(`batch ${String(draw.batch)}: stamped ${draw.stamped} beyond the draw ${draw.quantity}`);
  }
  return found;
}

async function againstStamps(draw: DrawDocument, stampedOf: Answers['stampedOf']): Promise<string[]> {
  const batch = String(draw.batch);
  const stamped = await stampedOf(batch, draw.unit);
  return new Big(stamped).eq(draw.stamped)
    ? []
    : [`batch ${batch}: stamped ${draw.stamped}, by its stamps ${stamped}`];
}
