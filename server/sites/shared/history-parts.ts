import { roles } from '../../domain/roles.ts';
import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { HistoryEntry, VersionHead } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import { actOf } from './history-words.ts';
import { timeline } from './record-parts.ts';
import { roleLine } from './role-words.ts';

interface Words {
  t: Translate;
  lang: Language;
}

/** Who did what, in which role, when and why, newest first. */
export function entryTimeline(entries: readonly HistoryEntry[], { t, lang }: Words): Html {
  return timeline(
    entries.map((entry) => {
      const { text, kind } = actOf(entry.action, t);
      return {
        title: text,
        kind,
        when: { iso: entry.at, text: formatInstant(new Date(entry.at), lang) },
        actor: personOf(entry, t),
        body: entry.reason ?? undefined,
      };
    }),
  );
}

/** A name with the roles it had at the time. */
export function personOf({ by, roles: held }: Pick<HistoryEntry, 'by' | 'roles'>, t: Translate): string {
  const line = roleLine(
    t,
    roles.filter((role) => held.includes(role)),
  );
  return line === '' ? by : `${by} (${line})`;
}

/** The door from a record's page to all of its history. */
export function historyDoor(t: Translate, href: string): Html {
  return html`<p><a href="${href}">${t('history.whole')}</a></p>`;
}

export function versionChoice({ number, at, state }: VersionHead, { t, lang }: Words): string {
  return t('history.version-choice', {
    number,
    at: formatInstant(new Date(at), lang),
    state: t(`submission.state-${state}`),
  });
}
