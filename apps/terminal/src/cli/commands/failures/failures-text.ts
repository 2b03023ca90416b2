import { badOf, verdictsWorstFirst, type ExecutionReport, type FailuresReport } from "@windowpane/report";
import type { Column } from "../../output/column.ts";
import { tookText } from "../../output/times.ts";
import { createTable } from "../../output/table.ts";
import { countsText } from "../../output/counts.ts";
import { groupsText, type WindowNames } from "../../output/groups.ts";
import { gapsText } from "../../output/gaps.ts";
import { originText } from "../../output/origin.ts";
import { counted, paragraph, statusText, type Page } from "../../output/page.ts";

/**
 * What failed in a stretch of time, for people: the verdict, the causes worst first, and the executions they are in.
 *
 * @param places - what is said of the accounts and regions that were read. Default: nothing.
 */
export const failuresText = (page: Page, report: FailuresReport, places = ""): string => {
  const names = windowNames(report);
  const total = Object.values(report.verdicts).reduce((sum, count) => sum + count, 0);
  return [
    paragraph(page, report.reason, { lead: `${statusText(page, report.verdict)}  ` }),
    paragraph(page, summary(page, report, total), { tone: "muted" }),
    places,
    report.groups.length === 0 ? "" : `\n${groupsText(page, report.groups, names)}`,
    executionsText(page, report.executions, names),
    gapsText(page, report.gaps),
  ].join("");
};

const summary = (page: Page, { since, windows, verdicts, counts }: FailuresReport, total: number): string => {
  const parts = verdictsWorstFirst
    .filter((verdict) => verdicts[verdict] > 0)
    .map((verdict) => `${verdicts[verdict]} ${verdict}`);
  const executions = `${counted(total, "execution")} of ${counted(windows.length, "window")} since ${page.time(since)}`;
  // The reason has the counts of what did not pass.
  const machines =
    counts.total === 0 || badOf(counts) > 0 ? "" : ` ${sentence(countsText(counts, "machine run"))}`;
  return `${executions}${parts.length === 0 ? "" : `: ${parts.join(", ")}`}.${machines}`;
};

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const windowNames = ({ windows }: FailuresReport): WindowNames =>
  new Map(windows.flatMap(({ WindowId, Name }) => (Name === undefined ? [] : [[WindowId, Name] as const])));

const executionsText = (page: Page, executions: readonly ExecutionReport[], names: WindowNames): string => {
  if (executions.length === 0) return "";
  const rows = executions.map((execution) => ({
    ...execution,
    Name: `${names.get(execution.WindowId ?? "") ?? execution.WindowId ?? ""}${originText(execution)}`,
  }));
  return `\n${page.theme.paint("strong", "Executions")}\n${createTable(executionColumns, page)(rows)}`;
};

const executionColumns: readonly Column[] = [
  { name: "verdict", kind: "status" },
  { name: "Name", least: 12 },
  { name: "WindowExecutionId" },
  { name: "StartTime", rank: 2 },
  { name: "took", value: ({ StartTime, EndTime }, now) => tookText(StartTime, EndTime, now), rank: 3 },
  { name: "reason", least: 24, rank: 1 },
];
