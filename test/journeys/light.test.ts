import type { Page, Request } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { browse, lookAtEach } from './browse.ts';
import { addressesOf, openStage, STAGES } from './pages.ts';
import { countingRelay, layoutShift, partsOf, told, weigh } from './wire.ts';

/** What a first visit may cost over the wire, in bytes: page, style sheet, scripts and images, with their headers. */
const MOST = { home: 45_000, search: 40_000, entry: 30_000, stage: 30_000, script: 15_000, again: 8_000 };

const browsing = browse();
const addresses = await addressesOf(browsing.origin);

/** A page without a service worker: what one keeps for later comes after the page, and is not its weight. */
function phone(): Promise<Page> {
  return browsing.page({ width: 360, prefers: { serviceWorkers: 'block' } });
}

/** What is wrong with a page that is opened by `open`, in a line each. */
async function faults(page: Page, name: string, open: () => Promise<unknown>, most?: number) {
  const foreign: string[] = [];
  const note = (request: Request) => {
    if (!request.url().startsWith(`${browsing.origin}/`)) foreign.push(request.url());
  };
  page.on('request', note);
  const parts = await partsOf(page, open);
  page.off('request', note);
  console.log(`${name}: ${told(parts)}`);
  return [
    ...(most && weigh(parts) > most ? [`${name} costs more than ${most / 1000} kB: ${told(parts)}`] : []),
    ...(weigh(parts, 'Script') > MOST.script ? [`${name} has too much script: ${told(parts)}`] : []),
    ...(weigh(parts, 'Font') > 0 ? [`${name} loads a font: ${told(parts)}`] : []),
    ...(parts.length < 2 ? [`${name} was not measured: ${told(parts)}`] : []),
    ...foreign.map((address) => `${name} asks another site: ${address}`),
  ];
}

/** A phone to which scripts come late, so that whatever they change is seen to change. */
async function phoneWithLateScripts(): Promise<Page> {
  const page = await phone();
  await page.route('**/*.js', (route) => setTimeout(() => route.continue().catch(() => undefined), 300));
  return page;
}

/** What moves after it was painted. */
async function moves(page: Page, name: string, open: () => Promise<unknown>): Promise<string[]> {
  let found: string[] = [];
  // A busy browser may paint half a page before the rest has come; what a page does by itself, it does each time.
  for (let visit = 0; visit < 2; visit++) {
    await open();
    await page.waitForLoadState('networkidle');
    const { score, moved } = await layoutShift(page);
    if (score === 0) return [];
    found = [`${name} moves by ${score.toFixed(4)}: ${moved.join(' | ')}`];
  }
  return found;
}

describe.each(['en', 'ar'] as const)('in %s', (language) => {
  const budgetOf = (path: string): number | undefined => {
    if (path === addresses.home) return MOST.home;
    if (path === addresses.entry) return MOST.entry;
    return path.split('?', 1)[0] === addresses.search ? MOST.search : undefined;
  };

  test('a first visit to a page or a step of the form stays within its budget, and asks nobody else', async () => {
    const pages = await lookAtEach(addresses.all, phone, (page, path) => {
      const address = `/${language}${path}`;
      return faults(page, address, () => page.goto(browsing.origin + address), budgetOf(path));
    });
    const steps = await lookAtEach(STAGES, phone, (page, stage) => {
      const open = () => openStage(page, browsing.origin, language, stage);
      return faults(page, `/${language}/submit (${stage})`, open, MOST.stage);
    });
    expect([...pages, ...steps]).toEqual([]);
  });

  test('nothing moves once it is painted, whatever scripts do later', async () => {
    const pages = await lookAtEach(addresses.all, phoneWithLateScripts, (page, path) => {
      const address = `/${language}${path}`;
      return moves(page, address, () => page.goto(browsing.origin + address));
    });
    const steps = await lookAtEach(STAGES, phoneWithLateScripts, (page, stage) =>
      moves(page, `step ${stage}`, () => openStage(page, browsing.origin, language, stage)),
    );
    expect([...pages, ...steps]).toEqual([]);
  });

  test('a second visit to the search costs next to nothing, with a service worker or without', async () => {
    for (const serviceWorkers of ['block', 'allow'] as const) {
      const relay = await countingRelay(browsing.origin);
      const page = await browsing.page({ width: 360, prefers: { serviceWorkers } });
      await page.goto(`${relay.origin}/${language}/initiatives`, { waitUntil: 'networkidle' });
      await page.goto(`${relay.origin}/${language}/privacy`, { waitUntil: 'networkidle' });
      // What a service worker fetches for later belongs to the visits before.
      for (let before = -1; before !== relay.received(); await page.waitForTimeout(1000))
        before = relay.received();
      const before = relay.received();
      await page.goto(`${relay.origin}/${language}/initiatives`, { waitUntil: 'networkidle' });
      await page.waitForTimeout(500);
      const bytes = relay.received() - before;
      await page.context().close();
      relay.close();
      console.log(
        `second visit to /${language}/initiatives, service worker ${serviceWorkers}: ${bytes} bytes`,
      );
      expect(bytes).toBeGreaterThan(0);
      expect(bytes).toBeLessThanOrEqual(MOST.again);
    }
  });
});
