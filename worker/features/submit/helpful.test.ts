import { env } from 'cloudflare:workers';
import { expect, test, vi } from 'vitest';
import { entryById } from '#db/entries.ts';
import { newId } from '#domain/initiative/identifiers.ts';
import { aContent, aSubmission, aTitle } from '#test/factories.ts';
import { filledIn, formsIn } from '#test/support/forms-in-html.ts';
import { aPublishedEntry } from '#test/support/published.ts';
import { call, post, postForm } from '#test/support/sign-in.ts';
import { rowPath } from '#worker/http/correction-links.ts';
import { seal } from '#worker/http/links.ts';

const TELEMEDICINE =
  'Nurses in the villages of the valley use telemedicine to reach doctors in the hospitals of the capital. Patients ' +
  'who used to travel two days are seen the same morning, and vaccination lists are kept on tablets by the clinics.';

async function stageOf(answer: Response) {
  const html = await answer.text();
  const form = (await formsIn(html)).find(({ fields }) => fields.some(([name]) => name === 'stage'));
  const stage = form?.fields.find(([name]) => name === 'stage')?.[1];
  return { status: answer.status, html, form, stage };
}
type Stage = Awaited<ReturnType<typeof stageOf>>;

const go = async ({ form }: Stage, answers: Record<string, string | readonly string[]>, button = 'next') =>
  stageOf(await postForm('/en/submit', filledIn(form, answers, button)));

/** The values of the boxes of a name. */
const boxes = ({ html }: Stage, name: string) =>
  [...html.matchAll(/<input[^>]*type="checkbox"[^>]*>/g)]
    .map(([box]) => box)
    .filter((box) => box.includes(`name="${name}"`))
    .map((box) => [/value="([^"]*)"/.exec(box)?.[1], / checked/.test(box)]);

test('lines and goals are suggested with their reasons, taken up if ticked, and not suggested twice', async () => {
  const token = await seal(env.LINK_SECRET, 'form', [crypto.randomUUID(), Date.now() - 60_000]);
  const start = await stageOf(await call('/en/submit'));
  const about = { title: `Doctors on the line ${newId()}`, language: 'en', form: token };
  let page = await go(await go(start, about), { summary: TELEMEDICINE, kind: 'project' });
  const who = { 'organizations.0.name': 'River Radio Trust', stakeholder_type: 'civil-society' };
  page = await go(page, who);
  expect(page.stage).toBe('lines');
  expect(boxes(page, 'suggested_lines')).toEqual([['C7-ehealth', false]]);
  expect(page.html).toContain('Because you wrote “telemedicine”, “Doctors” and “hospitals”.');

  // Nothing chosen at all is a mistake, not a refusal.
  page = await go(page, {});
  expect([page.status, page.stage]).toEqual([422, 'lines']);
  expect(boxes(page, 'suggested_lines')).toHaveLength(1);

  page = await go(page, { suggested_lines: 'C7-ehealth', action_lines: 'C2' });
  expect(page.stage).toBe('goals');
  expect(boxes(page, 'suggested_sdgs')).toEqual([['3', false]]);
  expect(page.html).toContain('The official matrix links C7 E-health with this goal.');
  page = await go(page, { sdgs: '9' });
  expect(page.stage).toBe('contact');
  page = await go(page, { contact_email: `${newId()}@ngo.example`, contact_language: 'en' });
  expect(page.stage).toBe('check');
  expect(page.html).toContain('E-health');

  // What was taken up is chosen, what was left alone does not come back.
  const lines = await go(page, {}, 'change:lines');
  expect(boxes(lines, 'suggested_lines')).toEqual([]);
  expect(boxes(lines, 'action_lines').filter(([, checked]) => checked)).toEqual([
    ['C2', true],
    ['C7-ehealth', true],
  ]);
  const goals = await go(page, {}, 'change:goals');
  expect(boxes(goals, 'suggested_sdgs')).toEqual([]);

  // The check page says what readers would like to know too, and leads there; the receipt says it once more.
  expect(page.html).toContain('Your entry is complete, and you can send it now.');
  expect(page.html.match(/class="improvements"[\s\S]*?<\/section>/)?.[0].match(/<li>/g)).toHaveLength(4);
  page = await go(page, {}, 'change:about');
  expect(page.stage).toBe('about');
  page = await go(page, { impact: 'Two hundred people a month.', countries: 'TZ' });
  expect(page.stage).toBe('check');
  expect(page.html).toContain('Two hundred people a month.');
  expect(page.html).not.toContain('the first thing others ask');
  const receipt = await stageOf(await postForm('/en/submit', filledIn(page.form, {}, 'send')));
  expect(receipt.status).toBe(200);
  expect(receipt.html).toContain('Readers trust results that they can check.');
});

test('programs get suggestions with reasons in their language', async () => {
  const question = { title: 'Telemedicine for the islands', summary: TELEMEDICINE, language: 'en' };
  const answer = await post('/api/v1/tag-suggestions', question, { 'accept-language': 'fr' });
  expect(answer.status).toBe(200);
  const { action_lines, sdgs } = (await answer.json()) as Record<string, Record<string, unknown>[]>;
  expect(action_lines?.[0]).toEqual({
    code: 'C7-ehealth',
    reason: expect.stringContaining('Parce que vous avez écrit «\u202fTelemedicine\u202f»'),
    words: ['Telemedicine', 'hospitals', 'Patients'],
  });
  expect(sdgs?.[0]).toMatchObject({ code: 3, action_lines: ['C7-ehealth'] });
  const wrong = await post('/api/v1/tag-suggestions', { title: 'x', language: 'xx', action_lines: ['C99'] });
  expect(wrong.status).toBe(422);
  const { errors } = (await wrong.json()) as { errors: { pointer: string }[] };
  expect(errors.map(({ pointer }) => pointer).sort()).toEqual(['#/action_lines/0', '#/language', '#/title']);
});

test('impact, partnerships, challenges and evidence go through every layer', async () => {
  const told = {
    impact: 'Zwanzigtausend readers borrowed lamps.',
    partnerships: 'Schools lend the rooms.',
    challenges: 'Batteries.\n\nNext: sunlight.',
    evidence: 'https://example.org/evaluation',
  };
  const too = await post('/api/v1/initiatives', aSubmission({ impact: 'a'.repeat(2001), evidence: '<b>' }));
  expect(too.status).toBe(422);
  const { errors } = (await too.json()) as { errors: { pointer: string; code: string }[] };
  expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toEqual([
    '#/impact too-long',
    '#/evidence markup',
  ]);
  const kept = await post('/api/v1/initiatives', aSubmission({ ...told, impact: ' Lamps. ', evidence: '' }));
  const { id } = (await kept.json()) as { id: string };
  expect((await entryById(env.DB, id))?.content.texts[0]).toMatchObject({ impact: 'Lamps.' });
  expect((await entryById(env.DB, id))?.content.texts[0]).not.toHaveProperty('evidence');

  const content = aContent({
    texts: [{ language: 'en', title: aTitle(), summary: TELEMEDICINE, origin: 'original', ...told }],
  });
  const entry = await aPublishedEntry({ content });
  const { texts } = (await (await call(`/api/v1/initiatives/${entry.id}`)).json()) as {
    texts: Record<string, unknown>[];
  };
  expect(texts[0]).toMatchObject(told);
  const short = await call(`/en/initiatives/${entry.id}`);
  const page = await (await call(short.headers.get('location') ?? '')).text();
  for (const words of ['Impact', 'Partnerships', 'Challenges and next steps', 'Evidence', told.impact])
    expect(page).toContain(words);

  // The owner's form is filled with it; a change of it alone waits and is shown word by word.
  const status = await (await call(entry.status)).text();
  const form = (await formsIn(status)).find(({ action }) => action === entry.status);
  expect(new Map(form?.fields).get('challenges')).toBe(told.challenges);
  const change = (form?.fields ?? []).map(([name, value]): [string, string] =>
    name === 'impact' ? [name, 'Thirty readers borrowed lamps.'] : [name, value],
  );
  expect((await postForm(entry.status, change)).headers.get('location')).toContain('done=revised');
  const { texts: revised } = (await entryById(env.DB, entry.id))?.content ?? { texts: [] };
  expect(revised[0]).toMatchObject({ impact: 'Thirty readers borrowed lamps.', evidence: told.evidence });
});

test('a reader may correct what an entry tells; a word of it finds the entry', async () => {
  const word = `lamplight${newId()}`;
  const text = { language: 'en', title: aTitle(), summary: TELEMEDICINE, origin: 'original' as const };
  const entry = await aPublishedEntry({ content: aContent({ texts: [{ ...text, impact: 'Dark.' }] }) });
  const choices = await (await call(`/en/initiatives/${entry.id}/suggest`)).text();
  expect(choices).toContain('field=impact');
  expect(choices).not.toContain('field=challenges');
  const suggestion = { field: 'impact', language: 'en', value: `Now ${word}.`, evidence: 'We saw it there.' };
  const answer = await post(`/api/v1/initiatives/${entry.id}/corrections`, {
    ...suggestion,
    email: `${newId()}@reader.example`,
  });
  expect(answer.status).toBe(202);
  const { id } = (await answer.json()) as { id: string };
  const link = await rowPath(env.LINK_SECRET, 'en', { purpose: 'correction', id, at: Date.now() });
  expect((await postForm(link, [])).status).toBe(200);
  const accepted = await postForm(`${entry.status}/corrections/${id}/accept`, [['expected_version', '3']]);
  expect(accepted.status).toBe(303);
  expect((await entryById(env.DB, entry.id))?.content.texts[0]).toMatchObject({ impact: `Now ${word}.` });

  const other = await aPublishedEntry({
    content: aContent({ texts: [{ ...text, impact: `New ${word}.` }] }),
  });
  await vi.waitFor(
    async () => {
      const found = await call(`/api/v1/initiatives?q=${word}&exact=1`);
      const { results } = (await found.json()) as { results: { id: string }[] };
      expect(results.map((one) => one.id)).toEqual([other.id]);
    },
    { timeout: 8000, interval: 50 },
  );
}, 20_000);
