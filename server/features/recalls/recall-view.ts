import type { Recall, RecallNotice } from '../../platform/contract-types.ts';
import type { RecallDocument } from './recall-model.ts';
import type { NoticedLot } from './recall-neighbours.ts';

export function recallView(
  doc: RecallDocument,
  { names, titles, publicOrigin }: { names: Names; titles: readonly NamedLot[]; publicOrigin: string },
): Recall {
  const { number, rev, title, sample, content, publishedAt, publishedBy, revisedAt } = doc;
  const { closing, closedAt, closedBy } = doc;
  const organisation = String(doc.organisation);
  return {
    id: String(doc._id),
    ...{ number, rev, title, sample, content, publishedBy, closing, closedBy },
    organisation: { id: organisation, name: names.get(organisation) ?? '' },
    batches: titles.map(({ id, name, lot }) => ({ id, name, lot })),
    publishedAt: publishedAt.toISOString(),
    revisedAt: revisedAt?.toISOString() ?? null,
    closedAt: closedAt?.toISOString() ?? null,
    notice: noticeUrl(publicOrigin, number),
  };
}

type Names = ReadonlyMap<string, string>;
type NamedLot = Pick<NoticedLot, 'id' | 'name' | 'lot'>;

/** What a notice is made of, published or about to be. */
export type NoticeSource = Pick<
  RecallDocument,
  'number' | 'content' | 'publishedAt' | 'revisedAt' | 'closing' | 'sample'
>;

/** The notice in the order in which a reader needs it: the goods first, then the risk, then what to do. */
export function noticeView(
  doc: NoticeSource,
  lots: readonly NoticedLot[],
  publicOrigin: string,
): RecallNotice {
  const { number, publishedAt, revisedAt, closing, sample } = doc;
  const { batches: _batches, soldFrom = null, soldTo = null, decision = null, ...content } = doc.content;
  return {
    ...content,
    ...{ number, sample, soldFrom, soldTo, decision },
    english: content.english ?? null,
    url: noticeUrl(publicOrigin, number),
    ...goodsOf(lots),
    lots: lots.map(({ path, lot, code, producedOn, packedOn, expiresOn }) => ({
      ...{ path, lot, code, producedOn, packedOn, expiresOn },
    })),
    publishedAt: publishedAt.toISOString(),
    revisedAt: revisedAt?.toISOString() ?? null,
    closedOn: closing?.closedOn ?? null,
  };
}

type Goods = Pick<RecallNotice, 'productName' | 'productNameEnglish' | 'producer' | 'picture'>;

/** All lots of a notice are of one product. */
function goodsOf([first]: readonly NoticedLot[]): Goods {
  if (!first) return { productName: '', productNameEnglish: null, producer: '', picture: null };
  const { name, nameEnglish, producer, picture } = first;
  return { productName: name, productNameEnglish: nameEnglish, producer, picture };
}

function noticeUrl(publicOrigin: string, number: string): string {
  return `${publicOrigin}/recalls/${number}`;
}
