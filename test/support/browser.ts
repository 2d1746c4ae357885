import { type Browser, chromium } from 'playwright-core';
import { CHROMIUM_HELP, findChromium } from './chromium.ts';

/** A headless Chromium that talks to nobody but the pages under test. */
export async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(`Journeys need a browser: ${CHROMIUM_HELP}`);
  return chromium.launch({
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
  });
}
