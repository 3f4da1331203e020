import { recordOperations } from '../../ledger/record-operations.ts';
import type { Operation } from '../../platform/operation.ts';
import type { PlaceService } from './place-service.ts';

export function placeRoutes(places: PlaceService): Operation[] {
  return recordOperations(
    { many: 'places', one: 'place', content: 'PlaceContent', view: 'Place', page: 'PlacePage' },
    places,
  );
}
