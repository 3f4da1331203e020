import { define, n, optional, upTo } from './ai-definition.ts';

const tradeItem = '01 02 03 8006 8026';
const predefined = true;
const notInQuery = true;

/** AIs (00) to (30), (37) and (235) to (255): keys, dates and attributes of trade items, documents and coupons. */
export const itemIdentifiers = [
  define('00', [n(18, 'csum', 'gcppos2')], { predefined, key: [[]] }),
  define('01', [n(14, 'csum', 'gcppos2')], {
    predefined,
    key: [['22', '10', '21'], ['235']],
    bars: '255 37',
  }),
  define('02', [n(14, 'csum', 'gcppos2')], { predefined, needs: '37', bars: '01 03' }),
  define('03', [n(14, 'csum', 'gcppos2')], { predefined, notInQuery, bars: '01 02 37 235' }),
  define('10', [upTo('X', 20)], { needs: tradeItem }),
  define('11', [n(6, 'yymmd0')], { predefined, needs: tradeItem }),
  define('12', [n(6, 'yymmd0')], { predefined, needs: '8020' }),
  define('13', [n(6, 'yymmd0')], { predefined, needs: tradeItem }),
  define('15', [n(6, 'yymmd0')], { predefined, needs: tradeItem }),
  define('16', [n(6, 'yymmd0')], { predefined, needs: tradeItem }),
  define('17', [n(6, 'yymmd0')], { predefined, needs: '01 02 03 255 8006 8026' }),
  define('20', [n(2)], { predefined, needs: tradeItem }),
  define('21', [upTo('X', 20)], { notInQuery, needs: '01 03 8006', bars: '235' }),
  define('22', [upTo('X', 20)], { notInQuery, needs: '01' }),
  define('235', [upTo('X', 28)], { notInQuery, needs: '01' }),
  define('240', [upTo('X', 30)], { needs: tradeItem }),
  define('241', [upTo('X', 30)], { needs: tradeItem }),
  define('242', [upTo('N', 6)], { needs: '01 02 8006 8026' }),
  define('243', [upTo('X', 20)], { needs: '01 03' }),
  define('250', [upTo('X', 30)], { needs: '01+21 03+21 8006+21' }),
  define('251', [upTo('X', 30)], { needs: '01 03 8006' }),
  define('253', [n(13, 'csum', 'gcppos1'), optional(upTo('X', 17))], { key: [[]] }),
  define('254', [upTo('X', 20)], { notInQuery, needs: '414' }),
  define('255', [n(13, 'csum', 'gcppos1'), optional(upTo('N', 12))], {
    key: [[]],
    bars: '01 02 415 8006 8020 8026',
  }),
  define('30', [upTo('N', 8)], { needs: '01 02' }),
  define('37', [upTo('N', 8)], { needs: '00+02 00+8026' }),
];
