import type { Fault } from '../errors.ts';
import { memberPointer } from '../json-pointer.ts';
import { prefixesOf, undeclaredPrefix } from './context.ts';
import type { Prefixes } from './context.ts';

/** Members named with a prefix that no context declares: nobody could say what they mean. */
export function strangePrefixes(value: unknown, prefixes: Prefixes, pointer = ''): Fault[] {
  if (Array.isArray(value)) {
    return value.flatMap((one, at) => strangePrefixes(one, prefixes, memberPointer(pointer, at)));
  }
  if (typeof value !== 'object' || value === null) return [];
  const own = (value as Record<string, unknown>)['@context'];
  const here = own === undefined ? prefixes : new Map([...prefixes, ...prefixesOf(own)]);
  return Object.entries(value).flatMap(([name, member]) => {
    if (name === '@context') return [];
    const at = memberPointer(pointer, name);
    const prefix = undeclaredPrefix(name, here);
    const fault: Fault[] =
      prefix === undefined ? [] : [{ pointer: at, key: 'epcis.prefix-undeclared', params: { prefix } }];
    return [...fault, ...strangePrefixes(member, here, at)];
  });
}
