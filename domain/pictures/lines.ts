/** Letters as wide as they are high. */
const WIDE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]/;
/** About how wide other letters are, as a part of their height: a little more than most are. */
const NARROW = 0.58;

/** About how wide a text is in pixels. Pictures in files break their lines by it: nothing there measures text. */
export function widthOf(text: string, size: number): number {
  let width = 0;
  for (const letter of text) width += WIDE.test(letter) ? size : size * NARROW;
  return width;
}

/** A text in lines of a width in pixels, broken at spaces, and anywhere between Chinese letters. */
export function linesOf(text: string, width: number, size: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of text.match(/[\u2e80-\u9fff\uff00-\uffef]|[^\s\u2e80-\u9fff\uff00-\uffef]+|\s+/g) ??
    []) {
    if (line.trim() !== '' && widthOf(line + piece.trimEnd(), size) > width) {
      lines.push(line.trim());
      line = '';
    }
    line += piece;
  }
  return line.trim() === '' ? lines : [...lines, line.trim()];
}

/** Where items of some widths stand in rows of a width, from the start of each row. */
export function flowed(widths: readonly number[], width: number): { x: number; row: number }[] {
  let x = 0;
  let row = 0;
  return widths.map((own) => {
    if (x > 0 && x + own > width) [x, row] = [0, row + 1];
    const place = { x, row };
    x += own;
    return place;
  });
}
