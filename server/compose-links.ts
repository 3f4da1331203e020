import type { Deployment } from './compose-deployment.ts';
import type { ProductService } from './features/products/product-service.ts';
import type { Ledger } from './ledger/unit-of-work.ts';
import { linkChecker } from './lookup/link-checker.ts';
import { linkDeclarations } from './lookup/link-declarations.ts';
import { linkList } from './lookup/link-list.ts';
import { linkRegistry } from './lookup/link-registry.ts';
import { linkRoutes } from './lookup/link-routes.ts';
import { publishedLinks } from './lookup/published-links.ts';
import { outboundClient } from './platform/outbound-client.ts';
import { originHref, recallHref } from './sites/public/public-addresses.ts';

interface LinkParts extends Pick<Deployment, 'clock' | 'log' | 'publicOrigin' | 'outbound'> {
  ledger: Ledger;
  products: ProductService;
}

/** Links of codes: those that stand by what is published, those registered beside them, and whether they lead anywhere. */
export function composeLinks({ ledger, clock, log, publicOrigin, outbound, products }: LinkParts) {
  const published = publishedLinks({
    page: (link, language) => publicOrigin + originHref(link, language),
    notice: (number, language) => publicOrigin + recallHref(language, number),
  });
  const links = { ledger, clock, publicOrigin, published };
  const register = linkRegistry(links);
  const client = outboundClient({ userAgent: `NguonGoc-link-check/1.0 (+${publicOrigin})`, ...outbound });
  const checker = linkChecker({ clock, log, client });
  const declarations = linkDeclarations({ ...links, products, client, checker });
  const lists = linkList();
  return {
    services: {
      publishedLinks: published,
      linkRegister: register,
      linkChecker: checker,
      linkLists: lists,
      declarations,
    },
    operations: linkRoutes({ declarations, lists, register, publicOrigin }),
  };
}
