import type { Sentence } from './errors.ts';
import { codePattern } from './link-levels.ts';

const longestAddress = 2000;
const longestTitle = 300;

type Check = (value: unknown) => Sentence | undefined;

/** What each member of a link must be; there are no others. */
const checks: Record<string, Check> = {
  href: addressFault,
  title: (value) => (isTitle(value) ? undefined : { key: 'linkset.title', params: { limit: longestTitle } }),
  type: (value) =>
    value === undefined || matches(value, /^\w+\/[-+.\w]+$/) ? undefined : { key: 'linkset.media-type' },
  hreflang: (value) =>
    value === undefined || isListOf(value, /^[a-z]{2}(-[A-Z]{2})?$/)
      ? undefined
      : { key: 'linkset.hreflang' },
  context: (value) =>
    value === undefined || isListOf(value, /^[\x21-\x7e]{1,60}$/) ? undefined : { key: 'linkset.context' },
  /** Both were members of earlier schemas; what they switched off cannot be switched off any more. */
  fwqs: onlyTrue,
  public: onlyTrue,
};

/** What is wrong with a link object, member by member; `publicOrigin` is where our own codes stand. */
export function linkFaults(
  target: Record<string, unknown>,
  publicOrigin: string,
): [member: string, sentence: Sentence][] {
  const strangers = Object.keys(target)
    .filter((member) => !Object.hasOwn(checks, member))
    .map((member): [string, Sentence] => [member, { key: 'linkset.member-unknown', params: { member } }]);
  const wrong = Object.entries(checks).flatMap(([member, check]): [string, Sentence][] => {
    const sentence = check(target[member]);
    return sentence ? [[member, sentence]] : [];
  });
  const isRound = wrong.every(([member]) => member !== 'href') && leadsRound(target['href'], publicOrigin);
  return [...strangers, ...wrong, ...(isRound ? [round] : [])];
}

const round: [string, Sentence] = ['href', { key: 'linkset.href-round' }];

/** A code of ours that leads to a code of ours may lead in a circle. */
function leadsRound(href: unknown, publicOrigin: string): boolean {
  const { host, pathname } = new URL(String(href));
  return host === new URL(publicOrigin).host && codePattern.test(pathname);
}

/** We redirect under an official name: to web addresses only, none that show one host and mean another. */
function addressFault(value: unknown): Sentence | undefined {
  if (typeof value !== 'string' || value === '') return { key: 'linkset.href-missing' };
  if (value.length > longestAddress) return { key: 'linkset.href-long', params: { limit: longestAddress } };
  if (!/^https?:\/\/[a-z0-9.[]/i.test(value) || !URL.canParse(value)) return { key: 'linkset.href-scheme' };
  if (!/^[\x21-\x7e]+$/.test(value) || /[\\"<>]/.test(value)) return { key: 'linkset.href-encoding' };
  if (/#$|#.*#/.test(value)) return { key: 'linkset.href-fragment' };
  const { username, password } = new URL(value);
  return username === '' && password === '' ? undefined : { key: 'linkset.href-user' };
}

function onlyTrue(value: unknown): Sentence | undefined {
  return value === undefined || value === true ? undefined : { key: 'linkset.switched-off' };
}

function isTitle(value: unknown): boolean {
  return (
    typeof value === 'string' && value.trim() !== '' && value.length <= longestTitle && !/\p{Cc}/u.test(value)
  );
}

function matches(value: unknown, pattern: RegExp): boolean {
  return typeof value === 'string' && pattern.test(value);
}

function isListOf(value: unknown, pattern: RegExp): boolean {
  return Array.isArray(value) && value.length > 0 && value.every((one) => matches(one, pattern));
}
