import './styles/main.css';
import { countWordsIn } from './word-counter.ts';

// A page that comes back with errors says so first, to those who cannot see it too.
document.querySelector<HTMLElement>('.error-summary')?.focus();

for (const area of document.querySelectorAll<HTMLTextAreaElement>('textarea[data-words-text]'))
  countWordsIn(area);
