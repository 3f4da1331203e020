import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };

/**
 * What a piece of a page says, for paper: without its markup, items and breaks on lines of their own,
 * pictures by what they are called.
 */
export function plainText(value: Hole): string {
  return html`${value}`.markup
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/<(?:li|br|p|figure)\b[^>]*>/g, '\n')
    .replaceAll(/<img\b[^>]*\balt="([^"]*)"[^>]*>/g, '$1')
    .replaceAll(/\s*<figcaption>/g, ': ')
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(amp|lt|gt|quot|#39);/g, (_whole, name: string) => entities[name] ?? '')
    .replaceAll(/ *\n\s*/g, '\n')
    .trim();
}
