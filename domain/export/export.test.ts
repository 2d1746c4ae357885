import { describe, expect, test } from 'vitest';
import type { PublicInitiative } from '../schemas/public-initiative.ts';
import { citation } from './citation.ts';
import { jsonLd, scriptJson } from './json-ld.ts';

const INITIATIVE: PublicInitiative = {
  id: '0123456789',
  slug: 'a-title',
  title: 'A title.',
  titles: { en: 'A title.', zh: '标题。' },
  summary: 'A summary.',
  summary_language: 'en',
  language: 'en',
  texts: [
    { language: 'en', title: 'A title.', summary: 'A summary.', origin: 'original' },
    { language: 'zh', title: '标题。', summary: null, origin: 'human' },
  ],
  organizations: [
    { id: 'a', name: 'First', acronym: '', role: 'lead' },
    { id: 'b', name: 'Second', acronym: 'S', role: 'partner' },
  ],
  stakeholder_type: 'government',
  kind: 'project',
  action_lines: ['C4'],
  sdgs: [4],
  coverage: null,
  countries: ['KE'],
  country_groups: [],
  regions: ['africa'],
  commissions: ['eca'],
  start_date: '2020-05',
  end_date: null,
  year: 2021,
  activity_status: null,
  beneficiaries: [],
  urls: ['https://example.org/'],
  source: null,
  award: null,
  version: 1,
  published_at: '2026-01-01T00:00:00.000Z',
  updated_at: '2026-01-02T00:00:00.000Z',
};
const context = { origin: 'https://register.example', register: 'WSIS Stocktaking' };

describe('citation', () => {
  test('names who leads, the year, the title in the language of the reader and the permanent address', () => {
    expect(citation(INITIATIVE, { ...context, language: 'zh' })).toBe(
      'First (2021). 标题. WSIS Stocktaking, WSIS-01234-56789. https://register.example/i/0123456789',
    );
  });

  test('does without an organisation', () => {
    expect(citation({ ...INITIATIVE, organizations: [] }, { ...context, language: 'en' })).toMatch(
      /^\(2021\)\. A title\. /,
    );
  });
});

describe('JSON-LD', () => {
  test('a project', () => {
    expect(jsonLd(INITIATIVE, context)).toMatchObject({
      '@type': 'Project',
      '@id': 'https://register.example/i/0123456789',
      foundingDate: '2020-05',
      member: [
        { '@type': 'Organization', name: 'First' },
        { name: 'Second', alternateName: 'S' },
      ],
      areaServed: [{ '@type': 'Country', identifier: 'KE' }],
    });
  });

  test.each([
    ['event', { '@type': 'Event', startDate: '2020-05' }],
    ['publication', { '@type': 'CreativeWork', datePublished: '2020-05', inLanguage: 'en' }],
  ] as const)('an initiative of the kind %s', (kind, expected) => {
    expect(jsonLd({ ...INITIATIVE, kind }, context)).toMatchObject(expected);
  });

  test('leaves out what is not known', () => {
    const node = jsonLd(INITIATIVE, context);
    for (const member of ['award', 'dissolutionDate']) expect(node).not.toHaveProperty(member);
  });

  test('cannot end the script it stands in', () => {
    const json = scriptJson({ text: '</script><!--\u2028' });
    expect(json).not.toMatch(/[<\u2028]/);
    expect(JSON.parse(json)).toEqual({ text: '</script><!--\u2028' });
  });
});
