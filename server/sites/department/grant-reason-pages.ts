import { fieldReader, given } from '../shared/field-reader.ts';
import { notice } from '../shared/notices.ts';
import { addGrantForm, doneAt } from './grant-form-route.ts';
import type { GrantForms } from './grant-form-route.ts';

/** To refuse and to revoke are proposals, for another officer to decide; the rest is decided by one. */
const acts = [
  {
    path: 'refuse',
    right: 'grants.manage',
    title: 'marks.propose-refuse',
    follows: ['marks.refuse-consequence', 'marks.propose-lead'],
    kind: 'stop',
    submit: 'marks.propose',
    done: 'proposed',
  },
  {
    path: 'revoke',
    right: 'grants.manage',
    title: 'department.grant-revoke-title',
    follows: ['department.grant-revoke-consequence', 'marks.propose-lead'],
    kind: 'stop',
    submit: 'marks.propose',
    done: 'proposed',
  },
  {
    path: 'suspend',
    right: 'grants.decide',
    title: 'department.grant-suspend-title',
    follows: ['department.grant-suspend-consequence'],
    kind: 'warn',
    submit: 'department.grant-suspend',
    done: 'suspend',
  },
  {
    path: 'restore',
    right: 'grants.decide',
    title: 'department.grant-restore-title',
    follows: ['department.grant-restore-consequence'],
    kind: 'info',
    submit: 'department.grant-restore',
    done: 'restore',
  },
  {
    path: 'drop',
    right: 'grants.manage',
    title: 'marks.drop',
    follows: ['marks.drop-consequence'],
    kind: 'info',
    submit: 'marks.drop',
    done: 'saved',
  },
] as const;

/** Acts on a right of use that ask for nothing but the reason, which its holder reads. */
export function addReasonForms(forms: GrantForms): void {
  const { decisions } = forms.services;
  for (const { path, right, title, follows, kind, submit, done } of acts) {
    addGrantForm(forms, {
      path,
      right,
      contract: 'ReasonGiven',
      form: (visit, { id }) => {
        const { t } = visit;
        const body = follows.map((key) => t(key)).join(' ');
        return {
          title: t(title),
          above: notice({ t, kind, title: t('department.what-follows'), body }),
          start: {},
          fields: (form) =>
            form.textarea('reason', {
              label: t('department.reason'),
              hint: t('department.grant-reason-hint'),
              limit: 1000,
              rows: 4,
            }),
          submit: { label: t(submit), kind: kind === 'info' ? 'primary' : 'stop' },
          read(values, language) {
            const fields = fieldReader(values, language);
            return { content: given({ reason: fields.text('reason') }), faults: fields.faults };
          },
          async save({ reason }, by) {
            if (path === 'refuse' || path === 'revoke')
              await decisions.propose(id, { act: path, reason }, by);
            else await decisions[path](id, reason, by);
            return doneAt(visit, id, done);
          },
        };
      },
    });
  }
}
