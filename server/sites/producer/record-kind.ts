import type { ChangeBy, ReviewKind } from '../../domain/change.ts';
import type { ReviewState } from '../../domain/review-table.ts';
import type { ListFilter } from '../../ledger/record-store.ts';
import type { RecordView } from '../../ledger/record-view.ts';
import type { Language } from '../../locales/catalogue.ts';
import type { ContractName } from '../../platform/contracts.ts';
import type { Hole, Html } from '../../platform/html.ts';
import type { Named } from '../shared/field-values.ts';
import type { Column } from '../shared/data-table.ts';
import type { UploadedFile } from '../shared/form-choices.ts';
import type { FieldValues } from '../shared/form-state.ts';
import type { Form } from '../shared/form.ts';
import type { IconName } from '../shared/icons.ts';
import type { Typed } from '../shared/field-reader.ts';
import type { Visit } from './visit.ts';

/** Files a form takes in: the field `name` holds their ids, new ones arrive in `name.new`. */
export interface FileSlot {
  name: string;
  kind?: 'picture' | undefined;
  most: number;
}

export type Uploads = Readonly<Record<string, readonly UploadedFile[]>>;

/** More than a record may show are taken in and told at their field: refused here, they would take the form with them. */
export function receivedSlots(slots: readonly FileSlot[]): { name: string; maxCount: number }[] {
  return slots.map(({ name }) => ({ name: `${name}.new`, maxCount: 30 }));
}

/** What a form is drawn from, besides what stands in its fields. */
export interface About<Choices> {
  visit: Visit;
  choices: Choices;
  uploads: Uploads;
}

/** What a record's page shows besides its facts. */
export interface RecordDetail {
  /** Above everything: a suspension, a recall. */
  band?: Hole;
  /** Between the head and the facts. */
  before?: Hole;
  after?: Hole;
  /** What goes to the department together with this record. */
  along?: readonly string[];
}

/** Shown once above the form; its mark comes back with the form that was sent in spite of it. */
export interface SaveWarning {
  mark: string;
  above: Html;
}

export type RecordAct = 'edit' | 'submit' | 'withdraw';

/** One kind of record as the portal keeps it; lists, forms and pages of all kinds are made from this. */
export interface RecordKind<Content extends object, View extends RecordView<Content>, Choices> {
  kind: ReviewKind;
  /** The address of the list, under which everything else stands. */
  root: string;
  icon: IconName;
  contract: ContractName;
  records: {
    /** Absent where producers do not create such records themselves. */
    create?: (content: Content, by: ChangeBy) => Promise<View>;
    edit(id: string, content: Content, change: { rev: number; by: ChangeBy }): Promise<View>;
    read(id: string, visitor: Visit['actor']): Promise<View>;
    list(visitor: Visit['actor'], filter: ListFilter): Promise<{ items: View[]; next?: string }>;
    inForce(ids: readonly string[]): Promise<{ id: string; content: Content }[]>;
  };
  slots: readonly FileSlot[];
  formOf(content: Content, language: Language): FieldValues;
  contentFrom(values: FieldValues, language: Language): Typed;
  /** What a new form starts with. */
  blank?: (visit: Visit) => Promise<FieldValues>;
  /** Puts posted values in order before they are read or shown again. */
  tidy?: (values: FieldValues) => FieldValues;
  /** Faults of a whole that stand at one of its fields: `/geometry` at `/geometry/latitude`. */
  standsAt?: Readonly<Record<string, string>>;
  choices(visit: Visit, values: FieldValues): Promise<Choices>;
  /** What has to be there first, shown instead of a form that nobody could fill in. */
  lacks?: (about: About<Choices>) => Html | undefined;
  fields(form: Form, values: FieldValues, about: About<Choices>): Html;
  /** The records a content refers to, by id. */
  names?: (visit: Visit, content: Content) => Promise<ReadonlyMap<string, Named>>;
  columns(visit: Visit): Column<View>[];
  can(view: View, act: RecordAct, visit: Visit): boolean;
  /** What its page says beside the title; by default the state of its review. */
  tag?: (visit: Visit, view: View) => Html;
  detail?: (visit: Visit, view: View) => Promise<RecordDetail>;
  /** What the clerk should see before this edit is kept. */
  warning?: (visit: Visit, id: string, content: Content) => Promise<SaveWarning | undefined>;
}

export function hrefOf({ root, kind }: { root: string; kind: ReviewKind }, id: string): string {
  return kind === 'organisation' ? root : `${root}/${id}`;
}

export function stateIn(query: unknown): ReviewState | undefined {
  return (['draft', 'submitted', 'returned', 'refused', 'approved'] as const).find(
    (state) => state === query,
  );
}
