import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { icon } from './icons.ts';
import type { IconName } from './icons.ts';
import { layout, narrowLayout } from './page-layout.ts';
import type { Frame } from './page-layout.ts';
import { linkButton } from './page-parts.ts';
import { summaryList } from './record-parts.ts';

export interface ErrorPage {
  status: number;
  /** What happened and what to do, already in the reader's language. */
  sentence: string;
  /** The number to quote, as it stands in the log. */
  id?: string | undefined;
  /** A stale edit: both versions, and where the current one is. */
  stale?: { yours: number; current: number; href?: string | undefined } | undefined;
  signInHref?: string | undefined;
}

const titles: Record<number, MessageKey> = {
  400: 'ui.error-400',
  401: 'ui.error-401',
  403: 'ui.error-403',
  404: 'ui.error-404',
  409: 'ui.error-409',
  413: 'ui.error-413',
  429: 'ui.error-429',
  503: 'ui.error-503',
};

const icons: Record<number, IconName> = {
  401: 'user',
  403: 'stop',
  404: 'search',
  409: 'sync',
  429: 'clock',
};

/** Any failure that has no form to go back to: what happened, where, what to do, and the number to quote. */
export function errorPage(frame: Frame, error: ErrorPage): Html {
  const { t } = frame;
  const title = t(titles[error.status] ?? (error.status < 500 ? 'ui.error-400' : 'ui.error-500'));
  const body = html`<div class="error-page stack">
    <div class="error-head">
      ${icon(icons[error.status] ?? 'alert')}
      <h1>${title}</h1>
    </div>
    <p class="lead">${error.sentence}</p>
    ${error.stale && staleVersions(frame, error.stale)}
    <div class="buttons">${nextSteps(frame, error)}</div>
    ${error.id !== undefined && html`<p class="soft">${t('common.error-number', { id: error.id })}</p>`}
  </div>`;
  return frame.who ? layout(frame, { title, body }) : narrowLayout(frame, { title, body });
}

function staleVersions({ t }: Frame, { yours, current }: NonNullable<ErrorPage['stale']>): Html {
  return html`${summaryList([
      { term: t('ui.your-version'), value: yours },
      { term: t('ui.current-version'), value: current },
    ])}
    <p>${t('ui.error-stale-next')}</p>`;
}

function nextSteps({ t, home }: Frame, { status, stale, signInHref }: ErrorPage): Html[] {
  const goHome = (kind?: 'primary') => linkButton({ href: home, label: t('ui.error-go-home'), kind });
  if (stale?.href !== undefined) {
    return [linkButton({ href: stale.href, label: t('ui.error-see-current'), kind: 'primary' }), goHome()];
  }
  if (status === 401 && signInHref !== undefined) {
    return [linkButton({ href: signInHref, label: t('ui.error-go-sign-in'), kind: 'primary' })];
  }
  return [goHome('primary')];
}
