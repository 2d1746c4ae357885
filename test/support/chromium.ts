import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import process from 'node:process';

/** What to say where there is none. */
export const CHROMIUM_HELP =
  'no Chromium was found. Get one with "apt-get install chromium", or set CHROMIUM_PATH=…';

/** A Chromium to drive: CHROMIUM_PATH, Playwright's own, or one that the system has. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH } = process.env;
  if (CHROMIUM_PATH) return existsSync(CHROMIUM_PATH) ? CHROMIUM_PATH : undefined;
  return [...playwrightBrowsers(), ...pathCommands(), ...macApplications()].find((path) => existsSync(path));
}

/** Newest first: `…/chromium-1200/chrome-linux64/chrome`. */
function playwrightBrowsers(): string[] {
  const roots = [
    process.env.PLAYWRIGHT_BROWSERS_PATH,
    join(homedir(), '.cache/ms-playwright'),
    join(homedir(), 'Library/Caches/ms-playwright'),
  ];
  return roots.flatMap((root) =>
    entries(root, /^chromium-\d+$/)
      .sort((a, b) => Number(b.match(/\d+$/)?.[0]) - Number(a.match(/\d+$/)?.[0]))
      .flatMap((version) => [
        ...entries(version, /^chrome-linux/).map((folder) => join(folder, 'chrome')),
        ...entries(version, /^chrome-mac/).flatMap((folder) => [
          join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
          join(folder, 'Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing'),
        ]),
      ]),
  );
}

function pathCommands(): string[] {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function macApplications(): string[] {
  return [
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  ];
}

function entries(folder: string | undefined, name: RegExp): string[] {
  if (!folder || !existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((entry) => name.test(entry))
    .map((entry) => join(folder, entry));
}
