/**
 * What a list of times says. Percentiles are the nearest rank.
 *
 * @param {number[]} milliseconds
 * @returns {{ samples: number, mean: number, p50: number, p95: number, p99: number, per_second: number }} times in
 *   milliseconds; `per_second` is what one caller, asking one after the other, gets answered
 */
export function summary(milliseconds) {
  const sorted = Float64Array.from(milliseconds).sort();
  const mean = sorted.reduce((sum, value) => sum + value, 0) / sorted.length;
  return {
    samples: sorted.length,
    mean: rounded(mean),
    p50: rounded(percentile(sorted, 0.5)),
    p95: rounded(percentile(sorted, 0.95)),
    p99: rounded(percentile(sorted, 0.99)),
    per_second: rounded(1000 / mean),
  };
}

function percentile(sorted, part) {
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
}

/** Three significant digits are all that a measurement on a shared machine is worth. */
export function rounded(value) {
  return Number.isFinite(value) ? Number(value.toPrecision(3)) : null;
}

/** Members by a key, in the order of first appearance. */
export function grouped(list, keyOf) {
  const groups = new Map();
  for (const member of list) {
    const key = keyOf(member);
    groups.set(key, [...(groups.get(key) ?? []), member]);
  }
  return groups;
}
