import type { RecoveryRate } from './recovery-rate.ts';

/**
 * What holds until the department sets its own figures: upper bounds that no honest lot exceeds, set wide on purpose,
 * because a false alarm costs more trust than a coarse sieve. Sources are told as what they are: our own estimates.
 */
export const defaultRates: readonly RecoveryRate[] = [
  // Carcass of live weight: pigs 70–80 %, poultry 70–82 %, ruminants below.
  rate({ output: 'group:livestock', stage: 'slaughter', most: ['0.85', 'KGM'], per: 'KGM', tolerance: '3' }),
  // The heaviest field crop here is sugar cane, below 120 t a hectare in one harvest year.
  rate({ output: 'group:crops', stage: 'harvest', most: ['150000', 'KGM'], per: 'HAR', tolerance: '10' }),
  // Intensive catfish ponds give up to 500 t a hectare and crop.
  rate({
    output: 'group:aquaculture',
    stage: 'harvest',
    most: ['600000', 'KGM'],
    per: 'HAR',
    tolerance: '10',
  }),
  rate({ output: 'group:aquaculture', stage: 'harvest', most: ['3', 'KGM'], per: 'H87', tolerance: '10' }),
  // Nothing comes of nothing: what is made weighs no more than all that went in.
  rate({ output: 'any', stage: 'processing', most: ['1', 'KGM'], per: 'KGM', tolerance: '3' }),
  rate({ output: 'any', stage: 'processing', most: ['1', 'LTR'], per: 'LTR', tolerance: '3' }),
  rate({ output: 'any', stage: 'processing', most: ['1', 'H87'], per: 'H87', tolerance: '0' }),
  // Food liquids weigh between 0.9 and 1.4 kg a litre.
  rate({ output: 'any', stage: 'processing', most: ['1.4', 'KGM'], per: 'LTR', tolerance: '3' }),
  rate({ output: 'any', stage: 'processing', most: ['1.12', 'LTR'], per: 'KGM', tolerance: '3' }),
  // A new number for the same goods.
  rate({ output: 'any', stage: 'lot-change', most: ['1', 'KGM'], per: 'KGM', tolerance: '2' }),
  rate({ output: 'any', stage: 'lot-change', most: ['1', 'LTR'], per: 'LTR', tolerance: '2' }),
  rate({ output: 'any', stage: 'lot-change', most: ['1', 'H87'], per: 'H87', tolerance: '0' }),
];

interface Figures extends Pick<RecoveryRate, 'output' | 'stage' | 'per' | 'tolerance'> {
  most: [value: string, unit: RecoveryRate['most']['unit']];
}

function rate({ most: [value, unit], ...others }: Figures): RecoveryRate {
  return { ...others, input: 'any', most: { value, unit }, validFrom: '1900-01-01', source: '' };
}
