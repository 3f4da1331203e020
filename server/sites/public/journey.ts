import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { catalogues } from '../../locales/catalogue.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { formatQuantity } from '../../domain/quantity.ts';
import { formatDate } from '../../domain/vietnamese-format.ts';
import type { Origin, OriginStage } from '../../lookup/origin.ts';
import { saysChip } from './field-list.ts';
import type { PublicView } from './public-frame.ts';

/** From this many days on a silence in the log is shown as one. */
const longSilence = 30;

/** What happened to the lot, in order; silences are named, so that a thin log does not look like a full one. */
export function journey(view: PublicView, { stages }: Origin): Html {
  const { t } = view;
  return html`<section>
    <h2>${t('public.journey-heading')}</h2>
    ${
      stages.length === 0
        ? html`<p class="missing">${t('public.journey-empty')}</p>`
        : html`<ol class="journey">
            ${stages.map((stage, at) => html`${silenceBefore(view, stages[at - 1], stage)} ${stageItem(view, stage)}`)}
          </ol>`
    }
  </section>`;
}

function stageItem(view: PublicView, stage: OriginStage): Html {
  const { t, lang } = view;
  const { who, place, quantity, details } = stage;
  return html`<li>
    <h3>${stageName(view, stage.stage)}</h3>
    <p>${when(view, stage)}</p>
    ${place !== null && html`<p>${t('public.journey-place', { place })}</p>`}
    ${who !== null && html`<p>${t('public.journey-who', { who })}</p>`}
    ${
      quantity !== null &&
      html`<p>${t('public.journey-quantity', { quantity: formatQuantity(quantity, lang, t) })}</p>`
    }
    ${details.map(({ name, value }) => html`<p>${t('public.journey-detail', { name, value })}</p>`)}
    ${saysChip(view, stage)}
  </li>`;
}

/** An `ol` holds items only: the silence is one, in words. */
function silenceBefore(
  { t }: PublicView,
  earlier: OriginStage | undefined,
  stage: OriginStage,
): Html | false {
  if (!earlier) return false;
  const days = daysBetween(earlier.endedAt ?? earlier.startedAt, stage.startedAt);
  return days >= longSilence && html`<li class="break">${t('public.journey-break', { days })}</li>`;
}

/** The catalogue of stages grows; a code it no longer holds is shown as it stands. */
function stageName({ t, lang }: PublicView, code: string): string {
  const key = `stage.${code}`;
  return key in catalogues[lang] ? t(key as MessageKey) : code;
}

function when({ t, lang }: PublicView, { startedAt, endedAt }: OriginStage): Html {
  const from = momentText(startedAt, lang);
  if (endedAt === null || endedAt === startedAt) return html`<time datetime="${startedAt}">${from}</time>`;
  return html`<time datetime="${startedAt}"
    >${t('public.journey-when', { from, to: momentText(endedAt, lang) })}</time
  >`;
}

function momentText(moment: string, lang: PublicView['lang']): string {
  const [date = '', time] = moment.split('T');
  return time === undefined ? formatDate(date, lang) : `${formatDate(date, lang)} ${time}`;
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / 86_400_000);
}
