import type { Sentence } from '../errors.ts';
import type { MessageKey } from '../../locales/catalogue.ts';

/** The name of a fault; with `identifiers.` in front it is the key of its sentence. */
export type SyntaxCode = {
  [Key in MessageKey]: Key extends `identifiers.${infer Code}` ? Code : never;
}[MessageKey];

/** What is wrong with a code and where: `position` counts UTF-16 units of the input from 0, as an editor does. */
export interface SyntaxFault extends Sentence {
  code: SyntaxCode;
  position: number;
  /** The application identifier whose value, place or company is at fault. */
  ai?: string;
}

export interface Refused {
  ok: false;
  fault: SyntaxFault;
}
export type Read<T> = { ok: true; value: T } | Refused;

/** A fault inside one value, before anybody knows where that value stands; `at` counts from its first character. */
export interface ValueFault {
  code: SyntaxCode;
  at: number;
  params?: Sentence['params'];
}

export function refused(
  code: SyntaxCode,
  position: number,
  { ai, ...params }: Record<string, string | number> & { ai?: string } = {},
): Refused {
  return {
    ok: false,
    fault: {
      key: `identifiers.${code}`,
      code,
      position,
      ...(ai === undefined ? { params } : { ai, params: { ...params, ai } }),
    },
  };
}
