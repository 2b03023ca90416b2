import type { HistoryReport } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import type { Column } from "../output/column.ts";
import type { Row } from "../output/rows.ts";
import { createTable } from "../output/table.ts";
import { groupsText } from "../output/groups.ts";
import { gapsText } from "../output/gaps.ts";
import { paragraph, type Page } from "../output/page.ts";

const ONE_STATE =
  "A machine has one patch state, that of its newest patch operation: overwritten runs have lost theirs.";

/** One machine over all windows, for people: the sum, the runs as a table, and why some did not pass. */
export const historyText = (
  page: Page,
  history: HistoryReport,
  { rows, columns }: { readonly rows: readonly Row[]; readonly columns: readonly Column[] },
): string => {
  const { InstanceId, InstanceName = "", since, reason, runs, groups, gaps } = history;
  const name = InstanceName === "" ? InstanceId : `${safeLine(InstanceName)} (${InstanceId})`;
  const names = new Map(
    runs.flatMap(({ WindowId = "", Name }) => (Name === undefined ? [] : [[WindowId, Name] as const])),
  );
  const why = groupsText(page, groups, names);
  return [
    paragraph(page, `${name} since ${page.time(since)}. ${reason}`),
    runs.some(({ patch }) => patch?.result === "overwritten")
      ? paragraph(page, ONE_STATE, { tone: "muted" })
      : "",
    rows.length === 0 ? "" : `\n${createTable(columns, page)(rows)}`,
    why === "" ? "" : `\n${page.theme.paint("strong", "Why")}\n${why}`,
    gapsText(page, gaps),
  ].join("");
};
