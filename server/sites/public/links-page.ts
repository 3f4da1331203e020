import type { Sentence } from '../../domain/errors.ts';
import { linkTypeIri } from '../../domain/link-types.ts';
import type { Link, LinkLevel } from '../../domain/linkset.ts';
import { Html, html, safeUrl } from '../../platform/html.ts';
import { say } from '../../platform/i18n.ts';
import { typeName } from '../shared/link-words.ts';
import { publicPage } from './public-frame.ts';
import type { PublicView } from './public-frame.ts';

export interface ShownLinks {
  levels: readonly LinkLevel[];
  /** Why they are shown instead of followed. */
  line?: Sentence;
  /** The same links for programs, as JSON-LD. */
  data: object;
  otherHref: string;
}

/** All links of a code, for people (GS1-Conformant Resolver 1.2 §2.10). */
export function linksPage(view: PublicView, { levels, line, data, otherHref }: ShownLinks): Html {
  const { t } = view;
  const title = t('linkset.page-title', { name: levels[0]?.description ?? '' });
  return publicPage(view, {
    title,
    otherHref,
    body: html`<h1>${title}</h1>
      ${line && html`<p>${say(t, line)}</p>`} ${levels.map((level) => levelSection(view, level))}
      ${dataBlock(data)}`,
  });
}

function levelSection(view: PublicView, { path, description, links }: LinkLevel): Html {
  return html`<section>
    <h2>${description}</h2>
    <p class="soft small">/${path}</p>
    <ul class="links">
      ${links.map((link) => html`<li>${linkLine(view, link)}</li>`)}
    </ul>
  </section>`;
}

/** What it is about, who put it there and where it leads: nobody but the producer stands behind a producer's link. */
function linkLine(view: PublicView, { type, href, title, hreflang, mediaType, context, by }: Link): Html {
  const { t } = view;
  const remarks = [
    typeName(t, type),
    `gs1:${type}`,
    by && t(`link.said-${by}`),
    by !== 'system' && new URL(href).host,
    hreflang && t('linkset.language-label', { language: hreflang.join(', ') }),
    mediaType,
    context && t('linkset.context-label', { context: context.join(', ') }),
  ].filter((remark) => typeof remark === 'string');
  return html`<a href="${safeUrl(href)}" data-type="${linkTypeIri(type)}">${title}</a>
    <span class="soft small">${remarks.join(' · ')}</span>`;
}

/** Data, not code: no browser runs it. Without `<` nothing in it can end the element early. */
function dataBlock(data: object): Html {
  const json = JSON.stringify(data).replaceAll('<', '\\u003c');
  return new Html(`<script type="application/ld+json">${json}</script>`);
}
