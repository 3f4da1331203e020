import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseInternalCode } from '../../server/domain/identifiers/internal-code.ts';
import { approve, placeContent } from '../support/record-builders.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

describe('places', () => {
  let world: World;
  beforeAll(async () => (world = await startWorld()));
  afterAll(() => world.close());

  it('have a location code of ours until they have a GLN, and again without it', async () => {
    const { body: place } = await world.clerk.post('/places', placeContent());
    expect(parseInternalCode(place.locationCode).ok).toBe(true);
    const withGln = placeContent({ gln: '952 0000 00002 8' });
    const { body: numbered } = await world.clerk.put(`/places/${place.id}`, place.rev, withGln);
    expect(numbered.locationCode).toBe('9520000000028');
    const { body: again } = await world.clerk.put(`/places/${place.id}`, numbered.rev, placeContent());
    expect(again.locationCode).toBe(place.locationCode);
  });

  it('have every wrong field named at once', async () => {
    const answer = await world.clerk.post(
      '/places',
      placeContent({
        address: { communeCode: '00000' },
        geometry: { type: 'Point', coordinates: [10.6, 104.95] },
        area: { value: '2', unit: 'KGM' },
        gln: '9520000000021',
        plantingAreaCode: 'VN-AGPH-0001',
      }),
    );
    expect(answer.status).toBe(422);
    expect(answer.body.faults.map(({ pointer }: { pointer: string }) => pointer)).toEqual([
      '/address/communeCode',
      '/geometry',
      '/area/unit',
      '/gln',
      '/plantingAreaCode',
    ]);
  });

  it('refuse an outline that crosses itself or stays open', async () => {
    const outline = (...ring: number[][]) =>
      world.clerk.post('/places', placeContent({ geometry: { type: 'Polygon', coordinates: [ring] } }));
    const [a, b, c, d] = [
      [105, 10],
      [105.1, 10],
      [105.1, 10.1],
      [105, 10.1],
    ] as [number[], number[], number[], number[]];
    expect((await outline(a, b, c, d, a)).status).toBe(201);
    expect((await outline(a, c, b, d, a)).body.faults[0].code).toBe('place.outline-crossing');
    expect((await outline(a, b, c, d)).body.faults[0].code).toBe('place.outline-open');
    expect((await outline(a, b, a)).status).toBe(422);
  });

  it('say what a commune of before July 2025 has become', async () => {
    const answer = await world.clerk.post('/places', placeContent({ address: { communeCode: '30529' } }), {
      'Accept-Language': 'en',
    });
    expect(answer.status).toBe(422);
    expect(answer.body.faults[0]).toMatchObject({ pointer: '/address/communeCode' });
    expect(answer.body.faults[0].code).toMatch(/^geography\.commune-former/);
  });

  it('of another producer are not found', async () => {
    const { body } = await world.clerk.post('/places', placeContent());
    expect((await world.stranger.get(`/places/${body.id}`)).status).toBe(404);
    expect(await world.features.places.strangers([body.id], world.neighbour.id)).toEqual([body.id]);
    expect(await world.features.places.strangers([body.id], world.cooperative.id)).toEqual([]);
  });

  it('need their whereabouts and area before review, and are in force after it', async () => {
    const bare = { name: 'Ruộng mới', kind: 'plot', address: { communeCode: '30526' } };
    const { body: draft } = await world.clerk.post('/places', bare);
    await expect(approve(world, world.features.places.reviewPort, draft.id)).rejects.toMatchObject({
      faults: [{ pointer: '/address/street' }, { pointer: '/area/value' }],
    });
    const { body: whole } = await world.clerk.put(`/places/${draft.id}`, draft.rev, placeContent());
    await approve(world, world.features.places.reviewPort, whole.id);
    expect(await world.features.places.inForce([whole.id])).toMatchObject([
      { locationCode: whole.locationCode, content: { area: { value: '1.5' } } },
    ]);
    expect(
      await world.features.places.strangers([whole.id], world.cooperative.id, { approvedOnly: true }),
    ).toEqual([]);
  });
});
