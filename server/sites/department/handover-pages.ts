import { Router } from 'express';
import type { Handover } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { pagination } from '../shared/data-table.ts';
import { handoverFacts, handoverLines, handoverTable } from '../shared/handover-parts.ts';
import { handoverTag } from '../shared/handover-words.ts';
import { breadcrumb, pageHead, tabLinks } from '../shared/page-parts.ts';
import { code } from '../shared/record-parts.ts';
import type { DepartmentServices } from './department-services.ts';
import { addressOf, filterIn, idIn, needs, send } from './desk-visit.ts';
import type { Visit, VisitFor } from './desk-visit.ts';
import { recordAddress } from './record-address.ts';

const root = '/department/handovers';

/** Goods between producers as the department reads them; nothing is decided here. */
export function handoverPages({ handovers }: DepartmentServices, visitFor: VisitFor): Router {
  const router = Router();

  router.get(root, needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    const { t } = visit;
    const query = filterIn('HandoverQuery', req, ['after', 'differing']);
    const { items, next } = await handovers.list(visit.actor, query);
    const isDiffering = query.differing === true;
    const differing = isDiffering ? 'true' : undefined;
    const title = t('handover.title');
    const body = html`${pageHead({ title, lead: t('handover.desk-lead') })}
    ${tabLinks({
      label: title,
      tabs: [
        { href: root, label: t('handover.all'), isCurrent: !isDiffering },
        { href: `${root}?differing=true`, label: t('handover.only-differing'), isCurrent: isDiffering },
      ],
    })}
    ${handoverTable(
      {
        caption: title,
        rows: items,
        hrefOf: ({ id }) => `${root}/${id}`,
        empty: { icon: 'box', title: t('handover.others-none') },
        pagination: pagination({
          t,
          previousHref: query.after === undefined ? undefined : addressOf(root, { differing }),
          nextHref: next === undefined ? undefined : addressOf(root, { differing, after: next }),
        }),
      },
      visit,
    )}`;
    send(visit, { title, current: 'handovers', body });
  });

  router.get(`${root}/:id`, needs('records.read'), async (req, res) => {
    const visit = visitFor(req, res);
    sendOne(visit, await handovers.find(idIn(req), visit.actor));
  });

  return router;
}

function sendOne(visit: Visit, handover: Handover): void {
  const { t } = visit;
  const { sender, receiver, state, sample } = handover;
  const title = t('handover.page-title', { sender: sender.name, receiver: receiver.name });
  const body = html`${breadcrumb({ t, trail: [{ href: root, label: t('handover.title') }], current: title })}
  ${pageHead({ title, tag: handoverTag(t, state) })}
  ${handoverLines(
    handover,
    visit,
    ({ batch, title: lot, uri, ownBatch }) =>
      html`<a href="${recordAddress('batch', batch)}">${lot}</a><br />${code(uri)}
        ${
          ownBatch &&
          html`<br />${t('handover.own-batch')}:
            <a href="${recordAddress('batch', ownBatch.id)}">${ownBatch.name}</a>`
        }`,
  )}
  ${handoverFacts(handover, visit)}`;
  send(visit, { title, current: 'handovers', isSample: sample, body });
}
