import { expect, test } from 'vitest';
import { countryName } from '../taxonomy/countries.ts';
import { allBroader, broaderConcepts } from './broader.ts';
import { conceptName } from './glossary.ts';
import { REGION_CONCEPTS, regionConcepts } from './regions.ts';
import relations from './relations/broader.json' with { type: 'json' };

/** A concept has a name of its own; an unknown id is answered with itself. */
const isConcept = (id: string) => conceptName(id, 'zh') !== id;

test('relations name concepts, and none includes itself', () => {
  for (const [id, broader] of Object.entries(relations)) {
    expect([id, isConcept(id)]).toEqual([id, true]);
    for (const one of broader) expect([one, isConcept(one)]).toEqual([one, true]);
    for (const one of broader) expect([...allBroader([one])]).not.toContain(id);
  }
});

test('what is included is included all the way up', () => {
  expect(broaderConcepts('moocs')).toEqual(['e-learning', 'education']);
  expect(allBroader(['solar-energy'])).toEqual(
    new Set(['energy', 'renewable-energy', 'environment', 'climate-change']),
  );
  expect(allBroader(['wsis'])).toEqual(new Set());
});

test('regions are concepts and have countries', () => {
  for (const region of REGION_CONCEPTS) expect([region, isConcept(region)]).toEqual([region, true]);
  expect(regionConcepts('KZ')).toEqual(['central-asia', 'cis', 'asia']);
  expect(regionConcepts('KE')).toContain('sub-saharan-africa');
  expect(countryName('KE', 'en')).toBe('Kenya');
});
