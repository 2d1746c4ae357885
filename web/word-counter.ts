const PAUSE = 800;

/** Shows under a text area how many words it holds, and marks a count outside the asked range. */
export function countWordsIn(area: HTMLTextAreaElement): void {
  const { wordsMin, wordsMax, wordsText = '#' } = area.dataset;
  const segmenter = new Intl.Segmenter(area.lang || document.documentElement.lang, { granularity: 'word' });
  const seen = document.createElement('p');
  const spoken = document.createElement('p');
  seen.className = 'counter';
  seen.ariaHidden = 'true';
  spoken.className = 'visually-hidden';
  spoken.role = 'status';
  area.insertAdjacentElement('afterend', spoken);
  area.insertAdjacentElement('afterend', seen);

  const show = () => {
    const words = [...segmenter.segment(area.value)].filter((part) => part.isWordLike).length;
    seen.textContent = wordsText.replace('#', String(words));
    seen.classList.toggle('outside', words > Number(wordsMax) || (words > 0 && words < Number(wordsMin)));
  };
  let timer: ReturnType<typeof setTimeout>;
  area.addEventListener('input', () => {
    show();
    // Spoken only when the writer pauses, or every word would interrupt the reading.
    clearTimeout(timer);
    timer = setTimeout(() => (spoken.textContent = seen.textContent), PAUSE);
  });
  show();
}
