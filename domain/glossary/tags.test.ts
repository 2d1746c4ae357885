import { expect, test } from 'vitest';
import { ACTION_LINE_CODES } from '../taxonomy/action-lines.ts';
import { COUNTRY_CODES } from '../taxonomy/countries.ts';
import { SDG_IDS } from '../taxonomy/sdgs.ts';
import { TABLE } from './table.generated.ts';
import { conceptsOfTags, countryConcept, TAG_CONCEPTS } from './tags.ts';

const IDS = new Set(TABLE.slice(0, TABLE.indexOf('\n')).split(' '));

test('every concept a tag stands for is in the glossary', () => {
  const named = Object.values(TAG_CONCEPTS).flatMap((codes) =>
    Object.values<readonly string[]>(codes).flat(),
  );
  expect(named.filter((id) => !IDS.has(id))).toEqual([]);
});

test('every action line, goal and country has a concept', () => {
  expect(ACTION_LINE_CODES.filter((code) => TAG_CONCEPTS.actionLines[code].length === 0)).toEqual([]);
  expect(SDG_IDS.filter((id) => !TAG_CONCEPTS.sdgs[id].includes(`sdg-${id}`))).toEqual([]);
  expect(COUNTRY_CODES.filter((code) => !IDS.has(countryConcept(code)))).toEqual([]);
});

test('an entry stands for the concepts of all its tags, each once', () => {
  expect(
    conceptsOfTags({
      action_lines: ['C7-ehealth', 'C7-eagriculture'],
      sdgs: [3],
      countries: ['KE', 'CI'],
      country_groups: ['lldc'],
      beneficiaries: ['people-in-poverty', 'general-public'],
      kind: 'training',
      stakeholder_type: 'other',
    }),
  ).toEqual([
    'action-line-c7',
    'digital-health',
    'health',
    'agriculture',
    'sdg-3',
    'country-ke',
    'country-ci',
    'east-africa',
    'great-lakes-africa',
    'sub-saharan-africa',
    'africa',
    'west-africa',
    'landlocked-developing-countries',
    'poor-people',
    'poverty',
    'training-course',
  ]);
});
