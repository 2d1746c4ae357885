/**
 * The place at the end of the window for what this device has to say: what comes there moves nothing on the page. Read
 * aloud and by keys it comes before the page.
 */
export function pageEnd(): HTMLElement {
  const there = document.querySelector<HTMLElement>('.page-end');
  if (there) return there;
  const made = document.createElement('div');
  made.className = 'page-end';
  document.querySelector('main')?.insertAdjacentElement('beforebegin', made);
  return made;
}
