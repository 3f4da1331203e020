import { unitWord } from '../../domain/quantity.ts';
import type { UnitCode } from '../../domain/quantity.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { Option } from './form-inputs.ts';

export function unitOptions(units: readonly UnitCode[], t: Translate): Option[] {
  return units.map((unit) => ({ value: unit, label: t(unitWord(unit)) }));
}
