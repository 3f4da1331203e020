import { parseTracePath } from '../domain/identifiers/digital-link.ts';
import type { TraceLink } from '../domain/identifiers/digital-link.ts';
import type { Link, LinkLevel } from '../domain/linkset.ts';
import { translate } from '../platform/i18n.ts';
import type { Language, MessageKey } from '../platform/i18n.ts';
import { openEventsPath } from './open-events-address.ts';
import type { Origin } from './origin.ts';

/** What of an origin decides which links it has. */
export type LinkedOrigin = Pick<
  Origin,
  'path' | 'name' | 'nameEnglish' | 'lot' | 'stages' | 'certificates'
> & {
  verdict: Pick<Origin['verdict'], 'kind'> & { notice?: { number: string } };
};

/** Where pages stand: absolute, in either language. */
export type AddressOf = (link: TraceLink, language: Language) => string;

type NoticeAddress = (number: string, language: Language) => string;

export interface OwnAddresses {
  page: AddressOf;
  /** The public notice of a recall. */
  notice: NoticeAddress;
}

/**
 * The links that what is published here has of itself. The default is also the product page, so that its target is
 * described (GS1-Conformant Resolver 1.2 §2.5.8); both its languages are at every level.
 */
export function ownLinks(origin: LinkedOrigin, { page: addressOf, notice }: OwnAddresses): LinkLevel {
  const link = parseTracePath(`/${origin.path}`);
  if (!link.ok) throw new Error(`ownLinks: ${origin.path}`);
  const pages = (type: string, title: MessageKey) =>
    (['vi', 'en'] as const).map((language): Link => ({
      type,
      href: addressOf(link.value, language),
      title: translate[language](title, { name: nameOf(origin, language) }),
      hreflang: [language],
      mediaType: 'text/html',
    }));
  const { vi } = translate;
  return {
    path: origin.path,
    description: nameOf(origin, 'vi'),
    links: [
      {
        type: 'defaultLink',
        href: addressOf(link.value, 'vi'),
        title: vi('linkset.own-pip', { name: nameOf(origin, 'vi') }),
      },
      ...pages('defaultLinkMulti', 'linkset.own-pip'),
      ...pages('pip', 'linkset.own-pip'),
      ...(origin.stages.length > 0 ? pages('traceability', 'linkset.own-traceability') : []),
      ...eventsOf(origin, addressOf(link.value, 'vi')),
      ...(origin.certificates.length > 0 ? pages('certificationInfo', 'linkset.own-certification') : []),
      ...recallLinks(origin, pages('recallStatus', 'linkset.own-recall'), notice),
    ],
  };
}

/** To the public notice of the recall; to the page of the goods, which says so too, while there is none yet. */
function recallLinks({ verdict }: LinkedOrigin, pages: readonly Link[], notice: NoticeAddress): Link[] {
  if (verdict.kind !== 'recalled') return [];
  const { number } = verdict.notice ?? {};
  if (number === undefined) return [...pages];
  return pages.map((link) => ({ ...link, href: notice(number, link.hreflang?.[0] === 'en' ? 'en' : 'vi') }));
}

/** Where the pages of a stamp stand: absolute, in either language. */
export type UnitAddressOf = (unit: { productKey: string; serial: string }, language: Language) => string;

interface LinkedUnit {
  /** The level it stands at, as its symbol spells the serial. */
  path: string;
  productKey: string;
  serial: string;
  origin: LinkedOrigin | null;
}

/** The links of one stamp: its page, as default and described; all else is its batch's. */
export function unitLinks({ path, origin, ...unit }: LinkedUnit, addressOf: UnitAddressOf): LinkLevel {
  const titleIn = (language: Language) => {
    const name = origin === null ? unit.productKey : nameOf(origin, language);
    return translate[language]('linkset.own-unit', { name });
  };
  const pages = (type: string) =>
    (['vi', 'en'] as const).map((language): Link => ({
      type,
      href: addressOf(unit, language),
      title: titleIn(language),
      hreflang: [language],
      mediaType: 'text/html',
    }));
  const byDefault = { type: 'defaultLink', href: addressOf(unit, 'vi'), title: titleIn('vi') };
  return {
    path,
    description: titleIn('vi'),
    links: [
      byDefault,
      ...pages('defaultLinkMulti'),
      ...pages('pip'),
      ...(origin ? eventsOf(origin, byDefault.href) : []),
    ],
  };
}

/** The public events of a lot, for machines; where its pages stand, these stand too. */
function eventsOf(origin: LinkedOrigin, page: string): Link[] {
  if (origin.stages.length === 0) return [];
  const href = new URL(openEventsPath(origin.path), page).href;
  const title = translate.vi('linkset.own-epcis', { name: nameOf(origin, 'vi') });
  return [{ type: 'epcis', href, title, mediaType: 'application/ld+json' }];
}

function nameOf({ name, nameEnglish, lot }: LinkedOrigin, language: Language): string {
  const known = language === 'en' ? (nameEnglish ?? name) : name;
  return lot === null ? known : translate[language]('linkset.name-and-lot', { name: known, lot });
}
