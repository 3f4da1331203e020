import proxyAddress from 'proxy-addr';
import type { Deployment } from './compose-deployment.ts';
import type { Features } from './compose-features.ts';
import { visitorOf } from './features/scans/scan-visitor.ts';
import type { HotCaches } from './lookup/hot-caches.ts';
import { unitAnswers } from './lookup/unit-answers.ts';
import { unitBases } from './lookup/unit-bases.ts';
import type { DrawUnits } from './lookup/unit-bases.ts';
import { unitGate } from './lookup/unit-gate.ts';
import { unitSearch } from './lookup/unit-search.ts';
import { newSecret } from './platform/ids.ts';
import { pageTemplate } from './platform/joined-page.ts';
import { openPageHeaders } from './platform/security-headers.ts';
import { unitHref } from './sites/public/public-addresses.ts';
import { publicView } from './sites/public/public-frame.ts';
import type { PublicSite } from './sites/public/public-frame.ts';
import { pageText } from './sites/public/public-routes.ts';
import { publicPolicy } from './sites/public/public-style.ts';
import { unitGaps, unitPage } from './sites/public/unit-page.ts';
import { unitRoutes } from './sites/public/unit-routes.ts';

interface UnitsPlace extends Pick<Deployment, 'clock' | 'publicOrigin' | 'trustProxy'> {
  caches: HotCaches;
  site: PublicSite;
}

/** Pages of single stamps: where the ledger of stamps, the look-ups counted so far and the batch's page meet. */
export function composeUnits({ stamps, scans, lookup }: Features, place: UnitsPlace) {
  const { clock, caches, site, publicOrigin } = place;
  const bases = unitBases({ stamps, lookup, cache: caches.units, draw: drawUnits(site) });
  const trusts = proxyAddress.compile(place.trustProxy);
  const { answer } = unitAnswers({
    ...{ bases, clock },
    memoryOf: scans.shownMemoryOf,
    normOf: scans.norms.normOf,
    onScan: scans.recorder.seen,
    // As Express finds it for the app behind.
    visitorOf: (req) => visitorOf(req, proxyAddress(req, trusts)),
    words: (verdict, { lang, ...shown }) => ({ ...unitGaps(publicView(lang, site), verdict, shown) }),
    headers: openPageHeaders(publicPolicy),
  });
  const gate = unitGate({
    bases,
    issuesStamps: stamps.issuesStamps,
    addressOf: (unit, lang) => publicOrigin + unitHref(unit, lang),
  });
  const units = unitRoutes({
    ...{ site, bases, answer, guard: scans.guard, hidden: scans.hidden },
    search: unitSearch({ bases, stamps }),
  });
  return { units, gate, answer };
}

/** The mark between text and gaps is drawn for each process: no text can hold it. */
function drawUnits(site: PublicSite): DrawUnits {
  const mark = `gap-${newSecret()}-`;
  return ({ productKey, origin, lang, hasHiddenCode }) => {
    const gap = (name: string) => mark + name + mark;
    const page = unitPage(publicView(lang, site), { origin, productKey, hasHiddenCode, gap });
    return pageTemplate(pageText(page), mark);
  };
}
