import type { Address } from '../../platform/contract-types.ts';
import { given } from './field-reader.ts';
import type { FieldReader } from './field-reader.ts';
import type { FieldValues } from './form-state.ts';

export function addressFields({ communeCode, street, formerAddress }: Address): FieldValues {
  return {
    'address.communeCode': communeCode,
    'address.street': street,
    'address.formerAddress': formerAddress,
  };
}

/** Where a commune is looked for. Named as a part of what it finds, so that its fault stands for both. */
export const searchField = 'address.communeCode.search';

export function addressFrom(fields: FieldReader): object {
  const communeCode = fields.text('address.communeCode');
  if (communeCode === undefined)
    fields.faults.push({ pointer: `/${searchField.replaceAll('.', '/')}`, key: 'producer.commune-choose' });
  return given({
    communeCode,
    street: fields.text('address.street'),
    formerAddress: fields.text('address.formerAddress'),
  });
}
