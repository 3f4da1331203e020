import { isOfDepartment, may } from '../../domain/roles.ts';
import type { Actor, Right } from '../../domain/roles.ts';
import type { MessageKey, Translate } from '../../platform/i18n.ts';
import type { NavItem } from './page-layout.ts';

interface Place {
  key: string;
  href: string;
  label: MessageKey;
  right: Right;
}

const departmentPlaces: readonly Place[] = [
  { key: 'home', href: '/department', label: 'department.home-title', right: 'records.read' },
  { key: 'queue', href: '/department/queue', label: 'department.queue-title', right: 'queue.read' },
  {
    key: 'organisations',
    href: '/department/organisations',
    label: 'department.organisations-title',
    right: 'records.read',
  },
  {
    key: 'suspensions',
    href: '/department/suspensions',
    label: 'suspension.list-title',
    right: 'queue.read',
  },
  { key: 'recalls', href: '/department/recalls', label: 'recall.desk-title', right: 'queue.read' },
  { key: 'marks', href: '/department/marks', label: 'department.marks-title', right: 'records.read' },
  { key: 'handovers', href: '/department/handovers', label: 'handover.title', right: 'records.read' },
  { key: 'sync', href: '/department/sync', label: 'department.sync-title', right: 'sync.read' },
  { key: 'reports', href: '/department/reports', label: 'department.reports-nav', right: 'reports.read' },
  { key: 'links', href: '/department/links', label: 'link.title', right: 'links.read' },
  {
    key: 'inspection',
    href: '/department/inspection',
    label: 'scans.inspect-title',
    right: 'stamps.inspect',
  },
  { key: 'cases', href: '/department/cases', label: 'cases.title', right: 'cases.read' },
  { key: 'drills', href: '/department/recall-drills', label: 'trace.drills', right: 'drills.read' },
  { key: 'stamps', href: '/department/stamps', label: 'stamping.totals-nav', right: 'scans.read' },
  { key: 'anomalies', href: '/department/anomalies', label: 'scans.anomalies-title', right: 'scans.read' },
  {
    key: 'catalogues',
    href: '/department/stage-catalogues',
    label: 'department.catalogues-title',
    right: 'catalogues.write',
  },
  {
    key: 'recovery-rates',
    href: '/department/recovery-rates',
    label: 'balance.rates-title',
    right: 'recovery-rates.write',
  },
  { key: 'jobs', href: '/department/jobs', label: 'jobs.title', right: 'jobs.read' },
  { key: 'users', href: '/department/users', label: 'account.users-title', right: 'users.write' },
  { key: 'account', href: '/account', label: 'account.own-title', right: 'own-account' },
];

const organisationPlaces: readonly Place[] = [
  { key: 'home', href: '/producer', label: 'ui.home', right: 'records.read' },
  { key: 'batch', href: '/producer/batches', label: 'producer.batch-list', right: 'records.read' },
  { key: 'handovers', href: '/producer/handovers', label: 'handover.title', right: 'records.read' },
  { key: 'drills', href: '/producer/recall-drills', label: 'trace.drills', right: 'drills.read' },
  { key: 'product', href: '/producer/products', label: 'producer.product-list', right: 'records.read' },
  { key: 'place', href: '/producer/places', label: 'producer.place-list', right: 'records.read' },
  {
    key: 'certificate',
    href: '/producer/certificates',
    label: 'producer.certificate-list',
    right: 'records.read',
  },
  { key: 'rights', href: '/producer/rights', label: 'marks.rights-title', right: 'records.read' },
  {
    key: 'organisation',
    href: '/producer/organisation',
    label: 'producer.organisation-list',
    right: 'records.read',
  },
  { key: 'account', href: '/account', label: 'account.own-title', right: 'own-account' },
];

/** Where each kind of user works: the first page of their menu. */
export function homeOf(actor: Actor): string {
  return placesOf(actor)[0]?.href ?? '/account';
}

/** The menu: what the actor's roles open, in the order of a day's work. */
export function navOf(actor: Actor, t: Translate): NavItem[] {
  return placesOf(actor).map(({ key, href, label }) => ({ key, href, label: t(label) }));
}

/** The managers of an owner look after marks, and produce nothing themselves. */
const managerPlaces: readonly Place[] = [
  { key: 'marks', href: '/marks', label: 'department.marks-title', right: 'marks.write' },
  { key: 'account', href: '/account', label: 'account.own-title', right: 'own-account' },
];

function placesOf(actor: Actor): readonly Place[] {
  const places = isOfDepartment(actor) ? departmentPlaces : placesOfOrganisation(actor);
  return places.filter(({ right }) => may(actor, right));
}

function placesOfOrganisation({ roles }: Actor): readonly Place[] {
  if (!roles.includes('mark-manager')) return organisationPlaces;
  if (roles.length === 1) return managerPlaces;
  return [...organisationPlaces.slice(0, -1), ...managerPlaces];
}
