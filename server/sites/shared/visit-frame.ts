import type { Request } from 'express';
import { may } from '../../domain/roles.ts';
import type { Actor } from '../../domain/roles.ts';
import { actorOrNobody, languageOf, wordsOf } from '../../platform/request-context.ts';
import type { Translate } from '../../platform/i18n.ts';
import type { Frame, NavItem } from './page-layout.ts';
import { roleLine } from './role-words.ts';

interface VisitFrames {
  /** The province whose department this deployment serves. */
  province: string;
  version: string;
  homeOf(actor: Actor): string;
  navOf(actor: Actor, t: Translate): readonly NavItem[];
  /** How many notices of whoever asks are unread; unknown where nobody has counted. */
  unreadOf(req: Request): number | undefined;
}

/** What every page of a visit shares: language, department, who is signed in and where they may go. */
export function visitFrames({
  province,
  version,
  homeOf,
  navOf,
  unreadOf,
}: VisitFrames): (req: Request) => Frame {
  return (req) => {
    const t = wordsOf(req);
    const actor = actorOrNobody(req);
    const count = unreadOf(req);
    return {
      lang: languageOf(req),
      t,
      department: t('common.department', { province }),
      version,
      home: actor ? homeOf(actor) : '/',
      ...(actor && {
        who: { name: actor.name, roleLine: roleLine(t, actor.roles) },
        nav: navOf(actor, t),
        ...(may(actor, 'records.read') && { search: '' }),
        ...(count !== undefined && { notices: { href: '/account/notices', count } }),
      }),
    };
  };
}
