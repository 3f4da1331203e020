/** Numeric, character set 82, character set 39, file-safe base 64 (GS1 General Specifications §7.11). */
export type CharacterSet = 'N' | 'X' | 'Y' | 'Z';

/** Tests of content beyond length and characters, by the names of GS1's Syntax Dictionary. */
export type RuleName =
  | 'csum'
  | 'csumalpha'
  | 'gcppos1'
  | 'gcppos2'
  | 'yymmdd'
  | 'yymmd0'
  | 'yyyymmdd'
  | 'hhmi'
  | 'hh'
  | 'mi'
  | 'ss'
  | 'iso3166'
  | 'iso3166999'
  | 'iso3166alpha2'
  | 'iso4217'
  | 'iso5218'
  | 'iban'
  | 'pcenc'
  | 'latitude'
  | 'longitude'
  | 'mediatype'
  | 'packagetype'
  | 'importeridx'
  | 'hyphen'
  | 'yesno'
  | 'winding'
  | 'zero'
  | 'nonzero'
  | 'nozeroprefix'
  | 'hasnondigit'
  | 'pieceoftotal'
  | 'posinseqslash'
  | 'couponcode'
  | 'couponposoffer';

/** One part of a value. Only the last may vary in length; an optional one is whole or absent. */
export interface Component {
  set: CharacterSet;
  min: number;
  max: number;
  rules: readonly RuleName[];
  optional?: true;
}

export interface Traits {
  /** Its length is known from its first two digits, so no separator follows it (General Specifications §7.8.5). */
  predefined?: true;
  /** Never a data attribute in the query of a Digital Link. */
  notInQuery?: true;
  /** A primary key of Digital Links, with its alternative rows of qualifiers in their order; `[[]]`: none. */
  key?: readonly (readonly string[])[];
  /** Alternatives of which one must be present: `'01 02 03+21'`; an `n` stands for any digit. */
  needs?: string;
  /** Companions it must not have; itself does not count. */
  bars?: string;
}

/** An application identifier or a run of them (`'3100-3105'`) and what its value looks like. */
export interface Definition {
  ais: string;
  components: readonly Component[];
  min: number;
  max: number;
  predefined: boolean;
  inQuery: boolean;
  key: readonly (readonly string[])[] | undefined;
  needs: readonly (readonly string[])[];
  bars: readonly string[];
}

export function define(ais: string, components: readonly Component[], traits: Traits = {}): Definition {
  return {
    ais,
    components,
    min: components.reduce((sum, part) => sum + (part.optional ? 0 : part.min), 0),
    max: components.reduce((sum, part) => sum + part.max, 0),
    predefined: traits.predefined ?? false,
    inQuery: !traits.notInQuery,
    key: traits.key,
    needs: words(traits.needs).map((group) => group.split('+')),
    bars: words(traits.bars),
  };
}

/** `n(6, 'yymmdd')`: six digits that are a date. */
export const n = fixed('N');
export const x = fixed('X');

/** `upTo('X', 20)`: one to twenty characters of set 82. */
export function upTo(set: CharacterSet, max: number, ...rules: RuleName[]): Component {
  return { set, min: 1, max, rules };
}

export function optional(component: Component): Component {
  return { ...component, optional: true };
}

function fixed(set: CharacterSet) {
  return (length: number, ...rules: RuleName[]): Component => ({ set, min: length, max: length, rules });
}

function words(text: string | undefined): string[] {
  return text === undefined ? [] : text.split(' ');
}
