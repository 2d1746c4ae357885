import { expect, test } from 'vitest';
import { COMMISSIONS, KINDS, STAKEHOLDER_TYPES } from './code-lists.ts';
import { isCountryCode } from './countries.ts';

test('every code the published entries carry is listed', () => {
  const kinds = 'publication policy platform programme project event training standard campaign index fund';
  const stakeholders =
    'international-organization civil-society technical-community private-sector academia government';
  expect(KINDS).toEqual(expect.arrayContaining(kinds.split(' ')));
  expect(STAKEHOLDER_TYPES).toEqual(expect.arrayContaining(stakeholders.split(' ')));
  expect(COMMISSIONS).toEqual(expect.arrayContaining('eca escap escwa ece eclac'.split(' ')));
  const countries =
    'AE AR BD BJ CA CN CO CU DE DZ FI GB ID IN JP KW KZ MM MX MY NG OM PK PL PT QA RU RW SA TZ US UY VU ZW';
  expect(countries.split(' ').filter((code) => !isCountryCode(code))).toEqual([]);
});
