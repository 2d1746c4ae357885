import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { CHROMIUM_HELP, findChromium } from './chromium.ts';

function options() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(`Journeys need a browser: ${CHROMIUM_HELP}`);
  return {
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}

/** A headless Chromium that talks to nobody but the pages under test. */
export async function launch(): Promise<Browser> {
  return chromium.launch(options());
}

/** The same with a profile of its own, which another browser can go on with. */
export async function launchProfile(folder: string): Promise<BrowserContext> {
  const context = await chromium.launchPersistentContext(folder, options());
  context.setDefaultTimeout(15_000);
  return context;
}
