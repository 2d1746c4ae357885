import { truncate } from '../text/count.ts';
import { hanWords } from '../text/query.ts';
import type { Hit, ReadText } from './hits.ts';
import type { PlacedText } from './places.ts';

/** A piece of a text, and whether it is what was searched. */
export interface Segment {
  readonly text: string;
  readonly hit: boolean;
}

const ELLIPSIS: Segment = { text: '…', hit: false };
/** Two marks with only this between them become one. */
const JOINT = /^[\s\u2010-]?$/u;
/** A run of letters longer than this may be cut inside. */
const LONG = 40;
/** Distinct units count for more in a part of a text than the same one again. */
const DISTINCT = 8;

/** The text in pieces: all of them together are the text, or that part of it and ellipses for the rest. */
export function excerpt(read: ReadText, found: readonly Hit[], room = Number.POSITIVE_INFINITY): Segment[] {
  const { text, places } = read;
  const hits = found.toSorted((a, b) => a.from - b.from || a.to - b.to);
  if (hits.length === 0) return beginning(text, room);
  if (text.length <= room) return segmentsOf(text, hits, 0, text.length);
  const [from, to] = partOf(text, places, hits, room);
  return [
    ...(from > 0 ? [ELLIPSIS] : []),
    ...segmentsOf(text, hits, from, to),
    ...(to < text.length ? [ELLIPSIS] : []),
  ];
}

/** A text in which nothing is marked. */
export function beginning(text: string, room = Number.POSITIVE_INFINITY): Segment[] {
  const shown = text.length <= room ? text : truncate(text, room);
  return shown === '' ? [] : [{ text: shown, hit: false }];
}

/** `hits` in the order of their beginnings. */
function segmentsOf(text: string, hits: readonly Hit[], from: number, to: number): Segment[] {
  const segments: Segment[] = [];
  let last = from;
  let mark: { from: number; to: number } | null = null;
  const close = () => {
    if (!mark) return;
    if (mark.from > last) segments.push({ text: text.slice(last, mark.from), hit: false });
    segments.push({ text: text.slice(mark.from, mark.to), hit: true });
    last = mark.to;
    mark = null;
  };
  for (const hit of hits) {
    const begin = Math.max(hit.from, from);
    const end = Math.min(hit.to, to);
    if (end <= begin) continue;
    if (mark && (begin <= mark.to || JOINT.test(text.slice(mark.to, begin)))) {
      mark.to = Math.max(mark.to, end);
      continue;
    }
    close();
    mark = { from: begin, to: end };
  }
  close();
  if (last < to) segments.push({ text: text.slice(last, to), hit: false });
  return segments;
}

/** The part of a text with the most of what was searched, at borders of words. */
function partOf(text: string, places: PlacedText, hits: readonly Hit[], room: number): [number, number] {
  const dense = densest(hits, room);
  if (dense.to <= room * 0.9) return [0, endOf(text, places, room, dense.to)];
  const before = Math.floor((room - (dense.to - dense.from)) / 3);
  const wanted = dense.from - before;
  const sentence = sentenceStart(text, dense.from - 2 * before, dense.from);
  const from = startOf(places, Math.max(0, Math.min(sentence ?? wanted, text.length - room)), dense.from);
  return [from, from + room >= text.length ? text.length : endOf(text, places, from + room, dense.to)];
}

/** The hits within `room` characters with the most units and, of as many units, the most hits; the first such. */
function densest(hits: readonly Hit[], room: number): { from: number; to: number } {
  const inside = new Map<number, number>();
  let best = { from: hits[0]?.from ?? 0, to: hits[0]?.to ?? 0, score: 0 };
  let left = 0;
  for (const [right, hit] of hits.entries()) {
    inside.set(hit.unit, (inside.get(hit.unit) ?? 0) + 1);
    for (
      let first = hits[left] as Hit;
      left < right && hit.to - first.from > room;
      first = hits[left] as Hit
    ) {
      const rest = (inside.get(first.unit) ?? 1) - 1;
      if (rest === 0) inside.delete(first.unit);
      else inside.set(first.unit, rest);
      left++;
    }
    const score = DISTINCT * inside.size + Math.min(DISTINCT - 1, right - left);
    if (score > best.score) best = { from: (hits[left] as Hit).from, to: hit.to, score };
  }
  return best;
}

const SENTENCE_END = /[.!?؟]\s+|[。！？]/gu;

/** Where the last sentence begins that begins between two places. */
function sentenceStart(text: string, from: number, to: number): number | null {
  const begin = Math.max(0, from);
  let start: number | null = null;
  for (const { 0: end, index } of text.slice(begin, to).matchAll(SENTENCE_END))
    start = begin + index + end.length;
  return start;
}

/** Where the first word begins at or after a place, or `latest` if that is earlier. */
function startOf(places: PlacedText, place: number, latest: number): number {
  const index = places.pieces.findIndex((_, piece) => endOfPiece(places, piece) > place);
  if (index <= 0 && place <= places.begin(places.starts[0] ?? 0)) return 0;
  const word = wordsOf(places, index).find(({ from }) => from >= place);
  return Math.min(latest, word?.from ?? places.begin(places.starts[index + 1] ?? 0));
}

/** Where the last word ends at or before a place, or `earliest` if that is later; the end of the text if no word follows. */
function endOf(text: string, places: PlacedText, place: number, earliest: number): number {
  const last = places.pieces.length - 1;
  if (endOfPiece(places, last) <= place) return text.length;
  const index = places.pieces.findLastIndex((_, piece) => places.begin(places.starts[piece] ?? 0) < place);
  const word = wordsOf(places, index).findLast(({ to }) => to <= place);
  return Math.max(earliest, word?.to ?? endOfPiece(places, index - 1));
}

function endOfPiece(places: PlacedText, piece: number): number {
  const length = places.pieces[piece]?.text.length;
  return length === undefined ? 0 : places.end((places.starts[piece] ?? 0) + length - 1);
}

/** The words of a piece, with their places in the text as written; the characters of a piece that never ends. */
function wordsOf(places: PlacedText, piece: number): { from: number; to: number }[] {
  const run = places.pieces[piece];
  if (!run) return [];
  const words = run.han ? hanWords(run.text) : run.text.length > LONG ? Array.from(run.text) : [run.text];
  let at = places.starts[piece] ?? 0;
  return words.map((word) => {
    const span = { from: places.begin(at), to: places.end(at + word.length - 1) };
    at += word.length;
    return span;
  });
}
