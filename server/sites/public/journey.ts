import { attributes, html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import { catalogues } from '../../locales/catalogue.ts';
import type { MessageKey } from '../../platform/i18n.ts';
import { formatQuantity } from '../../domain/quantity.ts';
import { formatDate, formatNumber } from '../../domain/vietnamese-format.ts';
import type { Origin, OriginGap, OriginInput, OriginStage } from '../../lookup/origin.ts';
import { saysChip } from './field-list.ts';
import { pathHref } from './public-addresses.ts';
import type { PublicView } from './public-frame.ts';

/** From this many days on a silence in the log is shown as one. */
const longSilence = 30;

/** All that a journey needs to be told in; the producer’s look beforehand has no site around it. */
export type JourneyView = Pick<PublicView, 't' | 'lang'>;

type Journey = Pick<Origin, 'stages' | 'gaps' | 'inputs'>;

/** What happened to the lot, in order; silences and missing stages are named: a thin log shall not look like a full one. */
export function journey(view: JourneyView, origin: Journey): Html {
  const { t } = view;
  return html`<section>
    <h2>${t('public.journey-heading')}</h2>
    ${journeySteps(view, origin)}
  </section>`;
}

export function journeySteps(view: JourneyView, { stages, gaps, inputs }: Journey): Html {
  const { t } = view;
  if (stages.length === 0 && inputs.length === 0) {
    return html`<p class="missing">${t('public.journey-empty')}</p>
      ${
        gaps.length > 0 &&
        html`<ol class="journey">
          ${gaps.map((gap) => missed(view, gap))}
        </ol>`
      }`;
  }
  return html`<ol class="journey">
    ${inputs.map((input) => inputItem(view, input))}
    ${stages.map(
      (stage, at) =>
        html`${gapsAt(view, gaps, at)} ${silenceBefore(view, stages[at - 1], stage)} ${stageItem(view, stage)}`,
    )}
    ${gapsAt(view, gaps, stages.length)}
  </ol>`;
}

/** The sentences below the name of a stage, exactly as the public reads them. */
function stageSentences({ t, lang }: JourneyView, stage: OriginStage): string[] {
  const { place, quantity, details, temperature, result } = stage;
  return [
    ...(place === null ? [] : [t('public.journey-place', { place })]),
    ...(quantity === null
      ? []
      : [t('public.journey-quantity', { quantity: formatQuantity(quantity, lang, t) })]),
    ...(temperature === null
      ? []
      : [
          t('public.journey-temperature', {
            lowest: formatNumber(temperature.lowest, lang),
            highest: formatNumber(temperature.highest, lang),
          }),
        ]),
    ...(result === null
      ? []
      : [t(result === 'conformant' ? 'public.journey-conformant' : 'public.journey-non-conformant')]),
    ...details.map(({ name, value }) => t('public.journey-detail', { name, value })),
  ];
}

function stageItem(view: JourneyView, stage: OriginStage): Html {
  return html`<li>
    <h3>${stageName(view, stage.stage)}</h3>
    <p>${when(view, stage)}</p>
    ${stageSentences(view, stage).map((sentence) => html`<p>${sentence}</p>`)} ${saysChip(view, stage)}
    ${stage.pictures.length > 0 && html`<p class="shots">${shots(view, stage)}</p>`}
  </li>`;
}

/** Size is set, so that nothing jumps, and they wait until they come into view: the words are there before. */
function shots(view: JourneyView, { stage, pictures }: OriginStage): Html[] {
  return pictures.map(({ width, height, sources }, at) => {
    const alt = view.t('public.journey-picture', { stage: stageName(view, stage), number: at + 1 });
    const image = { src: sources[0]?.src, width, height, loading: 'lazy', decoding: 'async', alt };
    return html`<img ${attributes(image)} />`;
  });
}

/** One step back: a lot with a page of its own. What stands against it is said here too. */
function inputItem(view: JourneyView, input: OriginInput): Html {
  const { t, lang } = view;
  const { path, lot, producer, verdict, stages } = input;
  const name = lang === 'en' && input.nameEnglish !== null ? input.nameEnglish : input.name;
  return html`<li class="input">
    <h3>${t('public.journey-input')}</h3>
    <p><a href="${pathHref(path, lang)}">${t('public.journey-input-lot', { name, lot })}</a></p>
    <p>${producer}</p>
    ${
      (verdict === 'recalled' || verdict === 'suspended') &&
      html`<p class="missing">${t(`public.journey-input-${verdict}`)}</p>`
    }
    ${
      stages.length > 0 &&
      html`<p class="soft">
        ${stages.map(
          ({ stage, startedAt }, at) =>
            html`${at > 0 && ' · '}${stageName(view, stage)} ${formatDate(startedAt.slice(0, 10), lang)}`,
        )}
      </p>`
    }
  </li>`;
}

function gapsAt(view: JourneyView, gaps: readonly OriginGap[], index: number): Html[] {
  return gaps.filter(({ at }) => at === index).map((gap) => missed(view, gap));
}

function missed(view: JourneyView, { stage }: OriginGap): Html {
  return html`<li class="break">${view.t('public.journey-missed', { stage: stageName(view, stage) })}</li>`;
}

/** An `ol` holds items only: the silence is one, in words. */
function silenceBefore(
  { t }: JourneyView,
  earlier: OriginStage | undefined,
  stage: OriginStage,
): Html | false {
  if (!earlier) return false;
  const days = daysBetween(earlier.endedAt ?? earlier.startedAt, stage.startedAt);
  return days >= longSilence && html`<li class="break">${t('public.journey-break', { days })}</li>`;
}

/** The catalogue of stages grows; a code it no longer holds is shown as it stands. */
function stageName({ t, lang }: JourneyView, code: string): string {
  const key = `stage.${code}`;
  return key in catalogues[lang] ? t(key as MessageKey) : code;
}

function when({ t, lang }: JourneyView, { startedAt, endedAt }: OriginStage): Html {
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
