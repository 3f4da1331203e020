import { attributes, html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Translate } from '../../platform/i18n.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';
import type { Link } from './page-parts.ts';
import { code } from './record-parts.ts';

interface Card {
  title: string;
  /** The title leads to the thing itself. */
  href?: string | undefined;
  /** A status tag or a link at the right of the title. */
  aside?: Hole;
  body: Hole;
}

/** One thing among others, with a title. */
export function card({ title, href, aside, body }: Card): Html {
  return html`<section class="card">
    <div class="card-head">
      <h2>${href === undefined ? title : html`<a href="${href}">${title}</a>`}</h2>
      ${aside}
    </div>
    ${typeof body === 'string' ? html`<p>${body}</p>` : body}
  </section>`;
}

export function cards(items: readonly Html[]): Html {
  return html`<div class="cards">${items}</div>`;
}

interface StatTile {
  label: string;
  value: string | number;
  /** The comparison in words: "Tháng trước: 28". */
  note?: string | undefined;
  href?: string | undefined;
}

/** A figure that leads to the list behind it. */
export function statTile({ label, value, note, href }: StatTile): Html {
  const inner = html`<span class="tile-label">${label}</span>
    <span class="tile-value">${value}</span>
    ${note !== undefined && html`<span class="tile-note">${note}</span>`}`;
  return href === undefined
    ? html`<div class="tile">${inner}</div>`
    : html`<a class="tile" href="${href}">${inner}</a>`;
}

interface TaskTile extends Link {
  icon: IconName;
  note?: string | undefined;
  /** The one task most people come for. */
  isPrimary?: boolean | undefined;
}

/** A way into work on a home page: "Lô mới", "Cần sửa". */
export function taskTile({ href, label, icon: name, note, isPrimary }: TaskTile): Html {
  return html`<a ${attributes({ class: isPrimary ? 'tile task task-primary' : 'tile task', href })}
    >${icon(name)}<span class="task-text"
      ><span class="tile-label">${label}</span>${
        note !== undefined && html` <span class="tile-note">${note}</span>`
      }</span
    ></a
  >`;
}

/** Stat or task tiles side by side. */
export function tiles(items: readonly Html[]): Html {
  return html`<ul class="tiles">
    ${items.map((item) => html`<li>${item}</li>`)}
  </ul>`;
}

export interface Picture {
  src: string;
  alt: string;
  caption?: string | undefined;
  /** The large picture. */
  href?: string | undefined;
}

export function pictureGrid(pictures: readonly Picture[]): Html {
  return html`<ul class="pictures">
    ${pictures.map(({ src, alt, caption, href }) => {
      const image = html`<img src="${src}" alt="${alt}" loading="lazy" width="320" height="240" />`;
      return html`<li>
        <figure>
          ${href === undefined ? image : html`<a href="${href}">${image}</a>`}
          ${caption !== undefined && html`<figcaption>${caption}</figcaption>`}
        </figure>
      </li>`;
    })}
  </ul>`;
}

interface QrFigure {
  t: Translate;
  /** Where the symbol is served as a picture. */
  src: string;
  /** What it holds, in full. */
  address: string;
  body?: Hole;
  downloads?: Hole;
}

export function qrFigure({ t, src, address, body, downloads }: QrFigure): Html {
  return html`<div class="qr">
    <div class="qr-image">
      <img src="${src}" alt="${t('ui.qr-of', { address })}" width="208" height="208" />
    </div>
    <div class="qr-text">
      <p><strong>${t('ui.address-in-code')}</strong><br />${code(address)}</p>
      ${typeof body === 'string' ? html`<p>${body}</p>` : body}
      ${downloads && html`<div class="buttons no-print">${downloads}</div>`}
    </div>
  </div>`;
}

export interface QueueItem {
  href: string;
  title: string;
  note: string;
  tag?: Hole;
  isCurrent?: boolean | undefined;
}

/** The officer's queue beside the record that is open. */
export function queueList(items: readonly QueueItem[]): Html {
  return html`<ol class="queue">
    ${items.map(
      ({ href, title, note, tag, isCurrent }) =>
        html`<li>
          <a ${attributes({ href, 'aria-current': isCurrent && 'true' })}
            ><strong>${title}</strong> <span class="soft">${note}</span> ${tag}</a
          >
        </li>`,
    )}
  </ol>`;
}
