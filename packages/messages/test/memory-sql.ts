import { openArchive, type Sql } from "@windowpane/archive";
import { openSqliteFile } from "@windowpane/archive/node";

/** The database of an empty archive in memory. */
export const memorySql = async (): Promise<Sql> => {
  const sql = await openSqliteFile(":memory:");
  await openArchive({ sql, now: () => new Date(0) });
  return sql;
};
