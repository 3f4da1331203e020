import { Types } from 'mongoose';
import type { Fault } from '../../domain/errors.ts';
import type { Located } from '../../domain/mark-area.ts';
import type { GrantContent } from '../../platform/contract-types.ts';
import { GrantModel } from './grant-model.ts';
import { doOverlap, grantFaults, memberFaults, placeFaults } from './grant-rules.ts';
import { MarkModel } from './mark-model.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';
import { membershipsOf } from './member-service.ts';

/** Whether a right of use could be granted as it is asked for; `own` is left out of what it may overlap. */
export function grantChecks(neighbours: MarkNeighbours) {
  return async function faultsOf(content: GrantContent, own: Types.ObjectId | null): Promise<Fault[]> {
    const mark = await MarkModel.findById(new Types.ObjectId(content.mark)).lean();
    const faults: Fault[] = mark
      ? [...grantFaults(content, mark.content), ...(await ofHolder(content, mark))]
      : [{ pointer: '/mark', key: 'mark.no-such-mark' }];
    if ((await neighbours.organisationName(content.organisation)) === null) {
      faults.push({ pointer: '/organisation', key: 'mark.no-such-organisation' });
    }
    for (const kind of ['product', 'place'] as const) faults.push(...(await strangersAmong(kind, content)));
    faults.push(...(await overlapping(content, own)));
    const { decisionFile } = content;
    if (decisionFile !== undefined && !(await neighbours.hasFile(decisionFile))) {
      faults.push({ pointer: '/decisionFile', key: 'mark.no-such-file' });
    }
    return faults;
  };

  async function ofHolder(
    content: GrantContent,
    mark: { _id: Types.ObjectId; content: Parameters<typeof memberFaults>[1] },
  ): Promise<Fault[]> {
    if (mark.content.stage !== 'granted') return [];
    const places: (Located | null)[] = [];
    for (const id of content.places) places.push(await neighbours.placeAt(id));
    const memberships = await membershipsOf(mark._id, new Types.ObjectId(content.organisation));
    return [
      ...memberFaults(content, mark.content, memberships),
      ...placeFaults(content, mark.content, places),
    ];
  }

  async function strangersAmong(kind: 'product' | 'place', content: GrantContent): Promise<Fault[]> {
    const field = kind === 'product' ? 'products' : 'places';
    const strangers = await neighbours.strangers(kind, content[field], content.organisation);
    return strangers.map((id) => ({
      pointer: `/${field}/${content[field].indexOf(id)}`,
      key: kind === 'product' ? 'mark.strange-product' : 'mark.strange-place',
    }));
  }
}

async function overlapping(content: GrantContent, own: Types.ObjectId | null): Promise<Fault[]> {
  const live = await GrantModel.find({
    mark: new Types.ObjectId(content.mark),
    organisation: new Types.ObjectId(content.organisation),
    state: { $in: ['applied', 'checked', 'granted', 'suspended'] },
    ...(own && { _id: { $ne: own } }),
  }).lean();
  const other = live.find((grant) => doOverlap(grant.content, content));
  if (!other) return [];
  const { number } = other.content;
  return number === undefined
    ? [{ pointer: '/from', key: 'mark.application-overlaps' }]
    : [{ pointer: '/from', key: 'mark.grant-overlaps', params: { number } }];
}
