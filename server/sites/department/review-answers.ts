import type { NoteAnswer, Submission } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import { termAt } from '../shared/content-rows.ts';
import { fieldAt } from '../shared/field-labels.ts';
import { fieldValue } from '../shared/field-values.ts';
import type { Reading } from '../shared/field-values.ts';
import { statusTag } from '../shared/status-tag.ts';

/** Each remark of the last return beside what stands at its field now. */
export function answersSection(
  reading: Reading,
  { answers, formerMessage, kind }: Pick<Submission, 'answers' | 'formerMessage' | 'kind'>,
): Hole {
  const { t } = reading;
  if (formerMessage === undefined) return undefined;
  return html`<section class="stack-close">
    <h2>${t('desk.answers')}</h2>
    <p class="soft">${t('desk.answers-lead', { message: formerMessage })}</p>
    ${
      answers.length > 0 &&
      html`<dl class="diff">${answers.map((answer) => answerRow(reading, kind, answer))}</dl>`
    }
  </section>`;
}

function answerRow(reading: Reading, kind: Submission['kind'], answer: NoteAnswer): Hole {
  const { t } = reading;
  const { pointer, text, before, after, isChanged } = answer;
  const mark = isChanged
    ? statusTag({ kind: 'good', text: t('desk.answer-changed') })
    : statusTag({ kind: 'warn', text: t('desk.answer-same'), icon: 'flag' });
  return html`<div class="diff-row">
    <dt>${termAt(reading, kind, pointer)} ${mark}</dt>
    <dd class="field-note">${text}</dd>
    <dd class="diff-sides">
      ${
        isChanged &&
        html`<span class="diff-side kind-neutral"
          ><span class="diff-word">${t('desk.answer-was')}</span>
          ${shown(reading, { kind, pointer }, before)}</span
        >`
      }
      <span class="diff-side diff-after kind-neutral"
        ><span class="diff-word">${t('desk.answer-now')}</span>
        ${shown(reading, { kind, pointer }, after)}</span
      >
    </dd>
  </div>`;
}

function shown(
  reading: Reading,
  { kind, pointer }: { kind: Submission['kind']; pointer: string },
  value: unknown,
): Hole {
  const field = fieldAt(kind, pointer);
  if (value === undefined || value === null || !field) return reading.t('ui.not-given');
  const isItem = /\/\d+$/.test(pointer) && (field.type === 'list' || field.type === 'stages');
  return fieldValue(reading, { field, kind }, isItem ? [value] : value);
}
