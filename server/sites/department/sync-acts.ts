import type { Router } from 'express';
import type { Right } from '../../domain/roles.ts';
import type { ChangeBy } from '../../domain/change.ts';
import { changeBy } from '../../platform/api-router.ts';
import { postedValues } from '../shared/form-state.ts';
import type { FieldText, FieldValues } from '../shared/form-state.ts';
import { needs } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { reasonIn, sendReasonPage } from './reason-form.ts';
import { saving } from './saving.ts';

interface Told {
  title: string;
  consequence: string;
  label: string;
  kind: 'warn' | 'stop' | 'info';
  back: { href: string; label: string };
}

interface SyncAct {
  path: string;
  right: Right;
  /** What is about to be done, for the page in between. */
  told: (visit: Visit) => Promise<Told>;
  /** Does it, and says where to go on. */
  act: (visit: Visit, reason: string, by: ChangeBy) => Promise<string>;
}

/** An act on the road to a gateway: a page that says what follows and asks why, then the deed. */
export function syncAct(router: Router, visitFor: VisitFor, { path, right, told, act }: SyncAct): void {
  router.get(path, needs(right), (req, res) => ask(visitFor(req, res), {}));

  router.post(path, needs(right), async (req, res) => {
    const visit = visitFor(req, res);
    const values = postedValues(req.body);
    await saving(visit, {
      async save() {
        const reason = reasonIn(values);
        res.redirect(303, await act(visit, reason, changeBy(req, visit.actor, values['key'], reason)));
      },
      again: (faults) => ask(visit, { values, faults }),
    });
  });

  async function ask(
    visit: Visit,
    state: { values?: FieldValues; faults?: readonly FieldText[] },
  ): Promise<void> {
    const { t } = visit;
    const trail = [{ href: '/department/sync', label: t('department.sync-title') }];
    const action = visit.req.originalUrl;
    const hint = t('sync.reason-hint');
    sendReasonPage(visit, { ...(await told(visit)), action, trail, hint, current: 'sync', ...state });
  }
}
