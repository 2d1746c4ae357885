import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browse } from './browse.ts';

const { open } = browse();

/** Width and height in the header of a PNG, which it must have (PNG §11.2.1). */
function sizeOfPng(bytes: Uint8Array): [number, number] {
  expect([...bytes.subarray(0, 8)]).toEqual([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  return [view.getUint32(16), view.getUint32(20)];
}

async function bytesOf(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const parts: number[] = [];
  for await (const part of stream) for (const byte of part) parts.push(byte);
  return Uint8Array.from(parts);
}

/** Where the tiles of the goals stand, and between which edges the matrix is seen. */
function seenOfMatrix(page: Page) {
  return page.evaluate(() => {
    const edges = (element: Element) => {
      const { left, right } = element.getBoundingClientRect();
      return { left, right };
    };
    const seen = document.querySelector('.matrix-scroll') ?? document.body;
    return { tiles: [...seen.querySelectorAll('thead .sdg')].map(edges), frame: edges(seen) };
  });
}

describe.each(['en', 'ar'])('in %s', (language) => {
  test('each picture can be taken away as a PNG of twice its size', async () => {
    const page = await open(`/${language}/figures?region=africa`);
    const refused: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') refused.push(message.text());
    });
    for (const picture of ['map', 'matrix', 'years', 'regions', 'languages', 'freshness']) {
      const button = page.locator(`[data-png*="/${picture}.svg"]`);
      const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
      expect(download.suggestedFilename()).toBe(`${picture}.png`);
      const bytes = await bytesOf(await download.createReadStream());
      const [width, height] = sizeOfPng(bytes);
      expect(width).toBe(2048);
      expect(height).toBeGreaterThan(400);
      expect(bytes.length).toBeGreaterThan(15_000);
    }
    expect(refused).toEqual([]);
    await page.context().close();
  });

  test('the browser reads the files as XML, and draws them without any other file', async () => {
    const page = await open(`/${language}/figures`);
    const found = await page.evaluate(async (path) => {
      const names = ['map', 'matrix', 'years', 'regions', 'languages', 'freshness'];
      const wrong: string[] = [];
      for (const name of names) {
        const text = await (await fetch(`${path}/${name}.svg?q=%22a%26b%22`)).text();
        const file = new DOMParser().parseFromString(text, 'image/svg+xml');
        if (file.querySelector('parsererror') || /(?:href|url)\s*=?\s*["(](?!#)/.test(text)) wrong.push(name);
      }
      return wrong;
    }, `/${language}/figures`);
    expect(found).toEqual([]);
    await page.context().close();
  });

  test('a desk and a sheet of paper have room for all goals of the matrix', async () => {
    const page = await open(`/${language}/figures`, { width: 1280 });
    for (const media of ['screen', 'print'] as const) {
      // A4 at 96 dots an inch, within the usual margins.
      if (media === 'print') await page.setViewportSize({ width: 718, height: 1000 });
      await page.emulateMedia({ media });
      const { tiles, frame } = await seenOfMatrix(page);
      expect(tiles.length).toBe(17);
      expect(tiles.filter(({ left, right }) => left < frame.left || right > frame.right)).toEqual([]);
      expect(await page.locator('.matrix-sideways').isVisible()).toBe(false);
    }
    await page.context().close();
  });

  test('on a phone the matrix says that it goes on, and keys lead to its last goal and out of the fade', async () => {
    const page = await open(`/${language}`, { width: 360 });
    const matrix = page.locator('.matrix-scroll');
    expect(await page.locator('.matrix-sideways').isVisible()).toBe(true);
    const name = (await matrix.getAttribute('aria-label')) ?? '';
    expect(await page.getByRole('region', { name, exact: true }).count()).toBe(1);
    const fade = Number.parseFloat(
      await matrix.evaluate((element) => getComputedStyle(element, '::after').inlineSize),
    );
    expect(fade).toBeGreaterThan(20);
    await matrix.focus();
    for (let pressed = 0; pressed < 40; pressed++)
      await page.keyboard.press(language === 'ar' ? 'ArrowLeft' : 'ArrowRight');
    const toTheEnd = async () => {
      const { tiles, frame } = await seenOfMatrix(page);
      const last = tiles[16] ?? frame;
      return language === 'ar' ? last.left - frame.left : frame.right - last.right;
    };
    await expect.poll(toTheEnd).toBeGreaterThanOrEqual(fade);
    await page.context().close();
  });

  test('filters are those of the search, and lead there and back', async () => {
    const page = await open(`/${language}/initiatives?sdg=9&region=asia-pacific`, {
      withoutOurScripts: true,
    });
    const total = await page.locator('.search-total').innerText();
    await page.goto(page.url().replace('/initiatives?', '/figures?'));
    expect(await page.locator('.search-total').innerText()).toBe(total);
    expect(await page.locator('[data-png]:visible').count()).toBe(0);
    await page.locator('.results-head a').click();
    expect(new URL(page.url()).pathname).toBe(`/${language}/initiatives`);
    expect(await page.locator('.search-total').innerText()).toBe(total);
    await page.context().close();
  });
});

test('a country of the map leads to its initiatives, and the table below to the same ones by keyboard', async () => {
  const page = await open('/en/figures');
  const [href, table] = [
    await page.locator('.world-map a', { hasText: 'Indonesia' }).getAttribute('href'),
    page.locator('section[aria-labelledby="map"] details'),
  ];
  expect(href).toBe('/en/initiatives?country=ID');
  await table.locator('summary').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('href'))).toBe(href);
  await page.keyboard.press('Enter');
  await page.waitForURL(/country=ID/);
  expect(await page.locator('.search-total').innerText()).toContain('10 initiatives');
  await page.context().close();
});

test('a click on the map follows the country under it', async () => {
  const page = await open('/en');
  await page.locator('.world-map a', { hasText: 'China' }).locator('path').click();
  await page.waitForURL(/countries\/CN/);
  await page.context().close();
});
