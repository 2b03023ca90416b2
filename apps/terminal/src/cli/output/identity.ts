import type { ExecutionReport } from "@windowpane/report";
import type { TableColumn } from "@windowpane/explorer";
import { capitalized, namedText, type Page } from "./page.ts";
import type { TableRow } from "./rows.ts";

/** What names an execution: its window, ID, start, account and region. */
export type ExecutionIdentity = Pick<
  ExecutionReport,
  "WindowId" | "Name" | "WindowExecutionId" | "StartTime" | "origin"
>;

/**
 * Names an execution: `Window web (mw-...), execution 1a2b..., started 2026-11-29T18:00:00Z. Account 111122223333, eu-west-1.`
 * Leaves out what is not known.
 *
 * @param more - further parts of the first sentence.
 */
export const identityText = (
  page: Page,
  { WindowId, Name, WindowExecutionId, StartTime, origin }: ExecutionIdentity,
  more: readonly (string | undefined)[] = [],
): string => {
  const { Account, Region } = origin ?? {};
  return [
    sentence([
      WindowId === undefined ? undefined : `window ${namedText(WindowId, Name)}`,
      `execution ${WindowExecutionId}`,
      StartTime === undefined ? undefined : `started ${page.time(StartTime)}`,
      ...more,
    ]),
    sentence([Account === undefined ? undefined : `account ${Account}`, Region]),
  ]
    .filter((part) => part !== "")
    .join(" ");
};

/** What CSV names in each row, because a file has no text above its rows. */
export const identityColumns: readonly TableColumn[] = [
  { name: "Name" },
  { name: "WindowId" },
  { name: "WindowExecutionId" },
];

/** Rows with the values of those columns. Added after filtering: a filter that names the window would match every row. */
export const withIdentity = (
  { Name, WindowId, WindowExecutionId }: ExecutionIdentity,
  rows: readonly TableRow[],
): readonly TableRow[] => rows.map((row) => ({ Name, WindowId, WindowExecutionId, ...row }));

const sentence = (parts: readonly (string | undefined)[]): string => {
  const known = parts.filter((part) => part !== undefined);
  return known.length === 0 ? "" : `${capitalized(known.join(", "))}.`;
};
