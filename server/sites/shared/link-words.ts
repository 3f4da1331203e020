import { linkTypes } from '../../domain/link-types.ts';
import type { LinkCheck, RegisteredLink } from '../../platform/contract-types.ts';
import { html, safeUrl } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import { statusTag } from './status-tag.ts';
import type { Kind } from './status-tag.ts';

/** A GS1 link type in the reader's words. */
export function typeName(t: Translate, name: string): string {
  const type = linkTypes.find((one) => one === name);
  return type === undefined ? name : t(`link.type-${type}`);
}

const kinds: Record<LinkCheck['state'], Kind> = {
  unchecked: 'neutral',
  works: 'good',
  broken: 'stop',
  refused: 'warn',
};

/** What the checker found last: the state, why, since when, and when it looked. */
export function checkCell(
  t: Translate,
  check: RegisteredLink['check'],
  timeText: (instant: string) => string,
): Html {
  if (!check) return html``;
  const { state, status, reason, checkedAt, failingSince } = check;
  const lines = [
    reason !== null && t(`link.reason-${reason}`),
    status !== null && t('link.status', { status }),
    failingSince !== null && t('link.failing-since', { time: timeText(failingSince) }),
    checkedAt !== null && t('link.last-checked', { time: timeText(checkedAt) }),
  ].filter((line) => line !== false);
  const tag = statusTag({
    kind: kinds[state],
    text: t(`link.state-${state}`),
    icon: state === 'unchecked' ? 'clock' : undefined,
  });
  return html`${tag} ${lines.map((line) => html`<div class="soft">${line}</div>`)}`;
}

/** The link itself, its address in full: its title alone would not tell where it leads. */
export function linkCell(lang: Language, { href, title, languages }: RegisteredLink): Html {
  const names = new Intl.DisplayNames(lang, { type: 'language' });
  return html`<a href="${safeUrl(href)}" rel="noreferrer">${title}</a>
    <div class="soft address">${href}</div>
    ${languages.length > 0 && html`<div class="soft address">${languages.map((tag) => names.of(tag)).join(', ')}</div>`}`;
}
