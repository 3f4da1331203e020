import { formatInstant } from '../../domain/vietnamese-format.ts';
import type { Batch, File } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import { fileLink } from './field-values.ts';
import { summaryList } from './record-parts.ts';
import { statusTag } from './status-tag.ts';
import type { Kind } from './status-tag.ts';

type Suspension = NonNullable<Batch['suspension']>;

const kinds: Record<Suspension['state'], Kind> = {
  waiting: 'info',
  overdue: 'warn',
  answered: 'info',
  restored: 'good',
  withdrawn: 'stop',
  recalled: 'stop',
};

export function suspensionTag(t: Translate, { state }: Pick<Suspension, 'state'>): Html {
  return statusTag({ kind: kinds[state], text: t(`review.suspension-${state}`) });
}

interface Reader {
  t: Translate;
  lang: Language;
}

/** "Đang chờ giải trình đến 09:12 22/11/2026": whose turn it is, and until when or since when. */
export function suspensionLine(
  { t, lang }: Reader,
  { state, answerBy, explanation, end }: Suspension,
): string {
  const at = end?.at ?? (state === 'answered' ? (explanation?.at ?? answerBy) : answerBy);
  return t('suspension.line', { state, time: formatInstant(new Date(at), lang) });
}

/** A suspension from its reason to its end, with what the producer said and what it showed for it. */
export function suspensionPanel(reader: Reader, suspension: Suspension, files: readonly File[]): Html {
  const { t, lang } = reader;
  const { at, by, reason, explanation, end } = suspension;
  const when = (instant: string) => formatInstant(new Date(instant), lang);
  const known = new Map(files.map((file) => [file.id, file]));
  return html`<section class="stack-close" id="suspension">
    <h2>${t('suspension.title')}</h2>
    <p>${suspensionTag(t, suspension)} ${suspensionLine(reader, suspension)}</p>
    ${summaryList([
      { term: t('suspension.suspended'), value: t('suspension.at-by', { at: when(at), by }) },
      { term: t('suspension.reason'), value: reason },
      { term: t('suspension.explanation'), value: explained(reader, explanation, known) },
      ...(end
        ? [
            { term: t('suspension.decided'), value: t('suspension.at-by', { at: when(end.at), by: end.by }) },
            { term: t('suspension.ground'), value: end.reason },
          ]
        : []),
    ])}
  </section>`;
}

function explained({ t, lang }: Reader, said: Suspension['explanation'], files: Map<string, File>): Hole {
  if (!said) return html`<span class="soft">${t('suspension.not-explained')}</span>`;
  const about = { at: formatInstant(new Date(said.at), lang), by: said.by };
  const reading = { t, lang, files, names: new Map(), communeName: (code: string) => code };
  return html`<p class="typed">${said.text}</p>
    <p class="soft">
      ${t('suspension.at-by', about)}${said.isLate && html` · <strong>${t('suspension.late')}</strong>`}
    </p>
    ${said.files.map((id) => fileLink(reading, id))}`;
}
