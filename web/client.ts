import './styles/main.css';
import { saySending } from './sending.ts';
import { countWordsIn } from './word-counter.ts';

// A page that comes back with errors says so first, to those who cannot see it too.
document.querySelector<HTMLElement>('.error-summary')?.focus();

for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-words-text]'))
  countWordsIn(area);

// A sheet over the page closes like a dialog.
addEventListener('keydown', ({ key }) => {
  const sheet = key === 'Escape' && document.querySelector<HTMLDetailsElement>('.filters[open]');
  if (!sheet) return;
  sheet.open = false;
  sheet.querySelector('summary')?.focus();
});

// After the page has everything it needs. The worker keeps the second script, so it costs nothing.
const { serviceWorker } = navigator;
const { device = '' } = document.querySelector<HTMLElement>('script[data-device]')?.dataset ?? {};
if (serviceWorker)
  addEventListener('load', () => {
    serviceWorker.register('/sw.js').catch(() => {});
    // A script element, because the bundler would wrap an import in a helper larger than this file.
    if (serviceWorker.controller) {
      const script = document.createElement('script');
      script.type = 'module';
      script.src = device;
      document.head.appendChild(script);
    }
  });

saySending();
