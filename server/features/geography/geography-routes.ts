import { DomainError, invalid } from '../../domain/errors.ts';
import type { Contracts } from '../../platform/contract-types.ts';
import { operation } from '../../platform/operation.ts';
import type { Operation } from '../../platform/operation.ts';
import type { Commune } from './geography-data.ts';
import type { CommuneMatch } from './geography-entries.ts';
import type { GeographyService } from './geography-service.ts';

export function geographyRoutes(geography: GeographyService): Operation[] {
  return [
    operation({
      method: 'get',
      path: '/provinces',
      tag: 'geography',
      summary: 'The 34 provinces and cities of today',
      right: 'anyone',
      answer: 'ProvincePage',
      handle: () => Promise.resolve({ items: geography.provinces() }),
    }),

    operation({
      method: 'get',
      path: '/communes',
      tag: 'geography',
      summary: 'Find communes by their name of today or of before 2025-07-01',
      right: 'anyone',
      query: 'CommuneQuery',
      answer: 'CommuneMatchPage',
      handle: ({ query }) => Promise.resolve({ items: communesFor(geography, query) }),
    }),

    operation({
      method: 'get',
      path: '/communes/{code}',
      tag: 'geography',
      summary: 'One commune by its code',
      right: 'anyone',
      answer: 'Commune',
      handle: ({ params }) => Promise.resolve(communeOf(geography, params['code'] ?? '')),
    }),
  ];
}

function communesFor(
  geography: GeographyService,
  { q, province, limit }: Contracts['CommuneQuery'],
): CommuneMatch[] {
  if (province !== undefined && !geography.province(province)) {
    throw invalid([{ pointer: '/province', key: 'geography.province-unknown', params: { code: province } }]);
  }
  if (q !== undefined) return geography.search(q, { province, limit });
  if (province === undefined) throw invalid([{ pointer: '/q', key: 'errors.required' }]);
  return geography.communesOf(province).map((commune) => {
    return {
      was: 'current',
      name: `${commune.name}, ${commune.province.name}`,
      split: false,
      choices: [commune],
    };
  });
}

function communeOf(geography: GeographyService, code: string): Commune {
  const commune = geography.checkCommune(code);
  if (!commune.ok) throw new DomainError('not-found', commune.fault);
  return commune.value;
}
