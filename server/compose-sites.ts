import type { Router } from 'express';
import type { Features } from './compose-features.ts';
import { packageVersion } from './platform/package-version.ts';
import { accountPages } from './sites/account/account-pages.ts';
import { userPages } from './sites/department/user-pages.ts';
import { homeOf, navOf } from './sites/shared/site-navigation.ts';
import { visitFrames } from './sites/shared/visit-frame.ts';

/** The pages people sign in to, and the frame that all pages share. */
export function composeSites(features: Features, provinceCode: string) {
  const { accounts, geography, organisations } = features;
  const province = geography.province(provinceCode)?.name ?? '';
  const frameFor = visitFrames({ province, version: packageVersion(), homeOf, navOf });

  const pages: Router[] = [
    accountPages({ accounts, frameFor, homeOf }),
    userPages({ accounts, organisationChoices: organisations.choices, frameFor }),
  ];

  return { frameFor, pages };
}
