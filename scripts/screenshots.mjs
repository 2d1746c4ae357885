// npm run screenshots [-- --pages home,search --languages en,ar,zh --widths 360,1280 --themes light,dark --to folder]
// npm run screenshots -- --readme     the four pictures of the README instead
// A register of its own is served, looked at and thrown away; `--origin` looks at one that runs with local accounts.
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { CHROMIUM_HELP, findChromium } from '../test/support/chromium.ts';
import { root } from './lib/build.mjs';
import { ownRegister } from './lib/own-register.mjs';
import { prepare } from './lib/screenshot-pages.mjs';

/** Minutes after which the whole run is given up. */
const PATIENCE = 15;
/** Pixels of a page at most; below are more of the same. */
const TALLEST = 3000;
const README = { pages: ['home', 'search', 'entry', 'figures'], folder: 'docs/images', most: 200_000 };

const { values } = parseArgs({
  options: {
    pages: { type: 'string' },
    languages: { type: 'string', default: 'en,ar,zh' },
    widths: { type: 'string', default: '360,1280' },
    themes: { type: 'string', default: 'light,dark' },
    to: { type: 'string', default: 'screenshots' },
    origin: { type: 'string' },
    readme: { type: 'boolean', default: false },
  },
});

setTimeout(() => {
  console.error(`No end after ${PATIENCE} minutes.`);
  process.exit(1);
}, PATIENCE * 60_000).unref();

try {
  await run();
  process.exit(0);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}

async function run() {
  const executablePath = findChromium();
  if (!executablePath) throw new Error(`Screenshots need a browser: ${CHROMIUM_HELP}.`);
  const register = values.origin ? { origin: values.origin, stop: async () => {} } : await ownRegister();
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
  try {
    const pages = await prepare(browser, register.origin);
    if (values.readme) await forReadme(browser, pages);
    else await contactSheet(browser, chosen(pages));
  } finally {
    await browser.close();
    await register.stop();
  }
}

function chosen(pages) {
  const names = values.pages?.split(',') ?? pages.map(({ name }) => name);
  return names.map((name) => {
    const found = pages.find((page) => page.name === name);
    if (!found)
      throw new Error(`There is no page "${name}". Known: ${pages.map((page) => page.name).join(', ')}.`);
    return found;
  });
}

/** Every page in every language, width and theme, and `index.html` that shows them together. */
async function contactSheet(browser, pages) {
  const folder = resolve(root, values.to);
  mkdirSync(folder, { recursive: true });
  // Only what a run before left: the folder may hold something else.
  for (const name of readdirSync(folder).filter((name) => /^[\w-]+\.png$|^index\.html$/.test(name)))
    rmSync(join(folder, name));
  const taken = [];
  for (const language of values.languages.split(','))
    for (const width of values.widths.split(',').map(Number))
      for (const theme of values.themes.split(','))
        for (const page of pages) {
          const file = `${page.name}-${language}-${width}-${theme}.png`;
          const faults = await take(browser, page, { language, width, theme, path: join(folder, file) });
          for (const fault of faults) console.log(`${file} ${fault}`);
          taken.push({ page: page.name, file, width });
        }
  writeFileSync(join(folder, 'index.html'), sheet(taken));
  console.log(`${taken.length} screenshots: ${join(folder, 'index.html')}`);
}

async function take(browser, { open }, { language, width, theme, path, tallest = TALLEST }) {
  const height = width < 500 ? 780 : 800;
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme: theme,
    serviceWorkers: 'block',
  });
  const page = await context.newPage();
  await open(page, language);
  await page.waitForLoadState('networkidle');
  const size = await page.evaluate(() => ({
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    height: document.documentElement.scrollHeight,
  }));
  await page.screenshot({
    path,
    fullPage: true,
    clip: { x: 0, y: 0, width, height: Math.min(size.height, tallest) },
  });
  await context.close();
  return size.over > 0 ? [`is ${size.over} px too wide`] : [];
}

async function forReadme(browser, pages) {
  for (const name of README.pages) {
    const page = pages.find((one) => one.name === name);
    const path = join(root, README.folder, `${name}.png`);
    await take(browser, page, { language: 'en', width: 1280, theme: 'light', path, tallest: 800 });
    const { size } = statSync(path);
    console.log(`${README.folder}/${name}.png ${(size / 1000).toFixed(0)} kB`);
    if (size > README.most) throw new Error(`${name}.png is larger than ${README.most / 1000} kB.`);
  }
}

function sheet(taken) {
  const figures = taken.map(
    ({ page, file, width }) =>
      `<figure id="${file}"><a href="${file}"><img src="${file}" alt="" width="${width / 4}" loading="lazy"></a>` +
      `<figcaption>${page}<br>${file}</figcaption></figure>`,
  );
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Screenshots</title>
<style>body{font:14px system-ui;background:#888;display:flex;flex-wrap:wrap;gap:1rem;align-items:start}
figure{margin:0}img{display:block;max-block-size:40rem;object-fit:cover;object-position:top}</style>
${figures.join('\n')}</html>
`;
}
