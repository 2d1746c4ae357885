import { describe, expect, test } from 'vitest';
import { browse, lookAtEach } from './browse.ts';
import { addressesOf, openStage, STAGES } from './pages.ts';
import { confirmedSubmission } from './submissions.ts';
import { accessibilityTree, missingIn, type Told } from './tree.ts';

const browsing = browse();
const addresses = await addressesOf(browsing.origin);

/** What a page tells a screen reader. */
async function treeOf(path: string): Promise<Told[]> {
  const page = await browsing.page();
  await page.goto(browsing.origin + path, { waitUntil: 'networkidle' });
  const tree = await accessibilityTree(page);
  await page.context().close();
  return tree;
}

const named = (tree: readonly Told[], role: string) => tree.filter((node) => node.role === role && node.name);

test.each(['en', 'ar', 'zh'] as const)(
  'every page and step has landmarks, headings and names, in %s',
  async (language) => {
    const open = () => browsing.page();
    const pages = await lookAtEach(addresses.all, open, async (page, path) => {
      await page.goto(`${browsing.origin}/${language}${path}`);
      return missingIn(await accessibilityTree(page)).map((missing) => `${path} ${missing}`);
    });
    const steps = await lookAtEach(STAGES, open, async (page, stage) => {
      await openStage(page, browsing.origin, language, stage);
      return missingIn(await accessibilityTree(page)).map((missing) => `step ${stage} ${missing}`);
    });
    expect([...pages, ...steps]).toEqual([]);
  },
);

test('home: the search is a landmark with a named box, and the matrix a table whose cells have both heads', async () => {
  const tree = await treeOf('/en');
  const box = tree.find(({ role, within }) => role === 'combobox' && within.includes('search'));
  expect(box?.name).toMatch(/search/i);
  expect(box?.states.expanded).toBe(false);
  expect(named(tree, 'table').length).toBeGreaterThan(0);
  const heads = (role: string) => new Set(named(tree, role).map(({ name }) => name));
  expect(heads('columnheader').size).toBeGreaterThanOrEqual(17);
  expect(heads('rowheader').size).toBeGreaterThanOrEqual(11);
  // A number says nothing by itself: it stands where the heads of its row and column are read with it.
  const bare = named(tree, 'link').filter(({ name }) => /^\d+$/.test(name));
  expect(bare.filter(({ within }) => !within.includes('cell') && !within.includes('gridcell'))).toEqual([]);
});

test('search: how many there are is announced, filters are named groups, and what is on says so', async () => {
  const tree = await treeOf('/en/initiatives?q=health&sdg=3');
  const status = tree.filter(({ role, states }) => role === 'status' && states.live === 'polite');
  expect(status.length).toBeGreaterThan(0);
  const filters = tree.filter(({ role }) => role === 'checkbox');
  expect(filters.length).toBeGreaterThan(20);
  expect(filters.filter(({ name }) => name.trim() === '')).toEqual([]);
  expect(filters.filter(({ states }) => states.checked === 'true').length).toBe(1);
  const titles = tree.filter(({ role, states }) => role === 'heading' && states.level !== 1);
  expect(titles.length).toBeGreaterThan(5);
});

test('entry: its title is the main heading, facts are told as terms, and the language of its words is set', async () => {
  const page = await browsing.page();
  await page.goto(`${browsing.origin}/ar${addresses.entry}`);
  const tree = await accessibilityTree(page);
  const title = tree.find(({ role, states }) => role === 'heading' && states.level === 1);
  expect(title?.name).toBe(await page.locator('h1').innerText());
  expect(tree.filter(({ role }) => role === 'term').length).toBeGreaterThan(3);
  expect(await page.locator('h1 [lang]').getAttribute('lang')).toBe('en');
  await page.context().close();
});

describe('form', () => {
  test('fields have a name, their hint and whether they are asked for', async () => {
    const tree = await treeOf('/en/submit');
    const title = tree.find(({ role, within }) => role === 'textbox' && within.includes('main'));
    expect(title?.name).toBe('Title');
    expect(title?.description).not.toBe('');
    expect(title?.states.required).toBe(true);
  });

  test('what is wrong is announced, leads to its field, and is said again there', async () => {
    const page = await browsing.page();
    await openStage(page, browsing.origin, 'en', 'title', { wrong: true });
    const tree = await accessibilityTree(page);
    const alert = tree.find(({ role }) => role === 'alert');
    expect(alert?.states.live).toBe('assertive');
    const title = tree.find(({ role, states }) => role === 'textbox' && states.invalid === 'true');
    const link = tree.find(({ role, within }) => role === 'link' && within.includes('alert'));
    // "Title: Please fill this in."
    expect(title?.description).toContain(link?.name.split(': ').at(-1));
    await page.locator('[role="alert"] a').first().click();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('title');
    await page.context().close();
  });

  test('goals and lines are groups with a name', async () => {
    const page = await browsing.page();
    for (const stage of ['lines', 'goals'] as const) {
      await openStage(page, browsing.origin, 'en', stage);
      const tree = await accessibilityTree(page);
      expect(named(tree, 'group').length).toBeGreaterThan(0);
      const boxes = tree.filter(({ role }) => role === 'checkbox');
      expect(boxes.filter(({ name, within }) => !name || !within.includes('group'))).toEqual([]);
    }
    await page.context().close();
  });
});

test('review: the decision is a group of radio buttons, and its message a named field', async () => {
  const title = `Reading rooms ${crypto.randomUUID()}`;
  const id = await confirmedSubmission(browsing.origin, { title });
  const page = await browsing.signedIn('moderator@stocktaking.example', 'en');
  await page.goto(`${browsing.origin}/en/moderation/${id}`, { waitUntil: 'networkidle' });
  const tree = await accessibilityTree(page);
  expect(missingIn(tree)).toEqual([]);
  const radios = tree.filter(({ role }) => role === 'radio');
  expect(radios.length).toBeGreaterThanOrEqual(3);
  expect(radios.filter(({ within }) => !within.includes('group') && !within.includes('radiogroup'))).toEqual(
    [],
  );
  expect(
    tree.filter(({ role, states }) => role === 'status' || states.live === 'polite').length,
  ).toBeGreaterThan(0);
  await page.context().close();
});
