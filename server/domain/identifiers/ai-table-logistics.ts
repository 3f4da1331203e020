import { define, n, optional, upTo, x } from './ai-definition.ts';
import type { Definition } from './ai-definition.ts';

const gln = n(13, 'csum', 'gcppos1');
const country = n(3, 'iso3166');
const upToFiveCountries = [country, ...Array.from({ length: 4 }, () => optional(country))];
const predefined = true;

/** AIs (400) to (4333): orders, consignments, places and parties, origin, and what a delivery needs. */
export const logisticIdentifiers = [
  define('400', [upTo('X', 30)]),
  define('401', [upTo('X', 30, 'gcppos1')], { key: [[]] }),
  define('402', [n(17, 'csum', 'gcppos1')], { key: [[]] }),
  define('403', [upTo('X', 30)], { needs: '00' }),
  define('410', [gln], { predefined }),
  define('411', [gln], { predefined }),
  define('412', [gln], { predefined }),
  define('413', [gln], { predefined }),
  define('414', [gln], { predefined, key: [['254'], ['7040']] }),
  define('415', [gln], { predefined, key: [['8020']], needs: '8020' }),
  define('416', [gln], { predefined }),
  define('417', [gln], { predefined, key: [['7040']] }),
  define('420', [upTo('X', 20)], { bars: '421' }),
  define('421', [country, upTo('X', 9)], { bars: '4307' }),
  define('422', [country], { needs: '01 02 03 8006 8026', bars: '426' }),
  define('423', upToFiveCountries, { needs: '01 02 03', bars: '426' }),
  define('424', [country], { needs: '01 02 03', bars: '426' }),
  define('425', upToFiveCountries, { needs: '01 02 03', bars: '426' }),
  define('426', [country], { needs: '01 02 03' }),
  define('427', [upTo('X', 3)], { needs: '01+422 02+422 03+422' }),
  ...address('430'),
  define('4308', [upTo('X', 30)], { needs: '00' }),
  define('4309', [n(10, 'latitude'), n(10, 'longitude')], { needs: '00' }),
  ...address('431'),
  define('4318', [upTo('X', 20)], { needs: '00' }),
  define('4319', [upTo('X', 30)], { needs: '00' }),
  define('4320', [upTo('X', 35, 'pcenc')], { needs: '00' }),
  define('4321', [n(1, 'yesno')], { needs: '00' }),
  define('4322', [n(1, 'yesno')], { needs: '00' }),
  define('4323', [n(1, 'yesno')], { needs: '00' }),
  define('4324', [n(6, 'yymmd0'), n(4, 'hhmi')], { needs: '00' }),
  define('4325', [n(6, 'yymmd0'), n(4, 'hhmi')], { needs: '00' }),
  define('4326', [n(6, 'yymmdd')], { needs: '00' }),
  ...temperatureLimits('4330', '4331'),
  ...temperatureLimits('4332', '4333'),
];

/** Company, name, two address lines, suburb, locality, region and country of whom to deliver or return to. */
function address(root: string): Definition[] {
  const lengths = [35, 35, 70, 70, 70, 70, 70];
  return [
    ...lengths.map((length, at) =>
      define(`${root}${at}`, [upTo('X', length, 'pcenc')], { needs: at === 3 ? `${root}2` : '00' }),
    ),
    define(`${root}7`, [x(2, 'iso3166alpha2')], { needs: '00' }),
  ];
}

/** In hundredths of a degree, with a hyphen behind when below zero: Fahrenheit or Celsius, never both. */
function temperatureLimits(fahrenheit: string, celsius: string): Definition[] {
  const degrees = [n(6), optional(x(1, 'hyphen'))];
  return [
    define(fahrenheit, degrees, { needs: '00', bars: celsius }),
    define(celsius, degrees, { needs: '00', bars: fahrenheit }),
  ];
}
