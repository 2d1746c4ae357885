import { expect, test } from 'vitest';
import { COMMISSIONS, type CountryGroup, REGIONS } from './code-lists.ts';
import {
  COUNTRIES,
  COUNTRY_CODES,
  commissionsOf,
  countryName,
  groupsOf,
  isCountryCode,
  regionsOf,
} from './countries.ts';

const NOT_UN_MEMBERS = (
  'AI AS AW AX BL BM BQ CK CW EH FK FO GF GG GI GL GP GU HK IM JE KY MF MO MP MQ MS ' +
  'NC NU PF PM PR PS RE SH SX TC TK VA VG VI WF YT'
).split(' ');
const UN_MEMBERS = COUNTRY_CODES.filter((code) => !NOT_UN_MEMBERS.includes(code));
const inGroup = (group: CountryGroup) =>
  COUNTRY_CODES.filter((code) => COUNTRIES[code].groups.includes(group));

test('lists the 193 Members of the United Nations, its two observer States and territories', () => {
  expect(UN_MEMBERS).toHaveLength(193);
  expect(NOT_UN_MEMBERS.every(isCountryCode)).toBe(true);
  expect(COUNTRY_CODES).toEqual([...COUNTRY_CODES].sort());
});

test('Members of the United Nations and the Holy See fall into ITU regions as ITU counts them', () => {
  const states = [...UN_MEMBERS, 'VA' as const];
  const sizes = REGIONS.map((region) => states.filter((code) => COUNTRIES[code].region === region).length);
  expect(Object.fromEntries(REGIONS.map((region, i) => [region, sizes[i]]))).toEqual({
    africa: 44,
    americas: 35,
    'arab-states': 21,
    'asia-pacific': 39,
    cis: 9,
    europe: 46,
    international: 0,
  });
});

test('the Arab States are the League of Arab States', () => {
  const arab = COUNTRY_CODES.filter((code) => COUNTRIES[code].region === 'arab-states');
  expect(arab.join(' ')).toBe('AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE');
});

test('each commission has the members and associate members it publishes', () => {
  const sizes = COMMISSIONS.map(
    (commission) => COUNTRY_CODES.filter((code) => COUNTRIES[code].commissions.includes(commission)).length,
  );
  expect(Object.fromEntries(COMMISSIONS.map((commission, i) => [commission, sizes[i]]))).toEqual({
    eca: 54,
    ece: 56,
    eclac: 46 + 14,
    escap: 53 + 9,
    escwa: 21,
  });
});

test('every Member of the United Nations belongs to a commission', () => {
  const outside = UN_MEMBERS.filter((code) => COUNTRIES[code].commissions.length === 0);
  expect(outside).toEqual([]);
});

test('special groups have their published sizes', () => {
  expect(inGroup('ldc')).toHaveLength(44);
  expect(inGroup('lldc')).toHaveLength(32);
  const sids = inGroup('sids');
  const states = sids.filter((code) => UN_MEMBERS.includes(code) || code === 'CK' || code === 'NU');
  expect(states).toHaveLength(39);
  expect(sids).toHaveLength(39 + 18);
});

test('no country is both landlocked and an island', () => {
  expect(inGroup('lldc').filter((code) => inGroup('sids').includes(code))).toEqual([]);
});

test('a country may answer to several commissions but to one region', () => {
  expect(commissionsOf(['EG'])).toEqual(['eca', 'escwa']);
  expect(commissionsOf(['KZ'])).toEqual(['ece', 'escap']);
  expect(commissionsOf(['US'])).toEqual(['ece', 'eclac', 'escap']);
  expect(regionsOf(['EG'])).toEqual(['arab-states']);
  expect(regionsOf(['KZ'])).toEqual(['cis']);
  expect(regionsOf(['US'])).toEqual(['americas']);
});

test('several countries give each region, group and commission once, in list order', () => {
  expect(regionsOf(['FR', 'KE', 'DE', 'JP'])).toEqual(['africa', 'asia-pacific', 'europe']);
  expect(groupsOf(['TV', 'NP', 'FR', 'NE'])).toEqual(['ldc', 'lldc', 'sids']);
  expect(commissionsOf(['JP', 'KE', 'PE'])).toEqual(['eca', 'eclac', 'escap']);
});

test('unknown codes are passed over', () => {
  for (const code of ['ZZ', 'fr', '', 'toString', '__proto__']) {
    expect(isCountryCode(code)).toBe(false);
    expect(regionsOf([code, 'FR'])).toEqual(['europe']);
    expect(groupsOf([code])).toEqual([]);
    expect(commissionsOf([code])).toEqual([]);
    expect(countryName(code, 'en')).toBe(code);
  }
});

test('names follow United Nations usage', () => {
  expect(countryName('PS', 'en')).toBe('State of Palestine');
  expect(countryName('CD', 'fr')).toBe('République démocratique du Congo');
  expect(countryName('MM', 'en')).toBe('Myanmar');
  expect(countryName('MO', 'zh')).toBe('中国澳门');
  expect(countryName('VA', 'es')).toBe('Santa Sede');
  expect(countryName('TR', 'en')).toBe('Türkiye');
});

test('other names come from the language of the reader', () => {
  expect(countryName('KE', 'ru')).toBe('Кения');
  expect(countryName('JP', 'ar')).toBe('اليابان');
});
