import { describe, expect, it } from '@jest/globals';
import { validityOn } from '../../server/domain/certificate-validity.ts';
import { certificateFaults } from '../../server/features/certificates/certificate-rules.ts';
import { geographyService } from '../../server/features/geography/geography-service.ts';
import {
  missingFromOrganisation,
  normaliseOrganisation,
  organisationFaults,
  publicOrganisation,
} from '../../server/features/organisations/organisation-rules.ts';
import { missingFromPlace, normalisePlace, placeFaults } from '../../server/features/places/place-rules.ts';
import { codeFaults, missingFromProduct } from '../../server/features/products/product-rules.ts';
import type {
  CertificateContent,
  OrganisationContent,
  PlaceContent,
  ProductContent,
} from '../../server/platform/contract-types.ts';

const geography = geographyService();
const address = { communeCode: '30526' };

function anOrganisation(differing: Partial<OrganisationContent>): OrganisationContent {
  return { name: 'HTX Thốt nốt', kind: 'cooperative', address, ...differing };
}

function aPlace(differing: Partial<PlaceContent>): PlaceContent {
  return { name: 'Ruộng số 1', kind: 'plot', address, ...differing };
}

describe('the tax code of an organisation', () => {
  const faultsOf = (kind: OrganisationContent['kind'], taxCode: string) =>
    organisationFaults(anOrganisation({ kind, taxCode }), geography).map(({ pointer, key }) => [
      pointer,
      key,
    ]);

  it('has 10 digits, or 10 and 3 for a dependent unit, or is the personal number of a household', () => {
    expect(faultsOf('company', '1600000010')).toEqual([]);
    expect(faultsOf('company', '1600000010-001')).toEqual([]);
    expect(faultsOf('household', '089085001234')).toEqual([]);
  });

  it('is a personal number for households only', () => {
    expect(faultsOf('cooperative', '089085001234')).toEqual([['/taxCode', 'organisation.tax-code-personal']]);
    expect(faultsOf('household', '1600000010-001')).toEqual([['/taxCode', 'organisation.tax-code-unit']]);
  });

  it('names the digit that would be right', () => {
    const [fault] = organisationFaults(anOrganisation({ taxCode: '1600000011' }), geography);
    expect(fault).toEqual({
      pointer: '/taxCode',
      key: 'identifiers.tax-check-digit',
      params: { digit: '0' },
    });
  });

  it('is stored in one spelling, and left as typed where it cannot be read', () => {
    expect(normaliseOrganisation(anOrganisation({ taxCode: '1600 000 010 001' })).taxCode).toBe(
      '1600000010-001',
    );
    expect(normaliseOrganisation(anOrganisation({ taxCode: '16x' })).taxCode).toBe('16x');
  });
});

describe('an organisation', () => {
  it('has every wrong field named at once', () => {
    const content = anOrganisation({
      gln: '8930000000001',
      contact: { phone: '12' },
      address: { communeCode: '99999' },
    });
    expect(organisationFaults(content, geography).map(({ pointer }) => pointer)).toEqual([
      '/gln',
      '/contact/phone',
      '/address/communeCode',
    ]);
  });

  it('needs a tax code and a street before review; a co-operative group may have no tax code', () => {
    expect(missingFromOrganisation(anOrganisation({})).map(({ pointer }) => pointer)).toEqual([
      '/taxCode',
      '/address/street',
    ]);
    expect(missingFromOrganisation(anOrganisation({ kind: 'cooperative-group' })).length).toBe(1);
  });

  it('shows nothing personal of a household to the public', () => {
    const household = anOrganisation({
      kind: 'household',
      taxCode: '089085001234',
      contact: { person: 'Bà Tư', phone: '0912345678' },
      website: 'https://batu.example.vn',
    });
    expect(publicOrganisation(household)).toEqual({
      name: 'HTX Thốt nốt',
      kind: 'household',
      address,
      website: 'https://batu.example.vn',
    });
  });

  it('shows tax code and phone of others, not the name of their contact person', () => {
    const content = anOrganisation({
      taxCode: '1600000010',
      contact: { person: 'Ông Năm', phone: '0912345678' },
    });
    expect(publicOrganisation(content)).toMatchObject({
      taxCode: '1600000010',
      contact: { phone: '0912345678' },
    });
    expect(JSON.stringify(publicOrganisation(content))).not.toContain('Năm');
  });
});

describe('a place', () => {
  const keysOf = (differing: Partial<PlaceContent>) =>
    placeFaults(normalisePlace(aPlace(differing)), geography).map(({ key }) => key);
  const point = (...coordinates: number[]) => ({ geometry: { type: 'Point' as const, coordinates } });

  it('lies in Việt Nam, longitude first', () => {
    expect(keysOf(point(104.95, 10.6))).toEqual([]);
    expect(keysOf(point(10.6, 104.95))).toEqual(['place.position-swapped']);
    expect(keysOf(point(2.35, 48.85))).toEqual(['place.outside-vietnam']);
  });

  it('is measured in hectares or square metres, above nothing', () => {
    expect(keysOf({ area: { value: '1.5', unit: 'HAR' } })).toEqual([]);
    expect(keysOf({ area: { value: '0', unit: 'KGM' } })).toEqual(['place.area-unit', 'place.area-zero']);
  });

  it('takes planting-area codes loosely but tells them from packing-house codes', () => {
    expect(keysOf({ plantingAreaCode: 'vn-agor 0017' })).toEqual([]);
    expect(keysOf({ plantingAreaCode: 'AG.ĐT-2026/015' })).toEqual([]);
    expect(keysOf({ plantingAreaCode: 'VN-AGPH-0001' })).toEqual(['place.code-of-packing-house']);
    expect(keysOf({ packingHouseCode: 'VNAGOR-0017' })).toEqual(['place.code-of-planting-area']);
    expect(keysOf({ plantingAreaCode: '<b>' })).toEqual(['place.code-form']);
  });

  it('needs whereabouts before review, and ground an area', () => {
    expect(missingFromPlace(aPlace({})).map(({ pointer }) => pointer)).toEqual([
      '/address/street',
      '/area/value',
    ]);
    expect(missingFromPlace(aPlace({ kind: 'shop', address: { ...address, street: 'Chợ' } }))).toEqual([]);
    expect(missingFromPlace(aPlace({ ...point(104.95, 10.6), area: { value: '1', unit: 'HAR' } }))).toEqual(
      [],
    );
  });

  it('tells what a commune of before July 2025 became', () => {
    const [fault] = placeFaults(aPlace({ address: { communeCode: '99999' } }), geography);
    expect(fault).toMatchObject({ pointer: '/address/communeCode', key: 'geography.commune-unknown' });
  });
});

describe('a product', () => {
  const content = (differing: Partial<ProductContent>): ProductContent => ({
    name: 'Đường thốt nốt',
    group: 'processing',
    netContent: { value: '0', unit: 'KGM' },
    originStatement: 'Sản xuất tại An Giang, Việt Nam',
    images: [],
    standards: [],
    ...differing,
  });

  it('needs a picture, a net content and a standard before review', () => {
    expect(missingFromProduct(content({})).map(({ pointer }) => pointer)).toEqual([
      '/images',
      '/netContent/value',
      '/standards',
    ]);
  });

  it('keeps the code it was approved with, be it a GTIN or our own', () => {
    const gtin = '09520000000014';
    expect(codeFaults(content({ gtin }), gtin)).toEqual([]);
    expect(codeFaults(content({}), 'A1B2C3D4')).toEqual([]);
    expect(codeFaults(content({}), gtin)[0]?.key).toBe('product.code-fixed');
    expect(codeFaults(content({ gtin }), 'A1B2C3D4')[0]?.params).toEqual({ code: 'A1B2C3D4' });
    expect(codeFaults(content({ gtin }), null)).toEqual([]);
  });
});

describe('a certificate', () => {
  const faultsOf = (differing: Partial<CertificateContent>) =>
    certificateFaults(
      {
        type: 'vietgap',
        number: 'VG-01',
        scope: 'Thốt nốt',
        issuer: 'Trung tâm',
        issuedOn: '2026-01-10',
        products: [],
        places: [],
        ...differing,
      },
      '2026-06-01',
    ).map(({ pointer, key }) => `${pointer} ${key}`);

  it('is issued before it expires, and not in the future', () => {
    expect(faultsOf({ expiresOn: '2029-01-10' })).toEqual([]);
    expect(faultsOf({ expiresOn: '2026-01-10' })).toEqual(['/expiresOn certificate.expires-before-issue']);
    expect(faultsOf({ issuedOn: '2026-06-02' })).toEqual(['/issuedOn certificate.issued-in-future']);
  });

  it('has stars exactly when it is an OCOP certificate', () => {
    expect(faultsOf({ type: 'ocop' })).toEqual(['/stars certificate.need-stars']);
    expect(faultsOf({ type: 'ocop', stars: 4 })).toEqual([]);
    expect(faultsOf({ stars: 4 })).toEqual(['/stars certificate.stars-only-ocop']);
  });

  it.each([
    ['2026-12-31', 'valid'],
    ['2026-07-31', 'expiring'],
    ['2026-06-01', 'expiring'],
    ['2026-05-31', 'expired'],
    [undefined, 'valid'],
  ])('that expires on %s is %s on 1 June 2026', (expiresOn, validity) => {
    expect(validityOn('2026-06-01', { expiresOn })).toBe(validity);
  });
});
