import type { Page } from 'playwright-core';
import type { Language } from '#domain/taxonomy/language.ts';
import { SUMMARY } from './submissions.ts';

/** Addresses, without the language, of the pages that tests name. */
export interface Addresses {
  home: string;
  search: string;
  entry: string;
  /** One of each kind of public page, and each state of them that has an address. */
  all: string[];
}

/** The addresses of a register that holds the seed entries. */
export async function addressesOf(origin: string): Promise<Addresses> {
  const answer = await fetch(`${origin}/api/v1/initiatives?country=CO&size=1`);
  const { results } = (await answer.json()) as {
    results: { id: string; slug: string; organizations: { id: string }[] }[];
  };
  const [entry] = results;
  if (!entry) throw new Error('the register has no entry of Colombia');
  const home = '';
  const search = '/initiatives';
  const address = `/initiatives/${entry.id}/${entry.slug}`;
  return {
    home,
    search,
    entry: address,
    all: [
      home,
      search,
      '/initiatives?q=health&sdg=3&action_line=C7',
      '/initiatives?q=helth',
      '/initiatives?q=zzzznothing',
      '/initiatives?sdg=99',
      address,
      `/initiatives/${entry.id}/versions`,
      `/initiatives/${entry.id}/versions/1`,
      `/initiatives/${entry.id}/suggest`,
      `/initiatives/${entry.id}/translate`,
      `/initiatives/${entry.id}/report`,
      '/action-lines',
      '/action-lines/C7-ehealth',
      '/sdgs',
      '/sdgs/4',
      '/countries',
      '/countries/CO',
      '/figures',
      '/figures?country=CO',
      '/figures?country=CO&sdg=14',
      `/organizations/${entry.organizations[0]?.id}`,
      '/figures?sdg=4',
      '/submit/mine',
      '/submit/offline',
      '/offline',
      '/sign-in',
      '/help',
      '/accessibility',
      '/privacy',
      '/reasons',
      '/review-times',
      '/problems/edit-conflict',
      '/no-such-page',
    ],
  };
}

/** The stages of the form, in order. */
export const STAGES = [
  'title',
  'duplicates',
  'about',
  'organizations',
  'lines',
  'goals',
  'contact',
  'check',
] as const;
export type StageName = (typeof STAGES)[number];

/** Answers that go through, but for the title: an entry of the seed has it. */
const ANSWERS: readonly (readonly [string, string])[] = [
  ['title', 'Digital Awareness Programme (DAP)'],
  ['language', 'en'],
  ['summary', SUMMARY],
  ['kind', 'project'],
  ['countries', 'TZ'],
  ['organizations.0.name', 'Kilimatinde Library Trust'],
  ['stakeholder_type', 'civil-society'],
  ['action_lines', 'C3'],
  ['sdgs', '4'],
  ['contact_email', 'reader@ngo.example'],
  ['contact_language', 'en'],
];

/** Opens a stage of the form as it comes from the server, with everything before it answered, or with errors. */
export async function openStage(
  page: Page,
  origin: string,
  language: Language,
  stage: StageName,
  { wrong = false } = {},
): Promise<void> {
  const address = `${origin}/${language}/submit`;
  await page.goto(address);
  if (stage === 'title' && !wrong) return;
  const fields = [
    ...(wrong ? [] : ANSWERS),
    ['stage', stage === 'duplicates' ? 'title' : stage],
    ['go', wrong || stage === 'duplicates' ? 'next' : `change:${stage}`],
  ];
  await Promise.all([
    page.waitForEvent('load'),
    page.evaluate(
      ([action, values]) => {
        const sent = document.createElement('form');
        sent.method = 'post';
        sent.action = action;
        const token = document.querySelector<HTMLInputElement>('input[name="form"]')?.value ?? '';
        for (const [name = '', value = ''] of [...values, ['form', token]]) {
          const input = document.createElement('input');
          input.type = 'hidden';
          input.name = name;
          input.value = value;
          sent.appendChild(input);
        }
        document.body.appendChild(sent);
        sent.submit();
      },
      [address, fields] as const,
    ),
  ]);
}
