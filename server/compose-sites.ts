import type { RequestHandler, Router } from 'express';
import type { Deployment } from './compose-deployment.ts';
import type { Features } from './compose-features.ts';
import { composeUnits } from './compose-units.ts';
import type { HotCaches } from './lookup/hot-caches.ts';
import { linkReader } from './lookup/link-reader.ts';
import { resolverDescriptionRoutes } from './lookup/resolver-description.ts';
import { openEventsRoutes } from './lookup/open-events-routes.ts';
import { resolverRoutes } from './lookup/resolver-routes.ts';
import { translate } from './platform/i18n.ts';
import { packageVersion } from './platform/package-version.ts';
import { accountPages } from './sites/account/account-pages.ts';
import { noticeCount } from './sites/account/notice-count.ts';
import { noticePages } from './sites/account/notice-pages.ts';
import { mailTroublePage } from './sites/department/mail-trouble-page.ts';
import { departmentPages } from './sites/department/department-pages.ts';
import { markManagerPages } from './sites/department/mark-manager-pages.ts';
import { userPages } from './sites/department/user-pages.ts';
import { producerPages } from './sites/producer/producer-pages.ts';
import { publicRoutes, resolverPages } from './sites/public/public-routes.ts';
import { markRegisterRoutes } from './sites/public/mark-register-routes.ts';
import { recallNoticeRoutes } from './sites/public/recall-routes.ts';
import { reportPageRoutes } from './sites/public/report-page-routes.ts';
import { searchPages } from './sites/search/search-pages.ts';
import { homeOf, navOf } from './sites/shared/site-navigation.ts';
import { visitFrames } from './sites/shared/visit-frame.ts';

interface Place extends Pick<Deployment, 'clock' | 'log' | 'provinceCode' | 'publicOrigin' | 'trustProxy'> {
  caches: HotCaches;
}

/** The open pages, those people sign in to, and the frame that all pages share. */
export function composeSites(features: Features, place: Place) {
  const { clock, provinceCode, publicOrigin, caches } = place;
  const { accounts, geography, organisations, lookup, reports } = features;
  const province = (geography.province(provinceCode)?.name ?? '').replace(/^(?:Tỉnh|Thành phố) /, '');
  const unread = noticeCount(features.notices);
  const frameFor = visitFrames({
    province,
    version: packageVersion(),
    homeOf,
    navOf,
    unreadOf: unread.countOf,
  });

  const pages: RequestHandler[] = [
    unread.count,
    noticePages({ ...features, frameFor }),
    mailTroublePage({ ...features, frameFor }),
    accountPages({ accounts, frameFor, homeOf }),
    searchPages({ search: features.search, frameFor }),
    userPages({ accounts, organisationChoices: organisations.choices, frameFor }),
    producerPages({ ...features, clock, provinceCode, frameFor }),
    departmentPages({ ...features, clock, provinceCode, publicOrigin, frameFor }),
    markManagerPages({ ...features, clock, provinceCode, publicOrigin, frameFor }),
  ];

  const site = { domain: new URL(publicOrigin).host, province };
  const { units, gate, answer } = composeUnits(features, { ...place, site });
  const { guard } = features.scans;
  const open: Router[] = [
    resolverRoutes({
      links: linkReader({ published: features.publishedLinks, cache: caches.links }),
      units: { gate, guard },
      pages: resolverPages(site),
      publicOrigin,
    }),
    resolverDescriptionRoutes({ publicOrigin, name: translate.vi('common.service') }),
    units,
    publicRoutes({ lookup, site, pages: caches.pages }),
    markRegisterRoutes({ publicMarks: features.publicMarks, site, publicOrigin, clock }),
    recallNoticeRoutes({ recalls: features.recalls, site }),
    reportPageRoutes({ lookup, reports, site }),
    openEventsRoutes({ lookup, publicOrigin, log: place.log }),
  ];

  return { frameFor, open, pages, unitAnswer: answer };
}
