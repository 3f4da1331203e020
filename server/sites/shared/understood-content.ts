import { DomainError, invalid } from '../../domain/errors.ts';
import type { Fault } from '../../domain/errors.ts';
import { parse } from '../../platform/contracts.ts';
import type { ContractName } from '../../platform/contracts.ts';
import type { Typed } from './field-reader.ts';

/** The content as its contract has it; what could not be read hides what the contract would say to its absence. */
export function understoodContent(
  contract: ContractName,
  { content, faults }: Typed,
  others: readonly Fault[] = [],
): unknown {
  const found = [...others, ...faults];
  const hidden = ({ pointer }: Fault) =>
    found.some((fault) => fault.pointer === pointer || fault.pointer.startsWith(`${pointer}/`));
  let parsed: unknown;
  try {
    parsed = parse(contract, content);
  } catch (error) {
    if (!(error instanceof DomainError) || error.faults.length === 0) throw error;
    found.push(...error.faults.filter((fault) => !hidden(fault)));
  }
  if (found.length > 0) throw invalid(found);
  return parsed;
}
