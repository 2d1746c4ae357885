import { DatabaseSync } from 'node:sqlite';
import { conditionOf, countFacets } from './floor-facets.mjs';
import { matchOf, similarTo, suggestionsOf } from './floor-text.mjs';

/** Entries by their words: what FTS5 finds first, then its narrow row. */
const WITH_WORDS = 'entry_text CROSS JOIN facets ON facets.n = entry_text.rowid';
/** Weights of the columns of `entry_text`: words as written, their stems, concepts. */
const RANK = 'bm25(entry_text, 10.0, 6.0, 1.0, 5.0, 0.5, 0.7, 0.2, 0.1)';

/**
 * The same questions as SQL in this process, over the files that the register's Worker uses: what is left when network,
 * runtime and D1 cost nothing. The counts of the whole register are kept, as anybody would.
 *
 * @param {{ search: string, main: string }} files
 * @returns {{ ask: (question: object) => { total: number | null, facets?: Record<string, Map> }, close: () => void }}
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

  const register = countFacets(rows, 'facets', {});
  const entries = register.total;

  function counts(tests, match) {
    if (match !== null) return countFacets(rows, WITH_WORDS, tests, ['entry_text MATCH ?'], match);
    if (Object.keys(tests).length === 0) return register;
    const found = countFacets(rows, 'facets', tests);
    const [only, ...more] = Object.keys(tests);
    if (more.length === 0) found.facets[only.replace('-', '')] = register.facets[only.replace('-', '')];
    return found;
  }

  function page({ sort, page, size }, conditions, match) {
    const limit = [size, (page - 1) * size];
    const tests = Object.values(conditions);
    if (match !== null && sort === 'relevance') {
      const where = ['entry_text MATCH ?', ...tests].join(' AND ');
      const from = tests.length > 0 ? WITH_WORDS : 'entry_text';
      return rows(
        `SELECT card FROM (SELECT entry_text.rowid AS n FROM ${from} WHERE ${where}
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
      return counts(conditions, match);
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
