import { valueAt } from '../../domain/json-pointer.ts';
import type { Submission } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Hole, Html } from '../../platform/html.ts';
import { contentRows } from '../shared/content-rows.ts';
import type { Reading } from '../shared/field-values.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { nameOf } from '../shared/form-state.ts';
import type { Form } from '../shared/form.ts';
import { disclosure } from '../shared/page-parts.ts';
import { diffList, summaryList } from '../shared/record-parts.ts';
import { stageTimeline } from '../shared/stage-timeline.ts';
import type { ToldStage } from '../shared/stage-timeline.ts';
import type { Visit } from './desk-visit.ts';
import { shownDifferences } from '../shared/shown-differences.ts';
import type { ShownDifference } from '../shared/shown-differences.ts';
import { besideEvidence } from './review-evidence.ts';
import { hasNote, noteBox, sentNote } from './review-notes.ts';

export interface Review {
  visit: Visit;
  reading: Reading;
  submission: Submission;
  form: Form;
  values: FieldValues;
  faults: readonly FieldText[];
  /** The reader may decide and it is not decided yet. */
  isOpen: boolean;
}

/** What the officer reads: first what differs from the version in force, then the rest; a new record whole. */
export function reviewContent(review: Review): Html {
  const { visit, submission } = review;
  const { t } = visit;
  if (submission.previous === null) {
    return html`${besideEvidence(
      review.reading,
      submission,
      html`<section class="stack-close">
        <h2>${t('department.whole-content')}</h2>
        ${contentList(review, [])}
      </section>`,
    )}
    ${stagesSection(review)}`;
  }
  const changed = shownDifferences(review.reading, submission);
  const inner = html`<section class="stack-close">
      <h2>${t('department.differences')}</h2>
      ${changed.length === 0 ? html`<p>${t('department.no-differences')}</p>` : differenceList(review, changed)}
    </section>
    ${disclosure({
      summary: t('department.whole-content'),
      isOpen: isNotedElsewhere(review, changed),
      body: contentList(review, changed),
    })}`;
  return html`${besideEvidence(review.reading, submission, inner)} ${stagesSection(review)}`;
}

function differenceList(review: Review, changed: readonly ShownDifference[]): Html {
  const { t } = review.visit;
  const seen = new Set<string>();
  const rows = changed.map(({ pointer, term, before, after, isHeld }) => {
    const below = isHeld && !seen.has(pointer) ? noteAt(review, pointer, term) : undefined;
    seen.add(pointer);
    return { term, before, after, below };
  });
  return diffList({ t, rows });
}

function contentList(review: Review, changed: readonly ShownDifference[]): Html {
  const { visit, reading, submission } = review;
  const { kind, content } = submission;
  const told = new Set(changed.filter(({ isHeld }) => isHeld).map(({ pointer }) => pointer));
  return summaryList(
    contentRows(reading, kind, content).map(({ pointer, term, value }) => {
      const shown = value === undefined || value === '' ? notGiven(visit) : value;
      const isTold = told.has(pointer);
      const note = isTold || !canHoldNote(content, pointer) ? undefined : noteAt(review, pointer, term);
      const mark = isTold && html`<p class="soft">${visit.t('department.changed-above')}</p>`;
      return {
        term,
        value: html`<div class="noted">
          <div class="noted-value">${shown} ${mark}</div>
          ${note}
        </div>`,
      };
    }),
  );
}

/** The same rule as the service's: a field the version holds, or one of the record's own that was left empty. */
function canHoldNote(content: Submission['content'], pointer: string): boolean {
  return valueAt(content, pointer) !== undefined || pointer.lastIndexOf('/') === 0;
}

function stagesSection(review: Review): Hole {
  const { visit, reading, submission } = review;
  const stages = submission.content['stages'] as ToldStage[] | undefined;
  if (submission.kind !== 'batch' || !stages) return undefined;
  const changed = new Set(
    submission.previous === null
      ? []
      : shownDifferences(reading, submission)
          .filter(({ isHeld }) => isHeld)
          .map(({ pointer }) => pointer),
  );
  return html`<section class="stack-close">
    <h2>${visit.t('record.batch-stages')}</h2>
    ${stageTimeline(reading, stages, (index) => {
      const pointer = `/stages/${index}`;
      const term = visit.t('record.stage-numbered', { number: index + 1 });
      return changed.has(pointer) ? undefined : noteAt(review, pointer, term);
    })}
  </section>`;
}

function noteAt(
  { visit, form, submission, values, faults, isOpen }: Review,
  pointer: string,
  term: string,
): Hole {
  if (!isOpen) return sentNote(visit, submission.notes, pointer);
  const isWrong = faults.some((fault) => nameOf(fault.pointer) === nameOf(`/note${pointer}`));
  return noteBox(visit, form, { pointer, term, isOpen: isWrong || hasNote(values, pointer) });
}

function isNotedElsewhere(
  { values, submission, isOpen }: Review,
  changed: readonly ShownDifference[],
): boolean {
  const told = new Set(changed.map(({ pointer }) => pointer));
  if (!isOpen) return submission.notes.some(({ pointer }) => !told.has(pointer));
  return Object.entries(values).some(
    ([name, value]) =>
      name.startsWith('note.') && value !== '' && !told.has(`/${name.slice(5).replaceAll('.', '/')}`),
  );
}

function notGiven({ t }: Visit): Html {
  return html`<span class="soft">${t('ui.not-given')}</span>`;
}
