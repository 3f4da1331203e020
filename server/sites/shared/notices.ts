import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';
import type { Kind } from './status-tag.ts';

const words: Record<Kind, MessageKey> = {
  neutral: 'ui.word-neutral',
  good: 'ui.word-good',
  warn: 'ui.word-warn',
  stop: 'ui.word-stop',
  info: 'ui.word-info',
};
const noticeIcons: Record<Kind, IconName> = {
  neutral: 'info',
  good: 'check',
  warn: 'alert',
  stop: 'stop',
  info: 'info',
};

interface Notice {
  t: Translate;
  kind: Kind;
  /** What it is about; without it the kind's own word ("Cảnh báo"). */
  title?: string | undefined;
  body?: Hole;
}

/** Something the reader should know before going on. */
export function notice({ t, kind, title, body }: Notice): Html {
  return html`<div class="notice kind-${kind}">${noticeInner({ t, kind, title, body })}</div>`;
}

/** What the last action did, at the head of the next page. */
export function flash({ t, kind, title, body }: Notice): Html {
  return html`<div class="notice kind-${kind}" role="status">${noticeInner({ t, kind, title, body })}</div>`;
}

function noticeInner({ t, kind, title, body }: Notice): Html {
  return html`${icon(noticeIcons[kind])}
    <div class="notice-text">
      <p class="notice-title">${title ?? t(words[kind])}</p>
      ${typeof body === 'string' ? html`<p>${body}</p>` : body}
    </div>`;
}

/** Instead of an empty list: what would stand here, and how to get it. */
export function emptyState({ icon: name, title, sentence, action }: EmptyState): Html {
  return html`<div class="empty">
    ${icon(name)}
    <h2>${title}</h2>
    ${sentence !== undefined && html`<p>${sentence}</p>`} ${action}
  </div>`;
}

export interface EmptyState {
  icon: IconName;
  title: string;
  sentence?: string | undefined;
  action?: Hole;
}

interface Confirmation {
  t: Translate;
  title: string;
  reference: string;
  referenceLabel?: string | undefined;
  next: Hole;
  actions?: Hole;
}

/** The page after an act that ends a journey: done, its reference, and what happens next. */
export function confirmation({ t, title, reference, referenceLabel, next, actions }: Confirmation): Html {
  return html`<div class="confirmation">
      <h1>${icon('check')}${title}</h1>
      <p class="reference">${referenceLabel ?? t('ui.reference')} <span class="code">${reference}</span></p>
    </div>
    <section class="stack-close">
      <h2>${t('ui.next-step')}</h2>
      ${typeof next === 'string' ? html`<p>${next}</p>` : next}
    </section>
    ${actions && html`<div class="buttons no-print">${actions}</div>`}`;
}
