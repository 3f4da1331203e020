import type { StampCounts } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import { formatNumber } from '../../domain/vietnamese-format.ts';

const shares = ['active', 'unactivated', 'void', 'returned'] as const;
/** What cuts across the shares: told, not drawn. */
const others = ['printed', 'held'] as const;

/** How stamps stand: a bar for the eye, the same in numbers beside it. */
export function countsPanel(
  counts: StampCounts,
  { t, lang }: { t: Translate; lang: Language },
  title: string,
): Html {
  const line = (name: (typeof shares)[number] | (typeof others)[number] | 'issued', mark?: Html) =>
    html`<div>
      <dt>${mark} ${t(`stamping.count-${name}`)}</dt>
      <dd>${formatNumber(String(counts[name]), lang)}</dd>
    </div>`;
  return html`<section class="stack-close">
    <h2>${title}</h2>
    ${shareBar(counts)}
    <dl class="stamp-counts">
      ${shares.map((name) => line(name, html`<span class="${`swatch share-${name}`}"></span>`))}
      ${line('issued')} ${others.filter((name) => counts[name] > 0).map((name) => line(name))}
    </dl>
  </section>`;
}

/** Hidden from screen readers, who have the numbers. */
function shareBar(counts: StampCounts): Html {
  const widths = shares.map((name) => (counts[name] / Math.max(1, counts.issued)) * 100);
  return html`<svg class="share-bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    ${shares.map((name, index) => {
      const x = widths.slice(0, index).reduce((sum, width) => sum + width, 0);
      return html`<rect
        class="${`share-${name}`}"
        x="${x.toFixed(3)}"
        y="0"
        width="${(widths[index] ?? 0).toFixed(3)}"
        height="4"
      />`;
    })}
  </svg>`;
}
