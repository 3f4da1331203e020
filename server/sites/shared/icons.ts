import { html, trustedMarkup } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';

/** Drawn for this house on a 24-unit grid, line width 2; a word always stands beside them. */
const drawings = {
  alert: '<path d="M12 4 2.5 20h19zM12 10v4.5M12 17.3v.2"/>',
  arrow: '<path d="M5 12h14M13 6l6 6-6 6"/>',
  'arrow-left': '<path d="M19 12H5M11 6l-6 6 6 6"/>',
  box: '<path d="m4 8 8-4 8 4v8l-8 4-8-4zM4 8l8 4 8-4M12 12v8"/>',
  camera: '<path d="M4 8h3.5L9 5h6l1.5 3H20v11H4z"/><circle cx="12" cy="13" r="3.5"/>',
  certificate:
    '<path d="M8 16H4V4h16v12h-4M8 8h8"/><circle cx="12" cy="14" r="3"/><path d="M10 16.5V21l2-1.5 2 1.5v-4.5"/>',
  check: '<path d="m5 12.5 4.5 4.5L19 7.5"/>',
  chevron: '<path d="m9 6 6 6-6 6"/>',
  clock: '<circle cx="12" cy="12" r="9"/><path d="M12 7v5.5l3.5 2"/>',
  cross: '<path d="m6 6 12 12M18 6 6 18"/>',
  download: '<path d="M12 4v11M7 10.5l5 5 5-5M5 20h14"/>',
  eye: '<path d="M2.5 12C5 7.5 8.3 5.5 12 5.5s7 2 9.5 6.5c-2.5 4.5-5.8 6.5-9.5 6.5S5 16.5 2.5 12z"/><circle cx="12" cy="12" r="3"/>',
  file: '<path d="M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6"/>',
  flag: '<path d="M6 21V4h12l-2.5 4 2.5 4H6"/>',
  info: '<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.5v.2"/>',
  leaf: '<path d="M5 20C5 10 10 5 20 5c0 10-5 15-12 14.5M5 20c2-5 5-8 9-10"/>',
  'map-pin':
    '<path d="M12 21c-4.5-5-7-8.3-7-11.5a7 7 0 0 1 14 0c0 3.2-2.5 6.5-7 11.5z"/><circle cx="12" cy="9.5" r="2.5"/>',
  pencil: '<path d="m4 20 1-4.5L16.5 4 20 7.5 8.5 19zM14 6.5l3.5 3.5"/>',
  plus: '<path d="M12 5v14M5 12h14"/>',
  print: '<path d="M7 9V4h10v5M7 17H4V9h16v8h-3M7 14h10v6H7z"/>',
  refresh: '<path d="M20 12a8 8 0 1 1-2.5-5.8L20 8.5M20 4v4.5h-4.5"/>',
  search: '<circle cx="10.5" cy="10.5" r="6.5"/><path d="m15.5 15.5 5 5"/>',
  stamp: '<path d="M9 4h6l-1 7h3.5a1.5 1.5 0 0 1 1.5 1.5V16H5v-3.5A1.5 1.5 0 0 1 6.5 11H10zM5 20h14"/>',
  stop: '<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM8 12h8"/>',
  sync: '<path d="M5 9a7.5 7.5 0 0 1 14-.5M19.5 4v4.5H15M19 15a7.5 7.5 0 0 1-14 .5M4.5 20v-4.5H9"/>',
  user: '<circle cx="12" cy="8" r="4"/><path d="M4.5 20c1-4 4-6 7.5-6s6.5 2 7.5 6"/>',
} as const;

export type IconName = keyof typeof drawings;
export const iconNames = Object.keys(drawings) as IconName[];

export function icon(name: IconName): Html {
  return html`<svg
    class="icon"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    aria-hidden="true"
    focusable="false"
  >
    ${trustedMarkup(drawings[name])}
  </svg>`;
}
