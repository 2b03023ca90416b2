import type { SqlValue } from "../sql/sql.ts";

/** The accounts and regions of an archive to read. */
export interface ArchiveScope {
  /** Account IDs. Default: all. */
  readonly accounts?: readonly string[] | undefined;
  /** Default: all. */
  readonly regions?: readonly string[] | undefined;
}

/** A condition on the table `location`, with its values; the numbers of the values start with `first`. */
export const scopeCondition = (
  { accounts, regions }: ArchiveScope,
  first: number,
): { readonly where: string; readonly values: readonly SqlValue[] } => {
  const conditions = [
    { column: "account", names: accounts },
    { column: "region", names: regions },
  ].flatMap(({ column, names }) => (names === undefined ? [] : [{ column, names }]));
  return {
    where: [
      "true",
      ...conditions.map(
        ({ column }, index) => `location.${column} IN (SELECT value FROM json_each(?${first + index}))`,
      ),
    ].join(" AND "),
    values: conditions.map(({ names }) => JSON.stringify(names)),
  };
};
