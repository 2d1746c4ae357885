import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** A summary of enough words, in two languages. */
export const SUMMARY = {
  en: 'Village libraries in three districts lend solar lamps and tablets with lessons in the local language. Volunteers teach adults and children how to find, judge and share information, and how to stay safe online. Each library reports every month how many people came.',
  ar: 'تعير مكتبات القرى في ثلاث مناطق مصابيح شمسية وأجهزة لوحية تحتوي على دروس باللغة المحلية. ويعلم المتطوعون الكبار والصغار كيفية العثور على المعلومات وتقييمها وتبادلها، وكيفية البقاء آمنين على الإنترنت. وتقدم كل مكتبة تقريرا شهريا عن عدد الزوار وما تعلموه خلال زياراتهم المتكررة.',
};

/** Looks again until what is expected is there; everything on this machine may be slow. */
export const patiently = <T>(look: () => T | Promise<T>) => expect.poll(look, { timeout: 15_000 });

/** Opens a page and waits until the service worker keeps it, and what belongs to it. */
export async function openKept(page: Page, address: string): Promise<void> {
  await page.goto(address);
  // Of the form only the part that needs no connection is kept.
  const { pathname, search } = new URL(address.endsWith('/submit') ? `${address}/offline` : address);
  await patiently(() => page.evaluate(() => navigator.serviceWorker.controller !== null)).toBe(true);
  await patiently(() => keptAddresses(page)).toContain(pathname + search);
}

/** Addresses in all caches of the service worker, without the origin. */
export async function keptAddresses(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const found: string[] = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys())
        found.push(url.slice(location.origin.length));
    return found;
  });
}

/** Goes to the next step of the form that works without a connection. */
async function goOn(page: Page): Promise<void> {
  await page.locator('section[data-stage]:not([hidden]) [data-go="after"]').click();
}

/** Fills in the whole form that works without a connection, up to the last look; `look` sees each step. */
export async function fillOffline(
  page: Page,
  entry: { language: 'en' | 'ar'; title: string; email: string },
  look: () => Promise<void> = async () => {},
): Promise<void> {
  await page.locator('[name="title"]').fill(entry.title);
  await look();
  await goOn(page);
  await page.locator('[name="summary"]').fill(SUMMARY[entry.language]);
  await page.locator('[name="kind"]').selectOption('project');
  await page.locator('details:has(input[value="TZ"]) > summary').click();
  await page.locator('[name="countries"][value="TZ"]').check();
  await look();
  await goOn(page);
  await page.locator('[name="organizations.0.name"]').fill('Kilimatinde Library Trust');
  await page.locator('[name="stakeholder_type"][value="civil-society"]').check();
  await look();
  await goOn(page);
  await page.locator('[name="action_lines"][value="C3"]').check();
  await look();
  await goOn(page);
  await page.locator('[name="sdgs"][value="4"]').check();
  await look();
  await goOn(page);
  await page.locator('[name="contact_email"]').fill(entry.email);
  await look();
  await goOn(page);
  await page.locator('#answers dd').first().waitFor();
  await look();
}

/** Sends the form from its last step. */
export async function sendOffline(page: Page): Promise<void> {
  await Promise.all([page.waitForURL(/\/offline$/), page.locator('button[value="send"]').click()]);
}
