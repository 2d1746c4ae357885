/** A part of the report as rows of text: a head, then one row a line. */

const number = (value) => {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en').replaceAll(',', ' ');
  return String(value);
};
const times = (value) => (value === null || value === undefined ? '–' : `${value.toFixed(2)}×`);
const megabytes = (bytes) => (bytes === null ? '–' : `${number(Math.round(bytes / 1e6))} MB`);
const ratio = (a, b) => (a === null || b === null || !b ? null : a / b);

/** @returns {{ title: string, head: string[], rows: string[][] }[]} the tables of one run */
export function tablesOf(run) {
  return [classes(run), floors(run), together(run), kept(run), other(run)];
}

function classes({ classes, mix }) {
  const row = ([name, { register, floor, target, rows_read, same_total }]) =>
    [
      name,
      register.samples,
      register.p50,
      register.mean,
      target.mean,
      times(ratio(register.mean, target.mean)),
      register.p95,
      target.p95,
      times(ratio(register.p95, target.p95)),
      register.p99,
      floor.mean,
      floor.p95,
      register.per_second,
      rows_read?.mean,
      rows_read?.most,
      same_total === null ? '–' : `${Math.round(same_total * 100)} %`,
    ].map(number);
  return {
    title: 'One caller, uncached (ms)',
    head: [
      'class',
      'samples',
      'p50',
      'mean',
      'target',
      'of it',
      'p95',
      'target',
      'of it',
      'p99',
      'SQL mean',
      'SQL p95',
      'per s',
      'rows',
      'most rows',
      'same total',
    ],
    rows: [...Object.entries(classes), ['mix', mix]].map(row),
  };
}

function floors({ floor }) {
  const row = ([name, stats]) =>
    [name, stats.mean, stats.p50, stats.p95, stats.p99, stats.per_second].map(number);
  return {
    title: 'Floor, one caller (ms)',
    head: ['Worker', 'mean', 'p50', 'p95', 'p99', 'per s'],
    rows: Object.entries({ 'answers ok': floor.ok, 'asks D1 SELECT 1': floor.trivial }).map(row),
  };
}

function together({ together }) {
  const row = ([name, stats]) => [name, stats.per_second, stats.mean, stats.p95].map(number);
  return {
    title: `${together.callers} callers, uncached`,
    head: ['', 'per s', 'mean ms', 'p95 ms'],
    rows: Object.entries({
      'register, mix': together.register,
      'answers ok': together.ok,
      'asks D1 SELECT 1': together.trivial,
    }).map(row),
  };
}

function kept({ kept, together }) {
  const percent = (ratio) => `${Math.round(ratio * 100)} %`;
  const row = ([name, { per_second, same_per_second, ok_per_second, ratio, ratio_to_same }]) => [
    name,
    number(per_second),
    number(ok_per_second),
    percent(ratio),
    number(same_per_second),
    percent(ratio_to_same),
  ];
  return {
    title: `Kept answers, ${together.callers} callers (target: 60 % of the Worker that answers ok)`,
    head: ['', 'per s', 'ok per s', 'of it', 'same bytes per s', 'of it'],
    rows: Object.entries(kept).map(row),
  };
}

function other({ load, sizes, memory, cold }) {
  return {
    title: 'Size and start',
    head: ['', ''],
    rows: [
      ['load the register (SQL)', `${number(load.load_seconds)} s`],
      ['rebuild the index', `${number(load.rebuild_seconds)} s in ${load.rebuild_calls} calls`],
      ['DB', megabytes(sizes.main)],
      ['SEARCH', megabytes(sizes.search)],
      ['workerd, resident, started', megabytes(memory.started)],
      ['workerd, resident, after one caller', megabytes(memory.alone)],
      [`workerd, resident, after many callers`, megabytes(memory.together)],
      ['first search of a process', `${number(cold.first_search)} ms`],
      ['the same once more', `${number(cold.second_search)} ms`],
      ['first page of a process', `${number(cold.first_page)} ms`],
    ],
  };
}

/** A table for a terminal. */
export function asText({ title, head, rows }) {
  const lines = [head, ...rows];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column].length)));
  const text = lines.map((line) =>
    line
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
      .join('  '),
  );
  return [`\n${title}`, ...text.map((line) => `  ${line.trimEnd()}`)].join('\n');
}

/** A table for a document. */
export function asMarkdown({ title, head, rows }) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [`#### ${title}`, '', line(head), line(rule), ...rows.map(line)].join('\n');
}
