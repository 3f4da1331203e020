import { describe, expect, it } from '@jest/globals';
import { chooseLink } from '../../server/domain/link-choice.ts';
import type { Choice, Wish } from '../../server/domain/link-choice.ts';
import { mergedLevels, withDescribedDefaults } from '../../server/domain/link-union.ts';
import type { Link, LinkLevel } from '../../server/domain/linkset.ts';

const link = (type: string, name: string, more: Partial<Link> = {}): Link => ({
  type,
  href: `https://example.vn/${name}`,
  title: name,
  ...more,
});
const level = (path: string, ...links: Link[]): LinkLevel => ({ path, description: path, links });

const product = level(
  '01/1',
  link('defaultLink', 'default'),
  link('defaultLinkMulti', 'default-vi', { hreflang: ['vi'], mediaType: 'text/html' }),
  link('defaultLinkMulti', 'default-en', { hreflang: ['en'], mediaType: 'text/html' }),
  link('pip', 'pip-vi', { hreflang: ['vi'] }),
  link('pip', 'pip-en', { hreflang: ['en'] }),
  link('masterData', 'data-json', { mediaType: 'application/json' }),
  link('masterData', 'data-html', { mediaType: 'text/html' }),
  link('support', 'support'),
  link('support', 'support-us', { context: ['US'] }),
);
const lot = level('01/1/10/L', link('faqs', 'faqs-lot'), link('pip', 'pip-lot', { hreflang: ['vi'] }));
const levels = [lot, product];

/** Where a wish leads, or what it ends in. */
function end(wish: Wish, of: readonly LinkLevel[] = levels): string {
  const choice: Choice = chooseLink(of, wish);
  if (choice.kind === 'redirect') return choice.link.title;
  return choice.kind === 'choices' ? choice.links.map(({ title }) => title).join() : choice.kind;
}

describe('the default', () => {
  it('is that of the most specific level that has one', () => {
    expect(end({})).toBe('default');
    expect(end({}, [level('01/1/10/L', link('defaultLink', 'default-lot')), product])).toBe('default-lot');
    expect(end({}, [lot])).toBe('not-held');
    expect(end({ linkType: 'gs1:defaultLink' })).toBe('default');
  });

  it.each([
    [{ acceptLanguage: 'en' }, 'default-en'],
    [{ acceptLanguage: 'vi-VN,en;q=0.5' }, 'default-vi'],
    [{ acceptLanguage: 'de' }, 'default'],
    [{ acceptLanguage: 'en', accept: 'text/html' }, 'default-en'],
    [{ acceptLanguage: 'en', accept: 'image/png' }, 'default'],
    [{ accept: 'application/json' }, 'default'],
  ])('for %j is %s', (wish, expected) => {
    expect(end(wish)).toBe(expected);
  });

  it('is never a choice, however many fit equally', () => {
    const twice = level(
      '01/1',
      link('defaultLink', 'default'),
      link('defaultLinkMulti', 'one', { hreflang: ['vi'] }),
      link('defaultLinkMulti', 'two', { hreflang: ['vi'] }),
    );
    expect(end({ acceptLanguage: 'vi' }, [twice])).toBe('default');
  });

  it('for a context is another only where exactly that context is asked for', () => {
    const abroad = level(
      '01/1',
      link('defaultLink', 'default'),
      link('defaultLinkMulti', 'us', { context: ['US'] }),
    );
    expect(end({}, [abroad])).toBe('default');
    expect(end({ context: 'VN' }, [abroad])).toBe('default');
    expect(end({ context: 'US' }, [abroad])).toBe('us');
  });
});

describe('a link type that is asked for', () => {
  it.each([
    [{ linkType: 'gs1:faqs' }, 'faqs-lot'],
    [{ linkType: 'https://gs1.org/voc/faqs' }, 'faqs-lot'],
    [{ linkType: 'faqs' }, 'not-held'],
    [{ linkType: 'gs1:epcis' }, 'not-held'],
    [{ linkType: 'gs1:nosuchtype' }, 'not-held'],
    [{ linkType: 'gs1:pip', acceptLanguage: 'en' }, 'pip-en'],
    [{ linkType: 'gs1:pip', acceptLanguage: 'vi' }, 'pip-lot'],
    [{ linkType: 'gs1:masterData', accept: 'application/json' }, 'data-json'],
    [{ linkType: 'gs1:masterData', accept: 'text/html, application/json;q=0.5' }, 'data-html'],
    [{ linkType: 'gs1:masterData' }, 'data-json,data-html'],
    [{ linkType: 'gs1:support' }, 'support'],
    [{ linkType: 'gs1:support', context: 'US' }, 'support-us'],
  ])('by %j ends at %s', (wish, expected) => {
    expect(end(wish)).toBe(expected);
  });
});

describe('the linkset', () => {
  it.each([
    [{ linkType: 'linkset' }, 'linkset'],
    [{ linkType: 'all' }, 'linkset'],
    [{ accept: 'application/linkset+json' }, 'linkset'],
    [{ accept: 'application/linkset+json;q=0' }, 'default'],
    [{ accept: 'text/html, application/linkset+json;q=0.5' }, 'default'],
    [{ accept: '*/*' }, 'default'],
    [{ accept: 'application/linkset+json', linkType: 'gs1:faqs' }, 'faqs-lot'],
  ])('for %j: %s', (wish, expected) => {
    expect(end(wish)).toBe(expected);
  });
});

describe('a default', () => {
  it('is told under a descriptive type where no other link leads there', () => {
    const types = (path: string, ...links: Link[]) =>
      withDescribedDefaults([level(path, link('defaultLink', 'default'), ...links)])[0]?.links.map(
        ({ type }) => type,
      );
    expect(types('01/1')).toEqual(['defaultLink', 'pip']);
    expect(types('414/1')).toEqual(['defaultLink', 'locationInfo']);
    expect(types('01/1', link('faqs', 'default'))).toEqual(['defaultLink', 'faqs']);
    expect(types('01/1', link('defaultLinkMulti', 'default'))).toHaveLength(3);
    expect(types('t/ABC')).toEqual(['defaultLink']);
    expect(withDescribedDefaults([lot])).toEqual([lot]);
  });

  it('of a producer’s product is ours until an import takes it over', () => {
    const own = level('01/1', link('defaultLink', 'ours'), link('pip', 'ours'));
    const registered = level('01/1', link('defaultLink', 'theirs'), link('faqs', 'theirs'));
    const titles = (takesDefaults: boolean) =>
      mergedLevels([{ own, registered: { ...registered, takesDefaults } }])[0]?.links.map(
        ({ type, title }) => `${type} ${title}`,
      );
    expect(titles(false)).toEqual(['defaultLink ours', 'pip ours', 'faqs theirs']);
    expect(titles(true)).toEqual(['pip ours', 'defaultLink theirs', 'faqs theirs']);
  });
});
