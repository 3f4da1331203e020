import { conflict } from '../../domain/errors.ts';
import type { Actor } from '../../domain/roles.ts';
import type { Clock } from '../../platform/clock.ts';
import { visibleGrant } from './grant-access.ts';
import type { MarkNeighbours } from './mark-neighbours.ts';
import type { PublicMarks } from './public-marks.ts';
import { rightPaper } from './right-paper.ts';

interface Parts {
  clock: Clock;
  publicOrigin: string;
  neighbours: Pick<MarkNeighbours, 'holder' | 'titles'>;
  publicMarks: Pick<PublicMarks, 'right'>;
}

export type RightPapers = ReturnType<typeof rightPapers>;

/** Rights of use on paper: made out only while they hold, with a code that tells whether they still do. */
export function rightPapers({ clock, publicOrigin, neighbours, publicMarks }: Parts) {
  return {
    async paperOf(id: string, actor: Actor): Promise<{ name: string; bytes: Buffer }> {
      const grant = await visibleGrant(id, actor);
      const right = await publicMarks.right(id);
      if (right?.state !== 'granted' || !right.mark.isInForce)
        throw conflict({ key: 'mark.paper-not-live' }, { state: right?.state ?? grant.state });
      const { mark, number, sample, from, to } = right;
      const { products, places, decisionNumber, area } = grant.content;
      const { kind, name, certificateNumber = '', controlBody = null } = mark.content;
      const bytes = rightPaper({
        ...{ number, sample, from, to },
        owner: mark.owner,
        holder: await neighbours.holder(String(grant.organisation)),
        mark: { kind, name, certificateNumber, controlBody },
        products: await neighbours.titles('product', products),
        places: await neighbours.titles('place', places),
        decisionNumber: decisionNumber ?? null,
        area: area ?? null,
        uri: `${publicOrigin}/register/rights/${id}`,
        printedAt: clock.now(),
      });
      return { name: `${number}.pdf`, bytes };
    },
  };
}
