/** A database that reports the rows each statement read, for the tests of budgets. Everything else is the real one. */
export function countingRows(database: D1Database, report: (rows: number) => void): D1Database {
  return wrapped(database, report) as unknown as D1Database;
}

type Source = Pick<D1DatabaseSession, 'prepare' | 'batch'> & Partial<Pick<D1Database, 'withSession'>>;
const statements = new WeakMap<object, D1PreparedStatement>();

function wrapped(source: Source, report: (rows: number) => void): object {
  return {
    withSession: (constraint: D1SessionConstraint) =>
      source.withSession && wrapped(source.withSession(constraint), report),
    prepare: (sql: string) => counted(source.prepare(sql), report),
    async batch(list: object[]) {
      const results = await source.batch(
        list.map((statement) => statements.get(statement) as D1PreparedStatement),
      );
      for (const { meta } of results) report(meta.rows_read);
      return results;
    },
  };
}

function counted(statement: D1PreparedStatement, report: (rows: number) => void): object {
  const all = async () => {
    const result = await statement.all<Record<string, unknown>>();
    report(result.meta.rows_read);
    return result;
  };
  const proxy = {
    bind: (...values: unknown[]) => counted(statement.bind(...values), report),
    all,
    run: all,
    async first(column?: string) {
      const [row] = (await all()).results;
      return row === undefined ? null : column ? row[column] : row;
    },
    /** Says nothing of rows read, so the statement is run once more to know. */
    async raw() {
      await all();
      return statement.raw();
    },
  };
  statements.set(proxy, statement);
  return proxy;
}
