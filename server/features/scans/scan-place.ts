/** Which stamp: the product's key, the batch's ordinal within it, the unit's index within that. */
export interface UnitPlace {
  productKey: string;
  batch: number;
  unit: number;
}

/** The one name of a unit in every collection of scans and cases. */
export function unitId({ productKey, batch, unit }: UnitPlace): string {
  return `${productKey}/${batch}/${unit}`;
}
