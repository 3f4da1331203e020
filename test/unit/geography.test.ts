import { describe, expect, it } from '@jest/globals';
import { DomainError } from '../../server/domain/errors.ts';
import { geography } from '../../server/features/geography/geography-data.ts';
import { geographyRoutes } from '../../server/features/geography/geography-routes.ts';
import { geographyService } from '../../server/features/geography/geography-service.ts';
import { parse } from '../../server/platform/contracts.ts';
import { translate } from '../../server/platform/i18n.ts';

const service = geographyService();
const best = (text: string, province?: string) => service.search(text, { province })[0];
const codesOf = (text: string) => best(text)?.choices.map(({ code }) => code);

describe('the administrative units', () => {
  it('are the 34 provinces and 3,321 communes in force, and the 10,035 before them', () => {
    expect(service.provinces()).toHaveLength(34);
    const { communes, former } = geography();
    expect([communes.size, former.size]).toEqual([3321, 10_035]);
    expect(service.provinces().reduce((sum, { code }) => sum + service.communesOf(code).length, 0)).toBe(
      3321,
    );
  });

  it('know for every former commune at least one of today', () => {
    const { communes, former } = geography();
    const lost = Array.from(former.values()).filter(
      ({ becomes }) =>
        becomes.length === 0 || becomes.some((commune) => communes.get(commune.code) !== commune),
    );
    expect(lost).toEqual([]);
  });

  it('stand in Vietnamese order, whatever their kind', () => {
    const names = service.communesOf('91').map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(['Xã An Biên', 'Xã An Châu', 'Xã An Cư']);
    expect(
      service
        .provinces()
        .map(({ name }) => name)
        .slice(-2),
    ).toEqual(['Tỉnh Tuyên Quang', 'Tỉnh Vĩnh Long']);
    expect(service.communesOf('00')).toEqual([]);
  });
});

describe('the search for a commune', () => {
  it.each([
    ['phường tịnh biên'],
    ['TINH BIEN'],
    ['tịnh biên an giang'],
    ['Phường Tịnh Biên, tỉnh An Giang'],
    ['an phú, tịnh biên'],
    ['An Phú, huyện Tịnh Biên'],
    ['xã An Phú, huyện Tịnh Biên, tỉnh An Giang'],
    ['p. an phú, tx. tịnh biên'],
  ])('finds phường Tịnh Biên for “%s”', (text) => {
    expect(codesOf(text)).toEqual(['30520']);
  });

  it('says what a former commune was', () => {
    expect(best('an phú tịnh biên')).toMatchObject({
      was: 'former-commune',
      name: 'Phường An Phú, Thị xã Tịnh Biên, Tỉnh An Giang',
      split: false,
    });
  });

  it('asks for a choice where a former commune was split, the likely one first', () => {
    expect(best('phường cống vị, ba đình')).toMatchObject({
      was: 'former-commune',
      split: true,
      choices: [{ code: '00008' }, { code: '00025' }],
    });
  });

  it('offers all communes of a former district', () => {
    const district = best('huyện châu phú');
    expect(district).toMatchObject({
      was: 'former-district',
      name: 'Huyện Châu Phú, Tỉnh An Giang',
      split: true,
    });
    expect(district?.choices.every(({ province }) => province.code === '91')).toBe(true);
  });

  it('finds former provinces by their names and what lies in them now', () => {
    expect(best('an biên kiên giang')?.choices[0]?.province.name).toBe('Tỉnh An Giang');
    expect(best('p.12, q.10')?.name).toBe('Phường 12, Quận 10, Thành phố Hồ Chí Minh');
    expect(codesOf("cư m'gar")).toEqual(codesOf('cu mgar'));
    expect(codesOf('xã hoà lạc')).toEqual(codesOf('xa hòa lạc'));
  });

  it('keeps to a province and to a limit, whole names first', () => {
    expect(service.search('an phú', { limit: 3 })).toHaveLength(3);
    const inAnGiang = service.search('an phú', { province: '91' });
    expect(inAnGiang[0]).toMatchObject({ was: 'current', name: 'Xã An Phú, Tỉnh An Giang' });
    expect(inAnGiang.every(({ choices }) => choices.some(({ province }) => province.code === '91'))).toBe(
      true,
    );
  });

  it('shows a unit that kept its name once', () => {
    const names = service
      .search('phường tịnh biên')
      .filter(({ choices: [only], split }) => !split && only?.code === '30520');
    expect(names.filter(({ name }) => name.startsWith('Phường Tịnh Biên'))).toHaveLength(1);
  });

  it.each(['', '   ', '…', 'qqqq', '.*', '('])('finds nothing for %p', (text) => {
    expect(service.search(text)).toEqual([]);
  });
});

describe('an address', () => {
  it('is written street first, the units in small letters after it', () => {
    expect(service.formatAddress({ communeCode: '30520', street: ' 12 Nguyễn Huệ ' })).toBe(
      '12 Nguyễn Huệ, phường Tịnh Biên, tỉnh An Giang',
    );
    expect(service.formatAddress({ communeCode: '30520' })).toBe('Phường Tịnh Biên, tỉnh An Giang');
  });

  it('with a code of before 2025-07-01 is refused with what the unit became', () => {
    const said = ['30520', '30514', '00007', '99999'].map((code) => {
      const checked = service.checkCommune(code);
      return checked.ok ? checked.value.name : translate.vi(checked.fault.key, checked.fault.params);
    });
    expect(said).toEqual([
      'Phường Tịnh Biên',
      'Phường An Phú, Thị xã Tịnh Biên đã được sắp xếp lại từ ngày 01/07/2025, nay là Phường Tịnh Biên (Tỉnh An Giang). Hãy chọn đơn vị mới.',
      'Phường Cống Vị, Quận Ba Đình đã được chia vào Phường Ngọc Hà (Thành phố Hà Nội), Phường Giảng Võ (Thành phố Hà Nội) từ ngày 01/07/2025. Hãy chọn một đơn vị.',
      'Không có xã, phường hay đặc khu nào mang mã 99999.',
    ]);
  });
});

describe('the geography operations', () => {
  const ask = async (path: string, asked: { params?: object; query?: object }): Promise<unknown> => {
    const found = geographyRoutes(service).find((operation) => operation.path === path)!;
    return found.handle({ params: {}, query: {}, ...asked } as never);
  };

  it('answer as their contracts say', async () => {
    expect(() => parse('ProvincePage', null)).toThrow(DomainError);
    expect(parse('ProvincePage', await ask('/provinces', {})).items).toHaveLength(34);
    expect(parse('Commune', await ask('/communes/{code}', { params: { code: '30520' } })).province.code).toBe(
      '91',
    );
    const found = await ask('/communes', { query: { q: 'cống vị', limit: 5 } });
    expect(parse('CommuneMatchPage', found).items[0]).toMatchObject({ split: true });
    const all = await ask('/communes', { query: { province: '91', limit: 20 } });
    expect(parse('CommuneMatchPage', all).items).toHaveLength(102);
  });

  it('name what is missing or unknown', async () => {
    await expect(ask('/communes', { query: { limit: 20 } })).rejects.toMatchObject({
      faults: [{ pointer: '/q' }],
    });
    await expect(ask('/communes', { query: { province: '99', limit: 20 } })).rejects.toMatchObject({
      faults: [{ pointer: '/province' }],
    });
    await expect(ask('/communes/{code}', { params: { code: '30514' } })).rejects.toMatchObject({
      kind: 'not-found',
    });
  });
});
