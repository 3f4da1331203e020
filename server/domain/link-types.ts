/** The vocabulary of link types (GS1-Conformant Resolver 1.2 §2.14). */
export const gs1Namespace = 'https://ref.gs1.org/voc/';

/** Older spellings of the same vocabulary, read and never written. */
const aliases = ['https://gs1.org/voc/', 'https://www.gs1.org/voc/'];

/** The link types of GS1 Web Vocabulary 1.16. */
export const linkTypes = [
  'activityIdeas',
  'allergenInfo',
  'appDownload',
  'backgroundInfo',
  'brandHomepageClinical',
  'brandHomepagePatient',
  'careersInfo',
  'certificationInfo',
  'consumerHandlingStorageInfo',
  'defaultLink',
  'defaultLinkMulti',
  'dpp',
  'eifu',
  'epcis',
  'epil',
  'eventsInfo',
  'faqs',
  'handledBy',
  'hasRetailers',
  'homepage',
  'ingredientsInfo',
  'instructions',
  'jws',
  'leaveReview',
  'locationInfo',
  'logisticsInfo',
  'loyaltyProgram',
  'masterData',
  'menuInfo',
  'nutritionalInfo',
  'openingHoursInfo',
  'paymentLink',
  'pip',
  'productSustainabilityInfo',
  'promotion',
  'purchaseSuppliesOrAccessories',
  'quickStartGuide',
  'recallStatus',
  'recipeInfo',
  'registerProduct',
  'registryEntry',
  'relatedImage',
  'relatedVideo',
  'reportFound',
  'review',
  'safetyInfo',
  'scheduleTime',
  'serviceInfo',
  'smartLabel',
  'smpc',
  'socialMedia',
  'statisticInfo',
  'subscribe',
  'support',
  'sustainabilityInfo',
  'traceability',
  'tutorial',
  'userAgreement',
  'verificationService',
  'whatsInTheBox',
] as const;

const names: ReadonlySet<string> = new Set(linkTypes);

/** `pip` of `gs1:pip` or of its IRI in any of the spellings; undefined for what is no link type of GS1. */
export function linkTypeNamed(text: string): string | undefined {
  const prefix = ['gs1:', gs1Namespace, ...aliases].find((start) => text.startsWith(start));
  const name = prefix === undefined ? '' : text.slice(prefix.length);
  return names.has(name) ? name : undefined;
}

/**
 * What producers declare: never the default, which leads everybody who scans, nor a hand-over of a whole prefix to
 * another resolver.
 */
export const declarableTypes = linkTypes.filter(
  (type) => type !== 'defaultLink' && type !== 'defaultLinkMulti' && type !== 'handledBy',
);

export function linkTypeIri(name: string): string {
  return gs1Namespace + name;
}
