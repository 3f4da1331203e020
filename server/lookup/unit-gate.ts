import type { TraceLink } from '../domain/identifiers/digital-link.ts';
import type { LinkLevel } from '../domain/linkset.ts';
import { pathOf } from '../domain/link-levels.ts';
import { unitLinks } from './own-links.ts';
import type { UnitAddressOf } from './own-links.ts';
import type { UnitBases } from './unit-bases.ts';

export type UnitGate = ReturnType<typeof unitGate>;

/** What a link with a serial names, as far as serials of its product are ours. */
export type AtGate =
  | { kind: 'not-ours' }
  | { kind: 'refused'; why: 'mistyped' | 'unknown' }
  /** `link` names the batch too, whatever the symbol said, so that its links are in the union. */
  | { kind: 'unit'; link: TraceLink; level: LinkLevel };

interface UnitGateOptions {
  bases: Pick<UnitBases, 'find'>;
  issuesStamps: (productKey: string) => Promise<boolean>;
  addressOf: UnitAddressOf;
}

/** Where a registration of the link's serial stands. */
export function serialPathOf({ key, qualifiers }: TraceLink): string {
  return pathOf({ key, qualifiers: qualifiers.filter(({ ai }) => ai === '21') });
}

/** The lot besides, if any; variants and third parties' extensions are never stamps of ours. */
function unitIn({ key, qualifiers }: TraceLink): { serial?: string; lot?: string } {
  const isProduct = key.ai === '01' || key.ai === 't';
  if (!isProduct || !qualifiers.every(({ ai }) => ai === '10' || ai === '21')) return {};
  const { '21': serial, '10': lot } = Object.fromEntries(qualifiers.map(({ ai, value }) => [ai, value]));
  return { ...(serial !== undefined && { serial }), ...(lot !== undefined && { lot }) };
}

const mostKnown = 100_000;

/**
 * Judges the serials of products whose stamps are issued here. Other products' serials are their producers' own and
 * resolve by the union of levels as any code does.
 */
export function unitGate({ bases, issuesStamps, addressOf }: UnitGateOptions) {
  /** A product that ever had stamps has them for good. */
  const issuing = new Set<string>();

  return async (link: TraceLink): Promise<AtGate> => {
    const { key } = link;
    const { serial, lot } = unitIn(link);
    if (serial === undefined) return { kind: 'not-ours' };
    const found = await bases.find(key.value, serial);
    if (!found.ok) {
      return (await issues(key.value)) ? { kind: 'refused', why: found.why } : { kind: 'not-ours' };
    }
    const { origin } = found.base;
    if (lot !== undefined && lot !== origin?.lot) return { kind: 'refused', why: 'unknown' };
    const batch = origin?.lot == null ? [] : [{ ai: '10', value: origin.lot }];
    return {
      kind: 'unit',
      link: { key, qualifiers: [...batch, { ai: '21', value: serial }] },
      level: unitLinks(
        { path: serialPathOf(link), productKey: key.value, serial: found.serial, origin },
        addressOf,
      ),
    };
  };

  async function issues(productKey: string): Promise<boolean> {
    if (issuing.has(productKey)) return true;
    const doesIssue = await issuesStamps(productKey);
    if (doesIssue && issuing.size < mostKnown) issuing.add(productKey);
    return doesIssue;
  }
}
