import { attributes, html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import { icon } from '../shared/icons.ts';

const script = 'review-desk.js';

/** The module that adds keys, live marks and the next record ahead of time; every page works without it. */
export const deskScripts = [script];

const inList: [key: string, does: MessageKey][] = [
  ['J', 'desk.key-j'],
  ['K', 'desk.key-k'],
  ['Enter', 'desk.key-enter'],
  ['X', 'desk.key-x'],
  ['?', 'desk.key-help'],
];

const onRecord: [key: string, does: MessageKey][] = [
  ['J', 'desk.key-j'],
  ['K', 'desk.key-k'],
  ['A', 'desk.key-a'],
  ['R', 'desk.key-r'],
  ['Ctrl + Enter', 'desk.key-ctrl-enter'],
  ['Esc', 'desk.key-escape'],
  ['?', 'desk.key-help'],
];

/** The list of keys, opened by `?`; single letters can be switched off (WCAG 2.2, 2.1.4). Shown only with script. */
export function keysHelp(t: Translate, place: 'list' | 'record'): Html {
  return html`<details class="disclosure keys" id="keys" hidden>
    <summary>
      ${icon('chevron')}<span>${t('desk.keys')} <kbd>?</kbd></span>
    </summary>
    <div class="disclosure-body stack-close">
      <dl class="key-list">
        ${(place === 'list' ? inList : onRecord).map(
          ([key, does]) =>
            html`<div>
              <dt><kbd>${key}</kbd></dt>
              <dd>${t(does)}</dd>
            </div>`,
        )}
      </dl>
      <div class="choice">
        <input type="checkbox" id="keys-use" checked /><label for="keys-use">${t('desk.keys-use')}</label>
      </div>
    </div>
  </details>`;
}

/** The way along the list from the record that is open. */
export function deskSteps(
  t: Translate,
  { next, previous }: { next?: string | undefined; previous?: string | undefined },
): Html {
  return html`<nav class="desk-steps" aria-label="${t('desk.steps')}">
    ${step({ href: previous, rel: 'prev', label: t('desk.previous') })}
    ${step({ href: next, rel: 'next', label: t('desk.next') })}
  </nav>`;
}

function step({ href, rel, label }: { href: string | undefined; rel: 'prev' | 'next'; label: string }): Html {
  if (href === undefined) return html`<span></span>`;
  const back = rel === 'prev' && icon('arrow-left');
  const on = rel === 'next' && icon('arrow');
  return html`<a ${attributes({ href, rel, 'data-step': rel })}>${back}${label}${on}</a>`;
}
