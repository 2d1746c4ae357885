import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { browse } from './browse.ts';
import { layoutShift } from './wire.ts';

/** A phone on a 400 kbit/s link with 400 ms there and back, and a quarter of this machine's processor. */
const LINK = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const SLOWER = 4;

/** Milliseconds from the press on a link. */
const MOST = { seen: 1800, usable: 2500 };
const VISITS = 3;
/** Rounds of visits at most: a machine that does other things as well slows a round down, never the page up. */
const ROUNDS = 3;

const browsing = browse();

interface Times {
  /** The first text is painted. */
  seen: number;
  /**
   * It is painted, its scripts have run (all are modules, so they have when the document is ready), and nothing they
   * began keeps the processor for 50 ms or longer: a tap or a key is answered.
   */
  usable: number;
}

async function visit(path: string): Promise<Times> {
  const page = await browsing.page({ width: 360 });
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', LINK);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(browsing.origin + path);
  const times = await timesOf(page);
  expect((await layoutShift(page)).moved).toEqual([]);
  await page.context().close();
  return times;
}

function timesOf(page: Page): Promise<Times> {
  return page.evaluate(
    () =>
      new Promise((resolve) => {
        let lastTask = 0;
        new PerformanceObserver((list) => {
          for (const task of list.getEntries()) lastTask = Math.max(lastTask, task.startTime + task.duration);
        }).observe({ type: 'longtask', buffered: true });
        setTimeout(() => {
          const seen = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity;
          const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
          const ready = navigation?.domContentLoadedEventEnd ?? Infinity;
          resolve({ seen, usable: Math.max(seen, ready, lastTask) });
        }, 700);
      }),
  );
}

/** The medians of some visits. */
async function round(path: string): Promise<Times> {
  const visits: Times[] = [];
  for (let count = 0; count < VISITS; count++) visits.push(await visit(path));
  const seen = median(visits.map((times) => times.seen));
  const usable = median(visits.map((times) => times.usable));
  console.log(`${path}: seen after ${Math.round(seen)} ms, usable after ${Math.round(usable)} ms`);
  return { seen, usable };
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Infinity;
}

test.each(['/en/initiatives', '/ar/initiatives', '/en/submit', '/ar/submit'])(
  'on a slow link and a slow phone, %s is seen and usable soon, and does not move',
  async (path) => {
    let { seen, usable } = await round(path);
    for (let more = 1; more < ROUNDS && (seen > MOST.seen || usable > MOST.usable); more++)
      ({ seen, usable } = await round(path));
    expect(seen).toBeLessThanOrEqual(MOST.seen);
    expect(usable).toBeLessThanOrEqual(MOST.usable);
  },
);
