import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { DomainError } from '../../server/domain/errors.ts';
import { linksetOf as linksetFile } from '../../server/domain/linkset.ts';
import { systemActor } from '../../server/domain/roles.ts';
import { recordsOf, submitAndApprove } from '../support/producer-records.ts';
import { startWorld } from '../support/world.ts';
import type { World } from '../support/world.ts';

const voc = 'https://ref.gs1.org/voc/';
const elsewhere = 'https://elsewhere.example';
const tea = '/01/08938505974194';
/** Published by its producer in this world. */
const gtin = '08938505970011';
const own = `/01/${gtin}`;

const page = (href: string, hreflang?: string, more: object = {}) => ({
  href: `${elsewhere}${href}`,
  title: `Trang ${href}`,
  ...(hreflang !== undefined && { hreflang: [hreflang], type: 'text/html' }),
  ...more,
});
const plain = (href: string) => ({ href: `${elsewhere}${href}`, title: `Trang ${href}` });
const context = (path: string, links: Record<string, unknown[]>) => ({
  anchor: `https://id.gs1.org${path}`,
  itemDescription: `Mẫu ${path}`,
  ...Object.fromEntries(Object.entries(links).map(([type, targets]) => [voc + type, targets])),
});
const withDefaults = (name: string) => ({
  defaultLink: [plain(name)],
  defaultLinkMulti: [page(`${name}/vi`, 'vi'), page(`${name}/en`, 'en')],
});

const linkset = [
  context(tea, {
    ...withDefaults('/che'),
    pip: [page('/che/vi', 'vi'), page('/che/en', 'en')],
    certificationInfo: [page('/cn/1', 'vi'), page('/cn/2', 'vi')],
    masterData: [
      page('/data.json', undefined, { type: 'application/json' }),
      page('/data.html', undefined, { type: 'text/html' }),
    ],
    support: [page('/vn', undefined, { context: ['VN'] }), page('/us', undefined, { context: ['US'] })],
  }),
  context(`${tea}/22/A`, withDefaults('/bien-the')),
  context(`${tea}/10/L1`, { ...withDefaults('/lo'), recallStatus: [page('/thu-hoi#cach-lam', 'vi')] }),
  context(`${tea}/22/A/10/L1`, withDefaults('/bien-the-lo')),
  context(`${tea}/21/S1`, withDefaults('/so')),
  context(`${tea}/235/T1`, withDefaults('/tpx')),
  context('/414/8938505970004', { defaultLink: [plain('/noi?src=qr')] }),
  context('/414/8938505970004/254/K1', { defaultLink: [plain('/noi/kho')] }),
  context('/417/8938505970004', { defaultLink: [plain('/ben')] }),
  context('/00/189385059700000018', { defaultLink: [plain('/kien')] }),
];

let world: World;
let batch: string;
const get = (path: string, headers?: Record<string, string>) => world.web.get(path, headers);
const locationOf = async (path: string, headers?: Record<string, string>) =>
  (await get(path, headers)).headers.get('Location');
const importing = (file: unknown, takeDefaults = false) =>
  world.features.linkRegister.importLinkset(file, { actor: systemActor }, { takeDefaults });
const linksetOf = async (path: string) =>
  (await get(`${path}?linkType=linkset`)).body.linkset as Record<string, any>[];

/** The faults of an import, which then has changed nothing. */
async function refusalOf(file: unknown): Promise<string[]> {
  const before = await world.database.collection('links').countDocuments();
  const faults = await importing(file).then(
    () => [],
    (error: unknown) => (error as DomainError).faults.map(({ pointer, key }) => `${pointer} ${key}`),
  );
  expect(await world.database.collection('links').countDocuments()).toBe(before);
  return faults;
}

beforeAll(async () => {
  world = await startWorld();
  await importing({ linkset });
  const records = recordsOf(world.clerk);
  const place = await records.place();
  const product = await records.product({ gtin });
  const certificate = await records.certificate(product);
  batch = await records.batch({ product, place, lot: 'L1', certificates: [certificate] });
  await records.stage(batch, place);
  await submitAndApprove(world, { product, place, certificate, batch });
});
afterAll(() => world.close());

describe('the rules for a GS1-conformant resolver, by number', () => {
  it('1: GET, HEAD and OPTIONS over HTTP/1.1, and no other method', async () => {
    const head = await world.web.head(tea);
    expect([head.status, head.text]).toEqual([307, '']);
    const options = await world.web.send('OPTIONS', tea);
    expect([options.status, options.headers.get('Allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    const post = await world.web.post(tea);
    expect([post.status, post.headers.get('Allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });

  it('2: HTTPS, which the proxy ends: every address we state is under the public https origin', async () => {
    const { body } = await get('/.well-known/gs1resolver');
    expect(body.resolverRoot).toBe('https://txng.example.vn');
    expect((await linksetOf(own))[0]?.['anchor']).toBe(`https://txng.example.vn${own}`);
    expect((await get(tea)).headers.get('Strict-Transport-Security')).toContain('max-age=');
  });

  it('3: CORS on every answer', async () => {
    for (const path of [tea, `${tea}?linkType=linkset`, '/01/1', '/01/08938505974217']) {
      const { headers } = await get(path, { Origin: 'https://app.example' });
      expect(headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(headers.get('Access-Control-Expose-Headers')).toBe('Link, Location');
    }
    const preflight = await world.web.send('OPTIONS', tea);
    expect(preflight.headers.get('Access-Control-Allow-Methods')).toBe('GET, HEAD, OPTIONS');
  });

  it('4: every qualifier of every supported key', async () => {
    const paths = ['/22/A/10/L1/21/S1', '/22/A', '/235/T1'].map((tail) => tea + tail);
    const others = ['/254/K1', '/7040/1ABC'].map((tail) => `/414/8938505970004${tail}`);
    for (const path of [...paths, ...others, '/417/8938505970004/7040/1ABC', '/00/189385059700000018']) {
      expect([path, (await get(path)).status]).toEqual([path, 307]);
    }
  });

  it.each([
    '/01/08938505974195',
    '/01/8938505974194',
    '/01',
    '/99/ABC',
    '/9999999/1',
    `${tea}/foo`,
    `${tea}/10/${'L'.repeat(21)}`,
    `${tea}/10/L%C3%94`,
    `${tea}/10/L1/10/L2`,
    `${tea}/21/S1/10/L1`,
    `${tea}/17/271231`,
    `${tea}?17=271331`,
    `${tea}/235/T1/10/L1`,
  ])('5: %s is 400', async (path) => {
    expect((await get(path)).status).toBe(400);
  });

  it('6: what is valid and not known is 404', async () => {
    for (const path of ['/01/08938505974217', '/8003/08938505974194', '/00/106141412345678908']) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
    }
  });

  it('7: an error is a problem document with its real status, or a page with the same', async () => {
    const program = await get('/01/1', { Accept: 'application/linkset+json' });
    expect([program.status, program.headers.get('Content-Type')]).toEqual([
      400,
      'application/problem+json; charset=utf-8',
    ]);
    expect((await get('/01/1', { Accept: 'text/html' })).status).toBe(400);
    expect((await get(`${tea}?${'a'.repeat(4000)}`)).status).toBe(414);
  });

  it('8: links of an invalid identifier are not registered, and every fault of a file is told', async () => {
    const faults = await refusalOf([
      context('/01/08938505974195', { defaultLink: [plain('/a')] }),
      context('/01/08938505974217', { defaultLink: [{ href: 'javascript:alert(1)', title: '' }] }),
      context('/8003/08938505974194', { defaultLink: [plain('/a')] }),
      { anchor: 'https://id.gs1.org/01/08938505974217?a', [`${voc}nosuchlt`]: [plain('/a')] },
      7,
    ]);
    expect(faults).toEqual([
      '/0/anchor identifiers.check-digit',
      '/1/https:~1~1ref.gs1.org~1voc~1defaultLink/0/href linkset.href-scheme',
      '/1/https:~1~1ref.gs1.org~1voc~1defaultLink/0/title linkset.title',
      '/2/anchor linkset.key-unsupported',
      '/3/anchor linkset.anchor-form',
      '/3/https:~1~1ref.gs1.org~1voc~1nosuchlt linkset.type-unknown',
      '/4 linkset.no-object',
      '/1 linkset.default-missing',
    ]);
    expect(await refusalOf({ links: [] })).toEqual([' linkset.no-list']);
  });

  it('9: a link has target, type and title, and says language, media type and context as GS1 writes them', async () => {
    const [first] = await linksetOf(tea);
    expect(first?.[`${voc}pip`][0]).toEqual({
      href: `${elsewhere}/che/vi`,
      title: 'Trang /che/vi',
      type: 'text/html',
      hreflang: ['vi'],
    });
    expect(first?.[`${voc}support`][0].context).toEqual(['VN']);
    const odd = { ...plain('/a'), hreflang: 'vi', type: 'html', context: [], rev: 1 };
    const faults = await refusalOf([context(tea, { ...withDefaults('/che'), pip: [odd] })]);
    expect(faults.map((fault) => fault.split(' ')[1])).toEqual([
      'linkset.member-unknown',
      'linkset.media-type',
      'linkset.hreflang',
      'linkset.context',
    ]);
  });

  it('10: one default with address and title only; our own is described as product page too', async () => {
    const [first] = await linksetOf(own);
    const [standard, ...others] = first?.[`${voc}defaultLink`] ?? [];
    expect([Object.keys(standard), others]).toEqual([['href', 'title'], []]);
    expect(first?.[`${voc}pip`].map(({ href }: { href: string }) => href)).toContain(standard.href);
    const two = context(tea, { defaultLink: [plain('/a'), plain('/b')] });
    expect((await refusalOf([two]))[0]).toBe('/0 linkset.defaults-several');
    const ornate = context(tea, { defaultLink: [page('/a', 'vi')] });
    expect((await refusalOf([ornate]))[0]).toMatch(/type linkset.default-plain$/);
  });

  it('11: defaults that differ by headers are a defaultLinkMulti, at every level or at none', async () => {
    expect(await locationOf(tea, { 'Accept-Language': 'en-GB,vi;q=0.5' })).toBe(`${elsewhere}/che/en`);
    expect(await locationOf(own, { 'Accept-Language': 'en' })).toBe(
      `${world.publicOrigin}/en/origin/${gtin}`,
    );
    const lot = context(`${tea}/10/L9`, { defaultLink: [plain('/a')] });
    expect(await refusalOf([lot])).toEqual(['/0 linkset.multi-levels']);
  });

  it('12: a lot is registered only where its product has a default', async () => {
    const lot = context('/01/08938505974217/10/L1', { defaultLink: [plain('/a')] });
    expect(await refusalOf([lot])).toEqual(['/0 linkset.key-missing']);
    const product = context('/01/08938505974217', { pip: [plain('/a')] });
    expect(await refusalOf([product])).toEqual(['/0 linkset.default-missing']);
  });

  it('13: walking up is one answer', async () => {
    expect(await locationOf(`${tea}/10/KHONG`)).toBe(`${elsewhere}/che`);
  });

  it('14: a serial is registered without lot or variant, a TPX with nothing else', async () => {
    const mixed = ['/10/L1/21/S1', '/22/A/21/S1', '/22/A/10/L1/21/S1'];
    const contexts = mixed.map((tail) => context(tea + tail, withDefaults('/a')));
    expect(await refusalOf(contexts)).toEqual(mixed.map((_, at) => `/${at}/anchor linkset.anchor-level`));
    const tpx = context(`${tea}/235/T/10/L1`, withDefaults('/a'));
    expect((await refusalOf([tpx]))[0]).toMatch(/^\/0\/anchor identifiers\./);
  });

  it('15: the linkset is the union of the levels, most specific first, the serial before the lot', async () => {
    const anchors = (await linksetOf(`${tea}/22/A/10/L1/21/S1`)).map(
      ({ anchor }) => new URL(anchor).pathname,
    );
    expect(anchors).toEqual(['/21/S1', '/22/A/10/L1', '/10/L1', '/22/A', ''].map((tail) => tea + tail));
    expect(await locationOf(`${tea}/10/L1/21/S1`)).toBe(`${elsewhere}/so`);
  });

  it('16: without a wish the default, in an unknown language too', async () => {
    expect(await locationOf(tea)).toBe(`${elsewhere}/che`);
    expect(await locationOf(tea, { 'Accept-Language': 'de, fr;q=0.3' })).toBe(`${elsewhere}/che`);
  });

  it('17: a type that is held is followed at any level, one that is not is 404', async () => {
    expect(await locationOf(`${tea}/10/L1?linkType=gs1:pip`, { 'Accept-Language': 'en' })).toContain(
      '/che/en',
    );
    for (const type of ['gs1:epcis', 'gs1:nosuchlt', 'nonsense']) {
      expect((await get(`${tea}?linkType=${type}`)).status).toBe(404);
    }
    const person = await get(`${tea}?linkType=gs1:epcis`, { Accept: 'text/html', 'Accept-Language': 'en' });
    expect([person.status, person.text.includes('There is no link of this type')]).toEqual([404, true]);
  });

  it('18: one type is chosen from by media type, language and context; else 300 with the choices', async () => {
    const data = `${tea}?linkType=gs1:masterData`;
    expect(await locationOf(data, { Accept: 'application/json' })).toContain('/data.json?');
    expect(await locationOf(data, { Accept: 'text/html,*/*;q=0.1' })).toContain('/data.html?');
    expect(await locationOf(`${tea}?linkType=gs1:pip`, { 'Accept-Language': 'vi-VN' })).toContain('/che/vi?');
    expect(await locationOf(`${tea}?linkType=gs1:support&context=US`)).toContain('/us?');
    const several = await get(`${tea}?linkType=gs1:certificationInfo`);
    expect(several.status).toBe(300);
    expect(several.body.linkset[0][`${voc}certificationInfo`]).toHaveLength(2);
    expect(several.body.linkset[0].anchor).toBe(world.publicOrigin + tea);
  });

  it('19: the linkset by link type or by Accept, as linkset, JSON, linked data or page', async () => {
    for (const form of ['application/linkset+json', 'application/json', 'application/ld+json']) {
      const answer = await get(`${tea}?linkType=all`, { Accept: form });
      expect([answer.status, answer.headers.get('Content-Type')]).toEqual([200, form]);
    }
    expect((await get(tea, { Accept: 'application/linkset+json' })).body.linkset).toHaveLength(1);
    const shown = await get(`${tea}?linkType=linkset`, { Accept: 'text/html,*/*;q=0.8' });
    expect(shown.headers.get('Content-Type')).toContain('text/html');
    const data = /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(shown.text)?.[1] ?? '';
    expect(JSON.parse(data)['@context']).toBe(`${world.publicOrigin}/linkset-context`);
  });

  it('20: a linkset names its JSON-LD context, which is there', async () => {
    const link = (await get(`${tea}?linkType=linkset`)).headers.get('Link') ?? '';
    const [, address = ''] = /^<([^>]+)>; rel="http:\/\/www.w3.org\/ns\/json-ld#context"/.exec(link) ?? [];
    const answer = await get(new URL(address).pathname);
    expect(answer.headers.get('Content-Type')).toBe('application/ld+json');
    expect(answer.body['@context'].anchor).toBe('@id');
  });

  it('21: the query goes along byte for byte, before a fragment', async () => {
    const query = 'a=1;b&c=%2f%C3%A1&&leer&=x';
    expect(await rawLocation(`${tea}?${query}`)).toBe(`${elsewhere}/che?${query}`);
    expect(await rawLocation(`/414/8938505970004?${query}`)).toBe(`${elsewhere}/noi?src=qr&${query}`);
    const recall = '?linkType=gs1:recallStatus';
    expect(await rawLocation(`${tea}/10/L1${recall}`)).toBe(`${elsewhere}/thu-hoi${recall}#cach-lam`);
  });

  it('22: one slash at the end is forgiven, two are not', async () => {
    expect(await locationOf(`${tea}/10/L1/?a`)).toBe(`${elsewhere}/lo?a`);
    expect((await get(`${tea}/10/L1//`)).status).toBe(400);
  });

  it('23: link types of GS1 by any of their names; other vocabularies are neither declared nor taken', async () => {
    for (const name of ['gs1:pip', `${voc}pip`, 'https://gs1.org/voc/pip', 'https://www.gs1.org/voc/pip']) {
      const path = `${tea}?linkType=${encodeURIComponent(name)}`;
      expect((await get(path, { 'Accept-Language': 'vi' })).status).toBe(307);
    }
    const foreign = { ...context(tea, withDefaults('/a')), 'https://schema.org/about': [plain('/a')] };
    expect(await refusalOf([foreign])).toEqual(['/0/https:~1~1schema.org~1about linkset.type-unknown']);
  });

  it('24: the description file says what is resolved', async () => {
    const { headers, body } = await get('/.well-known/gs1resolver');
    expect(headers.get('Content-Type')).toBe('application/json');
    expect(body.supportedPrimaryKeys).toEqual(['00', '01', '414', '417']);
  });

  it('25: the binary code of a tag leads where its Digital Link does; anchors are never compressed', async () => {
    for (const path of ['/eh310f54713e50989681000000', '/exMQ9UcT5QmJaBAAAA']) {
      expect(await locationOf(path)).toBe(`${elsewhere}/kien`);
      expect((await linksetOf(path))[0]?.['anchor']).toBe(`${world.publicOrigin}/00/189385059700000018`);
    }
    for (const path of ['/ehzz', '/eh', '/ex-', '/ehff']) expect((await get(path)).status).toBe(400);
  });

  it('26: whole prefixes are not handed to other resolvers, so nothing is typed handledBy', async () => {
    expect(JSON.stringify(await linksetOf(own))).not.toContain('handledBy');
  });

  it('27: a redirect names the linkset and nothing else in Link', async () => {
    expect((await get(`${tea}/10/L1`)).headers.get('Link')).toBe(
      `<${world.publicOrigin}${tea}/10/L1?linkType=linkset>; rel="linkset"; type="application/linkset+json"`,
    );
  });

  it('28: redirects are 307, kept by nobody, and vary by what they heed', async () => {
    const { status, headers } = await get(tea);
    expect([status, headers.get('Cache-Control'), headers.get('Vary')]).toEqual([
      307,
      'no-store',
      'Accept, Accept-Language',
    ]);
  });
});

describe('links of what is published here', () => {
  it('appear by themselves, the recall among them once there is one', async () => {
    const typesOf = (level: object | undefined) =>
      Object.keys(level ?? {}).flatMap((key) => (key.startsWith(voc) ? [key.slice(voc.length)] : []));
    const [lot, product] = await linksetOf(`${own}/10/L1`);
    const always = ['defaultLink', 'defaultLinkMulti', 'pip'];
    expect(typesOf(lot)).toEqual([...always, 'traceability', 'epcis', 'certificationInfo']);
    expect(typesOf(product)).toEqual(expect.arrayContaining(always));
    await world.officer.post(`/batches/${batch}/recall`, { reason: 'Nhiễm vi sinh' });
    const recall = await locationOf(`${own}/10/L1?linkType=gs1:recallStatus`, { 'Accept-Language': 'vi' });
    expect(recall).toBe(`${world.publicOrigin}/vi/nguon-goc/${gtin}/L1?linkType=gs1:recallStatus`);
  });

  it('give way to an imported default only when told to', async () => {
    const file = [context(own, { ...withDefaults('/khac'), faqs: [page('/hoi-dap', 'vi')] })];
    await importing(file);
    expect(await locationOf(own)).toBe(`${world.publicOrigin}/vi/nguon-goc/${gtin}`);
    expect(await locationOf(`${own}?linkType=gs1:faqs`)).toContain('/hoi-dap');
    await importing(file, true);
    expect(await locationOf(own)).toBe(`${elsewhere}/khac`);
  });

  it('are exported with all others, and are not kept a second time when they come back', async () => {
    const exported = async () => {
      const levels = [];
      for await (const level of world.features.linkRegister.exported()) levels.push(level);
      return levels;
    };
    const levels = await exported();
    const paths = levels.map(({ path }) => path);
    expect(paths).toEqual([...new Set(paths)].sort());
    expect(paths).toEqual(expect.arrayContaining([`01/${gtin}/10/L1`, '00/189385059700000018']));
    await importing(linksetFile(levels, world.publicOrigin), true);
    expect(await exported()).toEqual(levels);
    const ours = await world.database
      .collection('links')
      .findOne({ links: { $elemMatch: { type: 'recallStatus', href: /nguon-goc/ } } });
    expect(ours).toBeNull();
  });

  it('of our own internal codes are no Digital Links', async () => {
    const product = await recordsOf(world.clerk).readyBatch({ lot: 'N1' });
    await submitAndApprove(world, product);
    const { body } = await world.clerk.get(`/batches/${product.batch}`);
    const { pathname } = new URL(body.uri);
    const answer = await get(`${pathname}?linkType=linkset`);
    expect([answer.status, answer.headers.get('Link')]).toEqual([307, null]);
  });
});

/** As it stands on the wire; `fetch` would normalise the address. */
function rawLocation(path: string): Promise<string | undefined> {
  const { hostname, port } = new URL(world.root);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (answer) => {
      answer.resume();
      resolve(answer.headers.location);
    })
      .on('error', reject)
      .end();
  });
}
