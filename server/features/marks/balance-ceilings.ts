import Big from 'big.js';
import type { Types } from 'mongoose';
import type { Fault } from '../../domain/errors.ts';
import { capacityOf, limitOf } from '../../domain/mark-capacity.ts';
import { compareQuantities, convert, sameDimension } from '../../domain/quantity.ts';
import type { GrantContent, Quantity, SeasonContent } from '../../platform/contract-types.ts';
import { BalanceModel } from './balance-model.ts';
import type { BalanceDocument } from './balance-model.ts';
import { GrantModel } from './grant-model.ts';
import { SeasonModel } from './season-model.ts';

/** The part of a year's or season's life of a right of use that one ceiling covers. */
export interface Ceiling {
  /** The season's id, or the year where a fixed ceiling has no season. */
  key: string;
  season: Types.ObjectId | null;
  name: string;
  from: string;
  to: string;
  limit: Quantity;
}

/** The ceiling that covers goods of this product made on this day; null where no norm was set for it. */
export async function ceilingFor(
  grant: { mark: Types.ObjectId; content: GrantContent },
  product: string,
  on: string,
): Promise<Ceiling | null> {
  const season = await SeasonModel.findOne({
    mark: grant.mark,
    'content.from': { $lte: on },
    'content.to': { $gte: on },
    $or: [{ 'content.products': product }, { 'content.products': { $size: 0 } }],
  } as object).lean();
  if (season) {
    const { name, from, to } = season.content;
    const limit = seasonLimit(grant.content, season.content);
    return limit && { key: String(season._id), season: season._id, name, from, to, limit };
  }
  const { ceiling, area } = grant.content;
  if (!ceiling || area) return null;
  const year = on.slice(0, 4);
  return {
    key: year,
    season: null,
    name: year,
    from: `${year}-01-01`,
    to: `${year}-12-31`,
    limit: ceiling,
  };
}

/** Every ceiling of a right of use: of the seasons that its term touches, and of the year at hand without one. */
export async function ceilingsOf(
  grant: { mark: Types.ObjectId; content: GrantContent },
  today: string,
): Promise<Ceiling[]> {
  const { from: begin, to: end, products } = grant.content;
  const seasons = await SeasonModel.find({
    mark: grant.mark,
    'content.from': { $lte: end },
    'content.to': { $gte: begin },
    $or: [{ 'content.products': { $in: products } }, { 'content.products': { $size: 0 } }],
  } as object)
    .sort({ 'content.from': -1 })
    .lean();
  const ofSeasons = seasons.flatMap(({ _id, content }): Ceiling[] => {
    const limit = seasonLimit(grant.content, content);
    const { name, from, to } = content;
    return limit ? [{ key: String(_id), season: _id, name, from, to, limit }] : [];
  });
  const isOpen = !ofSeasons.some(({ from, to }) => from <= today && today <= to);
  const ofYear = isOpen && products[0] !== undefined ? await ceilingFor(grant, products[0], today) : null;
  return ofYear ? [ofYear, ...ofSeasons] : ofSeasons;
}

/** Registered area × yield norm × share, and never more than the decision fixed. */
export function seasonLimit(
  { area, share = '1', ceiling }: GrantContent,
  { norm }: Pick<SeasonContent, 'norm'>,
): Quantity | null {
  if (!area) return ceiling ?? null;
  const capacity = capacityOf(area, norm, share);
  if (!ceiling || !sameDimension(ceiling.unit, capacity.unit)) return capacity;
  return compareQuantities(ceiling, capacity) < 0 ? convert(ceiling, capacity.unit) : capacity;
}

/** A ceiling cannot fall below what batches have drawn already. */
export async function newCeilingFaults(
  balances: readonly BalanceDocument[],
  content: SeasonContent,
): Promise<Fault[]> {
  for (const balance of balances) {
    const grant = await GrantModel.findById(balance.grant).lean();
    const limit = grant && seasonLimit(grant.content, content);
    if (!limit || !sameDimension(limit.unit, balance.unit)) continue;
    const ceiling = convert(limit, balance.unit).value;
    const room = new Big(limitOf({ ...asBalance(balance), ceiling }).value);
    if (room.lt(balance.claimed)) {
      const { number = '' } = grant.content;
      const params = { number, claimed: Number(balance.claimed), unit: balance.unit };
      return [{ pointer: '/norm/value', key: 'mark.norm-below-drawn', params }];
    }
  }
  return [];
}

export async function recompute(balances: readonly BalanceDocument[], content: SeasonContent): Promise<void> {
  for (const balance of balances) {
    const grant = await GrantModel.findById(balance.grant).lean();
    const limit = grant && seasonLimit(grant.content, content);
    if (!limit) continue;
    balance.ceiling = convert(limit, balance.unit).value;
    await balance.save();
  }
}

/** The balance as it stands, or a new one that nothing was drawn on. */
export async function openBalance(
  grant: { _id: Types.ObjectId; mark: Types.ObjectId },
  { key, season, name, from, to, limit }: Ceiling,
): Promise<BalanceDocument> {
  const id = `${String(grant._id)}:${key}`;
  const known = await BalanceModel.findById(id);
  if (known) return known;
  return new BalanceModel({
    _id: id,
    grant: grant._id,
    mark: grant.mark,
    season,
    name,
    from,
    to,
    unit: limit.unit,
    ceiling: limit.value,
    raised: '0',
    claimed: '0',
    stamped: '0',
    raises: [],
  });
}

export function asBalance({ unit, ceiling, raised, claimed, stamped }: BalanceDocument) {
  return { unit, ceiling, raised, claimed, stamped };
}
