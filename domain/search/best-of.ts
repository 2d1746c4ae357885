/**
 * The row numbers from `offset` to `offset + size` of the order by score, the best first; by row number, the newest
 * first, on ties.
 */
export function bestOf(found: Uint32Array, score: Float32Array, offset: number, size: number): number[] {
  const better = (a: number, b: number) => (score[b] ?? 0) - (score[a] ?? 0) || b - a;
  const wanted = Math.min(found.length, offset + size);
  if (wanted <= offset) return [];
  // Few are shown of many found: those are kept in a heap whose root is the worst of them.
  const heap: number[] = [];
  const down = (at: number) => {
    for (;;) {
      let worst = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < heap.length && better(heap[child] as number, heap[worst] as number) > 0) worst = child;
      if (worst === at) return;
      [heap[at], heap[worst]] = [heap[worst] as number, heap[at] as number];
      at = worst;
    }
  };
  for (const n of found) {
    if (heap.length < wanted) {
      heap.push(n);
      if (heap.length === wanted) for (let at = wanted >> 1; at >= 0; at--) down(at);
    } else if (better(n, heap[0] as number) < 0) {
      heap[0] = n;
      down(0);
    }
  }
  return heap.sort(better).slice(offset);
}
