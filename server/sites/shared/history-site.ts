import type { Request, Response } from 'express';
import type { Subject } from '../../domain/change.ts';
import { notFound } from '../../domain/errors.ts';
import type { Actor } from '../../domain/roles.ts';
import type { HistoryService } from '../../features/history/history-service.ts';
import type { RecordFileService } from '../../features/history/record-file-service.ts';
import type { RecordAbout } from '../../platform/contract-types.ts';
import { contractSchemas } from '../../platform/contracts.ts';
import type { Language, Translate } from '../../platform/i18n.ts';
import type { DeskRoot } from './history-address.ts';
import type { Page } from './page-layout.ts';
import type { Link } from './page-parts.ts';
import type { ReadingServices } from './record-reading.ts';

/** Producers and the department read histories on the same pages, each at their own addresses and within their rights. */
export interface HistorySite {
  root: DeskRoot;
  /** The page of a record itself, where it has one. */
  hrefOf: (kind: Subject['kind'], id: string) => string | undefined;
  /** The menu item that a kind's pages belong to. */
  currentOf: (kind: Subject['kind']) => string;
  visitFor: (req: Request, res: Response) => HistoryVisit;
}

export interface HistoryVisit {
  req: Request;
  res: Response;
  t: Translate;
  lang: Language;
  actor: Actor;
  show: (page: Page) => void;
}

export interface HistoryServices {
  histories: HistoryService;
  recordFiles: RecordFileService;
  reading: ReadingServices;
}

export function trailTo(
  { hrefOf }: HistorySite,
  { t }: Pick<HistoryVisit, 't'>,
  about: Pick<RecordAbout, 'kind' | 'id' | 'title'>,
): Link[] {
  const href = hrefOf(about.kind, about.id);
  return href === undefined ? [] : [{ href, label: nameOf(t, about) }];
}

export function nameOf(
  t: Translate,
  { kind, id, title }: Pick<RecordAbout, 'kind' | 'id' | 'title'>,
): string {
  return title ?? `${t(`history.kind-${kind}`)} ${id.length > 24 ? id : id.slice(-8).toUpperCase()}`;
}

/** The record that an address names; an address that can name none is not found. */
export function subjectIn({ params }: Request): Subject {
  const { kind, id } = params;
  if (typeof id !== 'string' || id === '' || id.length > 200 || !isKind(kind)) throw notFound();
  return { kind, id };
}

function isKind(kind: unknown): kind is Subject['kind'] {
  const { SubjectKind } = contractSchemas() as Record<string, { enum?: unknown[] }>;
  return SubjectKind?.enum?.includes(kind) === true;
}
