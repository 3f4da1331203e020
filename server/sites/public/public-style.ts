import { createHash } from 'node:crypto';
import { trustedMarkup } from '../../platform/html.ts';
import { assetText } from '../shared/asset-files.ts';

const css = assetText('public.css')
  .replace(/\/\*.*?\*\//gs, '')
  .replace(/\s+/g, ' ')
  .replace(/ ?([{};,>]) ?/g, '$1')
  .replace(/: /g, ':')
  .trim();

/** The page's whole style, in the page: one answer and the page stands. */
export const inlineStyle = trustedMarkup(`<style>${css}</style>`);

/** Nothing runs, and no style but ours applies, known by its digest (CSP Level 3 §8.4). */
export const publicPolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(css).digest('base64')}'`,
  "img-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');
