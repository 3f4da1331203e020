import type { CanonicalKind } from '../domain/canonical-record.ts';
import type { CheckPoint, GatewayPort } from './gateway-port.ts';
import { tallyByListing } from './reconcile-digest.ts';

/** More than this is not listed for a check. */
const mostCompared = 5000;

/** Whether a live endpoint behaves as its adapter expects; only questions, nothing is changed there. */
export async function checkGateway(
  gateway: GatewayPort,
  kinds: readonly CanonicalKind[],
): Promise<CheckPoint[]> {
  const health = await gateway.health();
  const reached: CheckPoint = {
    point: 'reachable',
    isGood: health.healthy,
    found: health.healthy ? '' : health.reason,
  };
  if (!health.healthy) return [reached];
  const points = [reached, ...(await gateway.check())];
  for (const kind of kinds) points.push(...(await checkKind(gateway, kind)));
  return points;
}

async function checkKind(gateway: GatewayPort, kind: CanonicalKind): Promise<CheckPoint[]> {
  const listed = await gateway.list(kind, { after: null });
  if (listed.outcome !== 'listed') {
    const found = listed.outcome === 'later' ? listed.reason : listed.words;
    return [{ point: `list-${kind}`, isGood: false, found }];
  }
  const list = { point: `list-${kind}`, isGood: true, found: String(listed.records.length) };
  const sums = await gateway.tally(kind);
  if (sums.outcome !== 'tallied') {
    const found = sums.outcome === 'later' ? sums.reason : sums.words;
    return [list, { point: `tally-${kind}`, isGood: false, found }];
  }
  const count = sums.days.reduce((total, day) => total + day.count, 0);
  if (count > mostCompared) return [list, { point: `tally-${kind}`, isGood: true, found: String(count) }];
  const ours = await tallyByListing(gateway.list, kind);
  const isGood = ours.outcome === 'tallied' && sameDays(ours.days, sums.days);
  return [list, { point: `tally-${kind}`, isGood, found: String(count) }];
}

function sameDays(ones: readonly object[], others: readonly object[]): boolean {
  const lines = (days: readonly object[]) =>
    days.map((day) => JSON.stringify(Object.entries(day).sort())).sort();
  return lines(ones).join() === lines(others).join();
}
