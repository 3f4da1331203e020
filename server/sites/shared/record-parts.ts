import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';
import { kindIcons } from './status-tag.ts';
import type { Kind } from './status-tag.ts';

/** A number, lot or code that is read letter by letter. */
export function code(text: string): Html {
  return html`<span class="code">${text}</span>`;
}

export interface SummaryRow {
  term: string;
  /** Undefined or empty says nothing was declared, where `t` is given. */
  value: Hole;
  change?: { href: string; label?: string } | undefined;
}

/** A record's facts, one a row; on a check-answers page each with its way back to the form. */
export function summaryList(rows: readonly SummaryRow[], t?: Translate): Html {
  return html`<dl class="summary-list">
    ${rows.map(
      ({ term, value, change }) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${isMissing(value) && t ? html`<span class="soft">${t('ui.not-given')}</span>` : value}</dd>
          ${
            change &&
            html`<dd class="change">
              <a href="${change.href}"
                >${change.label ?? t?.('ui.change')}<span class="unseen"> ${term}</span></a
              >
            </dd>`
          }
        </div>`,
    )}
  </dl>`;
}

export interface Difference {
  term: string;
  before: Hole;
  after: Hole;
  /** What stands under both sides: a box for a note. */
  below?: Hole;
}

/** What changed since the version last approved: each side told by a word and a colour. */
export function diffList({ t, rows }: { t: Translate; rows: readonly Difference[] }): Html {
  return html`<dl class="diff">
    ${rows.map(
      ({ term, before, after, below }) =>
        html`<div class="diff-row">
          <dt>${term}</dt>
          <dd class="diff-sides">${sides(t, before, after)}</dd>
          ${below && html`<dd>${below}</dd>`}
        </div>`,
    )}
  </dl>`;
}

function sides(t: Translate, before: Hole, after: Hole): Html {
  if (isMissing(before)) return side('good', t('ui.added'), html`<ins>${after}</ins>`);
  if (isMissing(after)) return side('stop', t('ui.removed'), html`<del>${before}</del>`);
  return html`${side('neutral', t('ui.before'), html`<del>${before}</del>`)}
  ${side('good', t('ui.after'), html`<ins>${after}</ins>`)}`;
}

function side(kind: Kind, word: string, value: Html): Html {
  const column = kind === 'good' ? 'diff-side diff-after' : 'diff-side';
  return html`<span class="${column} kind-${kind}"><span class="diff-word">${word}</span> ${value}</span>`;
}

export interface TimelineEntry {
  title: Hole;
  when: { iso: string; text: string };
  actor?: string | undefined;
  body?: Hole;
  kind?: Kind | undefined;
  icon?: IconName | undefined;
}

/** What happened, in order: what, when, who. */
export function timeline(entries: readonly TimelineEntry[]): Html {
  return html`<ol class="timeline">
    ${entries.map(
      ({ title, when, actor, body, kind = 'neutral', icon: name = kindIcons[kind] }) =>
        html`<li>
          <span class="timeline-mark kind-${kind}">${icon(name)}</span>
          <p class="timeline-title">${title}</p>
          <p class="soft">
            <time datetime="${when.iso}">${when.text}</time>${actor !== undefined && ` · ${actor}`}
          </p>
          ${typeof body === 'string' ? html`<p>${body}</p>` : body}
        </li>`,
    )}
  </ol>`;
}

function isMissing(value: Hole): boolean {
  return value === undefined || value === null || value === false || value === '';
}
