/** Columns of the account and region, where several are read. */
import type { Column } from "../model/column.ts";
import type { ScreenContent } from "../model/content.ts";
import { itemOrigin, type ItemOrigin } from "@windowpane/core";

/** What a row's account is called: its name, or its ID. */
export const accountLabel = ({ Account, AccountName }: ItemOrigin): string => AccountName ?? Account ?? "";

/** Account and region of rows, each shown if the rows have several. */
export const originColumns: readonly Column[] = [
  {
    title: "account",
    fields: [{ name: "account" }],
    table: { name: "Account", rank: 1 },
    least: 12,
    wanted: 20,
    rank: 2,
    isShown: (content) => hasSeveral(content, "Account"),
    value: (item) => accountLabel(itemOrigin(item)),
    sortKey: (item) => accountLabel(itemOrigin(item)),
  },
  {
    title: "region",
    fields: [{ name: "region" }],
    table: { name: "Region", rank: 1 },
    least: 12,
    wanted: 14,
    rank: 2,
    isShown: (content) => hasSeveral(content, "Region"),
    value: (item) => itemOrigin(item).Region ?? "",
    sortKey: (item) => itemOrigin(item).Region,
  },
];

const hasSeveral = ({ rows }: ScreenContent, name: "Account" | "Region"): boolean => {
  const of = ({ item }: ScreenContent["rows"][number]): unknown => Reflect.get(item, name);
  const [first] = rows;
  const own = first === undefined ? undefined : of(first);
  return own !== undefined && rows.some((row) => of(row) !== own);
};
