import { html } from '../../platform/html.ts';
import type { Hole } from '../../platform/html.ts';
import type { FieldNote } from '../../platform/contract-types.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import type { Form } from '../shared/form.ts';
import { icon } from '../shared/icons.ts';
import { disclosure } from '../shared/page-parts.ts';
import type { Visit } from './desk-visit.ts';

const prefix = 'note.';

/** `/stages/0/who` has its note in `note.stages.0.who`. */
function noteName(pointer: string): string {
  return prefix + pointer.slice(1).replaceAll('/', '.');
}

/** The notes somebody typed, in the order of the page. */
export function typedNotes(values: FieldValues): FieldNote[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const text = typeof value === 'string' ? value.trim() : '';
    if (!name.startsWith(prefix) || text === '') return [];
    return [{ pointer: `/${name.slice(prefix.length).replaceAll('.', '/')}`, text }];
  });
}

/** A fault of `/notes/2/text` stands where that note was typed. */
export function placedFault(fault: FieldText, notes: readonly FieldNote[]): FieldText {
  const index = /^\/notes\/(\d+)(?:\/|$)/.exec(fault.pointer)?.[1];
  const note = index === undefined ? undefined : notes[Number(index)];
  return note ? { ...fault, pointer: `/note${note.pointer}` } : fault;
}

/** A box for a note at one field, closed until somebody needs it; it works without script. */
export function noteBox(
  { t }: Pick<Visit, 't'>,
  form: Form,
  { pointer, term, isOpen }: { pointer: string; term: string; isOpen: boolean },
): Hole {
  return html`<div class="note-box">
    ${disclosure({
      summary: t('department.note'),
      isOpen,
      body: form.textarea(noteName(pointer), {
        label: t('department.note-on', { field: term }),
        isOptional: true,
        rows: 2,
        limit: 1000,
      }),
    })}
  </div>`;
}

/** A note that was sent, at its field. */
export function sentNote({ t }: Pick<Visit, 't'>, notes: readonly FieldNote[], pointer: string): Hole {
  const texts = notes.filter((note) => note.pointer === pointer).map(({ text }) => text);
  if (texts.length === 0) return undefined;
  return html`<p class="field-note">
    ${icon('flag')}<span><strong>${t('ui.officer-note')}</strong> ${texts.join(' ')}</span>
  </p>`;
}

export function hasNote(values: FieldValues, pointer: string): boolean {
  const value = values[noteName(pointer)];
  return typeof value === 'string' && value.trim() !== '';
}
