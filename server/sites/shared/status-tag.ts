import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';

/** Good: nothing to do. Warn: somebody should look. Stop: blocked or refused. Info: under way. Neutral: at rest. */
export type Kind = 'neutral' | 'good' | 'warn' | 'stop' | 'info';

export const kindIcons: Record<Kind, IconName> = {
  neutral: 'pencil',
  good: 'check',
  warn: 'alert',
  stop: 'stop',
  info: 'clock',
};

/** A state as icon, word and colour; only where a record can be in several states. */
export function statusTag({
  kind,
  text,
  icon: name = kindIcons[kind],
}: {
  kind: Kind;
  text: string;
  icon?: IconName | undefined;
}): Html {
  return html`<span class="tag kind-${kind}">${icon(name)}<span>${text}</span></span>`;
}
