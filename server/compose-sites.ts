import type { Router } from 'express';
import type { Deployment, Features } from './compose-features.ts';
import type { PageCache } from './lookup/page-cache.ts';
import { resolverRoutes } from './lookup/resolver-routes.ts';
import { packageVersion } from './platform/package-version.ts';
import { accountPages } from './sites/account/account-pages.ts';
import { departmentPages } from './sites/department/department-pages.ts';
import { userPages } from './sites/department/user-pages.ts';
import { producerPages } from './sites/producer/producer-pages.ts';
import { publicRoutes, resolverPages } from './sites/public/public-routes.ts';
import { reportPageRoutes } from './sites/public/report-page-routes.ts';
import { homeOf, navOf } from './sites/shared/site-navigation.ts';
import { visitFrames } from './sites/shared/visit-frame.ts';

interface Place extends Pick<Deployment, 'clock' | 'provinceCode' | 'publicOrigin'> {
  cache: PageCache;
}

/** The open pages, those people sign in to, and the frame that all pages share. */
export function composeSites(features: Features, { clock, provinceCode, publicOrigin, cache }: Place) {
  const { accounts, geography, organisations, lookup, reports } = features;
  const province = (geography.province(provinceCode)?.name ?? '').replace(/^(?:Tỉnh|Thành phố) /, '');
  const frameFor = visitFrames({ province, version: packageVersion(), homeOf, navOf });

  const pages: Router[] = [
    accountPages({ accounts, frameFor, homeOf }),
    userPages({ accounts, organisationChoices: organisations.choices, frameFor }),
    producerPages({ ...features, clock, provinceCode, frameFor }),
    departmentPages({ ...features, clock, provinceCode, frameFor }),
  ];

  const site = { domain: new URL(publicOrigin).host, province };
  const open: Router[] = [
    resolverRoutes({ lookup, pages: resolverPages(site) }),
    publicRoutes({ lookup, site, pages: cache }),
    reportPageRoutes({ lookup, reports, site }),
  ];

  return { frameFor, open, pages };
}
