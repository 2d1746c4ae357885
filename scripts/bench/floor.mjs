import { DatabaseSync } from 'node:sqlite';
import { conditionOf, count, expanded, newTally, PACKED } from './floor-facets.mjs';
import { matchOf, similarTo, suggestionsOf } from './floor-text.mjs';

/** Weights of the columns of `entry_text`: words as written, their stems, concepts. */
const RANK = 'bm25(entry_text, 10.0, 6.0, 1.0, 5.0, 0.5, 0.7, 0.2, 0.1)';

/**
 * The same questions as SQL in this process, over the files that the register's Worker uses: what is left when network,
 * runtime and D1 cost nothing. The counts of the whole register are kept, as anybody would.
 *
 * @param {{ search: string, main: string }} files
 * @returns {{ ask: (question: object) => { total: number | null }, close: () => void }}
 */
export function openFloor(files) {
  const search = open(files.search);
  const main = open(files.main);
  const statements = new Map();
  const prepared = (database, sql) => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = database.prepare(sql);
      statements.set(sql, statement);
    }
    return statement;
  };
  const rows = (sql, ...values) => {
    const statement = prepared(search, sql);
    statement.setReturnArrays(true);
    return statement.all(...values);
  };

  const whole = newTally();
  const everything = search.prepare(`SELECT ${PACKED} FROM facets`);
  everything.setReturnArrays(true);
  for (const row of everything.iterate()) count(whole, row);
  const { entries } = prepared(search, 'SELECT count(*) AS entries FROM facets').get();
  const register = { total: entries, facets: expanded(whole) };

  /** Total and counts: one scan of the narrow rows, which also finds the entries that fail one filter alone. */
  function counts(conditions, match) {
    const facets = Object.keys(conditions);
    const tests = Object.values(conditions);
    if (facets.length === 0 && match === null) return register;
    const tallies = [newTally(), ...facets.map(newTally)];
    const alone = facets.length === 1 && match === null;
    const where = alone ? tests : facets.length > 0 ? [`${tests.join(' + ')} >= ${facets.length - 1}`] : [];
    const missed = alone
      ? '0'
      : tests.map((test, index) => `(1 - ${test}) * ${index + 1}`).join(' + ') || '0';
    const from = match === null ? 'facets' : 'entry_text CROSS JOIN facets ON facets.n = entry_text.rowid';
    if (match !== null) where.push('entry_text MATCH ?');
    const sql = `SELECT ${PACKED}, ${missed} FROM ${from} WHERE ${where.join(' AND ')}`;
    let total = 0;
    for (const row of rows(sql, ...(match === null ? [] : [match]))) {
      if (row[4] === 0) total++;
      count(tallies[row[4]], row);
    }
    const [hits, ...others] = tallies.map(expanded);
    return { total, facets: hits, own: alone ? [register.facets] : others };
  }

  function page({ sort, page, size }, conditions, match) {
    const limit = [size, (page - 1) * size];
    const tests = Object.values(conditions);
    if (match !== null && sort === 'relevance') {
      const where = ['entry_text MATCH ?', ...tests].join(' AND ');
      const joined = tests.length > 0 ? 'CROSS JOIN facets ON facets.n = entry_text.rowid' : '';
      return rows(
        `SELECT card FROM (SELECT entry_text.rowid AS n FROM entry_text ${joined} WHERE ${where}
         ORDER BY ${RANK}, entry_text.rowid DESC LIMIT ? OFFSET ?) JOIN cards USING (n)`,
        match,
        ...limit,
      );
    }
    const order = sort === 'title' ? 'title_key, n' : 'published_at DESC, n DESC';
    const words = match === null ? [] : ['n IN (SELECT rowid FROM entry_text WHERE entry_text MATCH ?)'];
    const where = [...tests, ...words].join(' AND ') || 'true';
    return rows(
      `SELECT card FROM (SELECT n FROM facets WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?) JOIN cards USING (n)`,
      ...(match === null ? [] : [match]),
      ...limit,
    );
  }

  const kinds = {
    search(question) {
      const conditions = Object.fromEntries(
        Object.entries(question.filters).map(([facet, values]) => [facet, conditionOf(facet, values)]),
      );
      const match = question.q ? matchOf(question.q) : null;
      if (question.q && match === null) return { total: 0 };
      page(question, conditions, match);
      return { total: counts(conditions, match).total };
    },
    suggest(question) {
      for (const { sql, values } of suggestionsOf(question)) rows(sql, ...values);
      return { total: null };
    },
    entry({ id }) {
      prepared(
        main,
        `SELECT * FROM initiatives JOIN revisions ON initiative_id = id AND revisions.revision = published_revision
         WHERE id = ?`,
      ).get(id);
      prepared(main, 'SELECT * FROM events WHERE initiative_id = ? ORDER BY version').all(id);
      const [[card] = []] = rows('SELECT card FROM facets JOIN cards USING (n) WHERE id = ?', id);
      for (const n of similarTo(rows, JSON.parse(card), entries))
        rows('SELECT card FROM cards WHERE n = ?', n);
      return { total: null };
    },
  };
  return {
    ask: (question) => kinds[question.kind](question),
    close() {
      search.close();
      main.close();
    },
  };
}

/** Memory for the whole index, as a server of its own would give it. */
function open(file) {
  const database = new DatabaseSync(file, { readOnly: true });
  database.exec('PRAGMA cache_size = -262144; PRAGMA mmap_size = 4294967296; PRAGMA temp_store = MEMORY');
  return database;
}
