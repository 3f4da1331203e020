import { attributes, html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';

export interface Link {
  href: string;
  label: string;
}

interface PageHead {
  title: string;
  lead?: Hole;
  /** A status tag beside the title. */
  tag?: Hole;
  actions?: Hole;
}

/** The page's one h1, what it is for, and the actions on the whole page. */
export function pageHead({ title, lead, tag, actions }: PageHead): Html {
  return html`<div class="page-head">
    <div class="page-head-text">
      <h1>${title}</h1>
      ${tag && html`<p>${tag}</p>`} ${lead && html`<p class="lead">${lead}</p>`}
    </div>
    ${actions && html`<div class="buttons">${actions}</div>`}
  </div>`;
}

interface LinkButton extends Link {
  kind?: 'primary' | 'plain' | 'quiet' | undefined;
  icon?: IconName | undefined;
  isDownload?: boolean | undefined;
}

/** A link that looks like a button: it goes somewhere and changes nothing. */
export function linkButton({ href, label, kind = 'plain', icon: name, isDownload }: LinkButton): Html {
  return html`<a class="button button-${kind}" href="${href}" ${attributes({ download: isDownload })}
    >${name && icon(name)}${label}</a
  >`;
}

/** The way back up; the page itself is its last, unlinked word. */
export function breadcrumb({
  t,
  trail,
  current,
}: {
  t: Translate;
  trail: readonly Link[];
  current: string;
}): Html {
  return html`<nav class="breadcrumb" aria-label="${t('ui.breadcrumb')}">
    <ol>
      ${trail.map(({ href, label }) => html`<li><a href="${href}">${label}</a></li>`)}
      <li aria-current="page">${current}</li>
    </ol>
  </nav>`;
}

export interface Tab extends Link {
  count?: number | undefined;
  isCurrent?: boolean | undefined;
}

/** Views of one list or one record, each with an address of its own. */
export function tabLinks({ label, tabs }: { label: string; tabs: readonly Tab[] }): Html {
  return html`<nav class="tabs" aria-label="${label}">
    <ul>
      ${tabs.map(
        (tab) =>
          html`<li>
            <a href="${tab.href}" ${attributes({ 'aria-current': tab.isCurrent && 'page' })}
              >${tab.label}${tab.count !== undefined && html` <span class="count">${tab.count}</span>`}</a
            >
          </li>`,
      )}
    </ul>
  </nav>`;
}

interface Step {
  label: string;
  href?: string | undefined;
}

interface Stepper {
  t: Translate;
  steps: readonly Step[];
  /** Index of the step at hand; those before it are done. */
  current: number;
}

/** Where one is in a form of several screens: "1 Sản phẩm, 2 Lô, 3 Ảnh". */
export function stepper({ t, steps, current }: Stepper): Html {
  return html`<nav class="stepper" aria-label="${t('ui.steps')}">
    <ol>
      ${steps.map((step, index) => {
        const state = { class: index < current && 'is-done', 'aria-current': index === current && 'step' };
        return html`<li ${attributes(state)}>${stepOf(t, step, index, index < current)}</li>`;
      })}
    </ol>
  </nav>`;
}

function stepOf(t: Translate, { label, href }: Step, index: number, isDone: boolean): Html {
  const inner = html`<span class="step-number">${isDone ? icon('check') : index + 1}</span>
    <span class="step-word">${label}</span
    >${isDone && html`<span class="unseen"> (${t('ui.step-done')})</span>`}`;
  return isDone && href !== undefined
    ? html`<a class="step" href="${href}">${inner}</a>`
    : html`<span class="step">${inner}</span>`;
}

/**
 * Queue at the left, record at the right on a wide screen (set `isWide` on the page); elsewhere the record alone,
 * so give it a breadcrumb back to the queue.
 */
export function splitView({ label, aside, main }: { label: string; aside: Hole; main: Hole }): Html {
  return html`<div class="split">
    <section class="split-aside" aria-label="${label}">${aside}</section>
    <div class="split-main stack">${main}</div>
  </div>`;
}

/** Something most readers skip. */
export function disclosure({ summary, body, isOpen }: { summary: Hole; body: Hole; isOpen?: boolean }): Html {
  return html`<details class="disclosure" ${attributes({ open: isOpen })}>
    <summary>${icon('chevron')}<span>${summary}</span></summary>
    <div class="disclosure-body stack-close">${typeof body === 'string' ? html`<p>${body}</p>` : body}</div>
  </details>`;
}
