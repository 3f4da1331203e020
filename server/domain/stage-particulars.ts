import Big from 'big.js';
import type { Fault } from './errors.ts';
import { parseTypedCode } from './identifiers/typed-code.ts';
import { parseCheckedDigits } from './identifiers/check-digit.ts';
import { parseLot } from './identifiers/lot.ts';
import { faultsAt } from './parsed.ts';
import type { Quantity } from './quantity.ts';
import type { StageAsk, StageShape } from './stage-definition.ts';

/** What only some stages tell, each by its field in the form. */
export interface StageParticulars {
  sourceLot?: string | undefined;
  inputs?: readonly { code: string; quantity?: Quantity | undefined }[] | undefined;
  document?: string | undefined;
  container?: string | undefined;
  temperature?: { lowest: string; highest: string } | undefined;
  partner?: string | undefined;
  partnerPlace?: string | undefined;
  run?: string | undefined;
  result?: 'conformant' | 'non_conformant' | undefined;
  certificate?: string | undefined;
}

const all: readonly StageAsk[] = [
  'sourceLot',
  'inputs',
  'document',
  'container',
  'temperature',
  'partner',
  'partnerPlace',
  'run',
  'result',
  'certificate',
];

/** What is wrong with the particulars, by field; a stage that does not ask for one cannot take it. */
export function particularFaults(told: StageParticulars, stage: StageShape): Fault[] {
  const unasked = all.filter((name) => told[name] !== undefined && !stage.asks.includes(name));
  if (unasked.length > 0) return unasked.map((name) => ({ pointer: `/${name}`, key: 'stage.not-asked' }));
  return [
    ...faultsAt('/sourceLot', told.sourceLot, parseLot),
    ...(told.inputs ?? []).flatMap((input, at) => inputFaults(input, `/inputs/${at}`, stage)),
    ...numberFaults('/container', told.container, 'stage.no-sscc'),
    ...numberFaults('/partner', told.partner, 'stage.no-gln'),
    ...numberFaults('/partnerPlace', told.partnerPlace, 'stage.no-gln'),
    ...temperatureFaults(told),
    ...(stage.type === 'TransactionEvent' && told.document === undefined
      ? [{ pointer: '/document', key: 'stage.document-needed' as const }]
      : []),
  ];
}

function inputFaults(
  { code, quantity }: { code: string; quantity?: Quantity | undefined },
  pointer: string,
  stage: StageShape,
): Fault[] {
  const faults: Fault[] = [];
  if (!parseTypedCode({ code, lot: '' }).ok) faults.push({ pointer: `${pointer}/code`, key: 'stage.no-lot' });
  if (!quantity) return faults;
  if (new Big(quantity.value).eq(0)) {
    faults.push({ pointer: `${pointer}/quantity/value`, key: 'stage.quantity-zero' });
  }
  if (!stage.units.includes(quantity.unit)) {
    const units = stage.units.join(', ');
    faults.push({ pointer: `${pointer}/quantity/unit`, key: 'stage.unit-not-here', params: { units } });
  }
  return faults;
}

function numberFaults(
  pointer: string,
  digits: string | undefined,
  key: 'stage.no-sscc' | 'stage.no-gln',
): Fault[] {
  if (digits === undefined) return [];
  const lengths = [key === 'stage.no-sscc' ? 18 : 13];
  return parseCheckedDigits(digits, { lengths, wrongLength: key }).ok ? [] : [{ pointer, key }];
}

function temperatureFaults({ temperature }: StageParticulars): Fault[] {
  if (!temperature || new Big(temperature.lowest).lte(temperature.highest)) return [];
  return [{ pointer: '/temperature/highest', key: 'stage.temperature-order' }];
}
