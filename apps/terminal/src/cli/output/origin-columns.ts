import { operations, shapeOf, type PagedName } from "@windowpane/core";
import type { TableColumn } from "@windowpane/explorer";
import type { Context } from "../context/context.ts";

/** Columns of the account and region. */
export const originColumns: readonly TableColumn[] = [
  // Without a fleet configuration, accounts have no names.
  { name: "AccountName", isOptional: true, least: 8, rank: 2 },
  { name: "Account", rank: 5 },
  { name: "Region", rank: 3 },
];

/** The columns of rows from several accounts or regions: account and region first. */
export const withOriginColumns = async (
  { opened }: Pick<Context, "opened">,
  columns: readonly TableColumn[],
): Promise<readonly TableColumn[]> => {
  const { source } = await opened();
  return source.scope === undefined ? columns : [...originColumns, ...columns];
};

/** Whether the list of an operation spans the whole account: it needs no ID. */
export const isWholeList = (operation: PagedName): boolean =>
  operations[operation].effect === "read" && shapeOf(operation, "input").required.length === 0;
