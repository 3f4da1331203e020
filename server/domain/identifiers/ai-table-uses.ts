import { define, n, optional, upTo, x } from './ai-definition.ts';

const notInQuery = true;
const itip = [n(14, 'csum', 'gcppos2'), n(4, 'pieceoftotal')];

/** AIs (7001) to (7259): attributes of food, health care, processors, certificates and patients. */
const particularIdentifiers = [
  define('7001', [n(13)], { needs: '01 02 8006 8026' }),
  define('7002', [upTo('X', 30)], { needs: '01 02' }),
  define('7003', [n(6, 'yymmdd'), n(4, 'hhmi')], { needs: '01 02 03' }),
  define('7004', [upTo('N', 4)], { needs: '01+10 03+10' }),
  define('7005', [upTo('X', 12)], { needs: '01 02' }),
  define('7006', [n(6, 'yymmdd')], { needs: '01 02' }),
  define('7007', [n(6, 'yymmdd'), optional(n(6, 'yymmdd'))], { needs: '01 02' }),
  define('7008', [upTo('X', 3)], { needs: '01 02' }),
  define('7009', [upTo('X', 10)], { needs: '01 02' }),
  define('7010', [upTo('X', 2)], { needs: '01 02 03' }),
  define('7011', [n(6, 'yymmdd'), optional(n(4, 'hhmi'))], { needs: '01 02 03' }),
  define('7020', [upTo('X', 20)], { needs: '01+416 03+416 8006+416' }),
  define('7021', [upTo('X', 20)], { needs: '01 03 8006' }),
  define('7022', [upTo('X', 20)], { needs: '01+7021 03+7021 8006+7021' }),
  define('7023', [upTo('X', 30, 'gcppos1')]),
  define('7030-7039', [n(3, 'iso3166999'), upTo('X', 27)], { needs: '01 02' }),
  define('7040', [n(1), x(1), x(1), x(1, 'importeridx')], { notInQuery }),
  define('7041', [upTo('X', 4, 'packagetype')], { notInQuery, needs: '00' }),
  define('710-717', [upTo('X', 20)], { needs: '01' }),
  define('7230-7239', [x(2), upTo('X', 28)], { needs: '01 8004' }),
  define('7240', [upTo('X', 20)], { needs: '01 8006', bars: '03' }),
  define('7241', [n(2, 'mediatype')], { needs: '8017 8018' }),
  define('7242', [upTo('X', 25)], { needs: '8017 8018' }),
  define('7250', [n(8, 'yyyymmdd')], { needs: '8018', bars: '7251' }),
  define('7251', [n(8, 'yyyymmdd'), n(4, 'hhmi')], { needs: '8018', bars: '7250' }),
  define('7252', [n(1, 'iso5218')], { needs: '8018' }),
  define('7253', [upTo('X', 40, 'pcenc')], { needs: '8017 8018', bars: '7256 7259' }),
  define('7254', [upTo('X', 40, 'pcenc')], { needs: '8017 8018', bars: '7256 7259' }),
  define('7255', [upTo('X', 10)], { needs: '8017 8018', bars: '7256 7259' }),
  define('7256', [upTo('X', 90, 'pcenc')], { needs: '8017 8018' }),
  define('7257', [upTo('X', 70, 'pcenc')], { needs: '8018' }),
  define('7258', [x(3, 'posinseqslash')], { needs: '8018+7259' }),
  define('7259', [upTo('X', 40, 'pcenc')], { needs: '8018', bars: '7256' }),
];

/** AIs (8001) to (99): keys of assets, services, components and models, coupons, and what companies agree on. */
const widerIdentifiers = [
  define('8001', [n(4, 'nonzero'), n(5, 'nonzero'), n(3, 'nonzero'), n(1, 'winding'), n(1)], { needs: '01' }),
  define('8002', [upTo('X', 20)]),
  define('8003', [n(1, 'zero'), n(13, 'csum', 'gcppos1'), optional(upTo('X', 16))], { key: [[]] }),
  define('8004', [upTo('X', 30, 'gcppos1')], { key: [['7040']] }),
  define('8005', [n(6)], { needs: '01 02' }),
  define('8006', itip, { key: [['22', '10', '21']], bars: '01 03 37' }),
  define('8007', [upTo('X', 34, 'iban')], { needs: '415' }),
  define('8008', [n(6, 'yymmdd'), n(2, 'hh'), optional(n(2, 'mi')), optional(n(2, 'ss'))], {
    needs: '01 02 03',
  }),
  define('8009', [upTo('X', 50)], { needs: '00 01 03' }),
  define('8010', [upTo('Y', 30, 'gcppos1')], { key: [['8011']] }),
  define('8011', [upTo('N', 12, 'nozeroprefix')], { notInQuery, needs: '8010' }),
  define('8012', [upTo('X', 20)], { needs: '01 03 8006' }),
  define('8013', [upTo('X', 25, 'csumalpha', 'gcppos1')], { key: [[]] }),
  define('8014', [upTo('X', 25, 'csumalpha', 'gcppos1', 'hasnondigit')], { notInQuery, needs: '01' }),
  define('8017', [n(18, 'csum', 'gcppos1')], { key: [['8019']], bars: '8018' }),
  define('8018', [n(18, 'csum', 'gcppos1')], { key: [['8019']], bars: '8017' }),
  define('8019', [upTo('N', 10)], { notInQuery, needs: '8017 8018' }),
  define('8020', [upTo('X', 25)], { notInQuery, needs: '415' }),
  define('8026', itip, { needs: '37', bars: '02 03 8006' }),
  define('8030', [upTo('Z', 90)], {
    needs: '00 01+21 03+21 253 255 8003 8004 8006+21 8010+8011 8017 8018',
  }),
  define('8040', [n(15)], { notInQuery, needs: '01+21' }),
  define('8041', [n(15)], { notInQuery, needs: '01+21+8040' }),
  define('8042', [n(32)], { notInQuery, needs: '01+21+8040' }),
  define('8043', [n(18), optional(upTo('N', 2))], { notInQuery, needs: '01+21+8040' }),
  define('8110', [upTo('X', 70, 'couponcode')]),
  define('8111', [n(4)], { needs: '255' }),
  define('8112', [upTo('X', 70, 'couponposoffer')]),
  define('8200', [upTo('X', 70)], { notInQuery, needs: '01' }),
  define('90', [upTo('X', 30)]),
  define('91-99', [upTo('X', 90)]),
];

export const usageIdentifiers = [...particularIdentifiers, ...widerIdentifiers];
