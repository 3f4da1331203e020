import { randomBytes } from 'node:crypto';
import { internalCode } from '../../domain/identifiers/internal-code.ts';
import { recordService } from '../../ledger/record-service.ts';
import type { NamesOf } from '../../ledger/record-service.ts';
import { reviewOf } from '../../ledger/review-of.ts';
import type { Ledger } from '../../ledger/unit-of-work.ts';
import type { Clock } from '../../platform/clock.ts';
import type { PlaceContent } from '../../platform/contract-types.ts';
import type { GeographyService } from '../geography/geography-service.ts';
import { PlaceModel } from './place-model.ts';
import type { PlaceExtra } from './place-model.ts';
import { missingFromPlace, normalisePlace, placeFaults } from './place-rules.ts';

interface Parts {
  ledger: Ledger;
  clock: Clock;
  organisations: { namesOf: NamesOf };
  geography: Pick<GeographyService, 'checkCommune'>;
}

export type PlaceService = ReturnType<typeof placeService>;

/** Plots, ponds, workshops, packing houses, warehouses, shops: where something happens to goods. */
export function placeService({ ledger, clock, organisations, geography }: Parts) {
  const records = recordService<PlaceContent, PlaceExtra, { locationCode: string }>({
    ledger,
    clock,
    model: PlaceModel,
    rules: {
      kind: 'place',
      normalise: normalisePlace,
      check: (content) => Promise.resolve(placeFaults(content, geography)),
      title: ({ name }) => name,
      keywords: ({ plantingAreaCode = '', packingHouseCode = '', gln = '' }) => [
        plantingAreaCode,
        packingHouseCode,
        gln,
      ],
      beside: (_content, doc) => ({ ownCode: doc?.ownCode ?? internalCode(randomBytes(8)) }),
    },
    namesOf: organisations.namesOf,
    shownWith: ({ gln }, { ownCode }) => ({ locationCode: gln ?? ownCode }),
  });

  return {
    ...records,

    reviewPort: reviewOf<PlaceContent, PlaceExtra>({
      kind: 'place',
      clock,
      model: PlaceModel,
      missing: (doc) => Promise.resolve(missingFromPlace(doc.content)),
    }),
  };
}
