import type { ExecutionReport, TaskReport } from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { tookText } from "../output/times.ts";
import { countsText } from "../output/counts.ts";
import { groupsText } from "../output/groups.ts";
import { gapsText } from "../output/gaps.ts";
import { paragraph, statusText, type Page } from "../output/page.ts";
import { patchesText } from "./patches-text.ts";
import { unprovenText } from "./unproven-text.ts";

/** One execution for people: the verdict with its reason, the counts, the tasks, and the causes worst first. */
export const executionText = (page: Page, report: ExecutionReport): string => {
  const { theme } = page;
  const names = new Map(
    report.WindowId === undefined ? [] : [[report.WindowId, report.Name ?? report.WindowId]],
  );
  const why = [groupsText(page, report.groups, names), unprovenText(page, report)].filter(Boolean).join("\n");
  return [
    paragraph(page, report.reason, { lead: `${statusText(page, report.verdict)}  ` }),
    paragraph(page, awsText(page, report), { tone: "muted" }),
    paragraph(page, `${countsText(report.machineCounts, "different machine")}.`, { tone: "muted" }),
    patchesLine(page, report),
    report.tasks.length === 0 ? "" : `\n${theme.paint("strong", "Tasks")}\n`,
    ...report.tasks.map((task) => taskText(page, task)),
    why === "" ? "" : `\n${theme.paint("strong", "Why")}\n${why}`,
    gapsText(page, report.gaps),
  ].join("");
};

const patchesLine = (page: Page, report: ExecutionReport): string => {
  const text = patchesText(report);
  return text === "" ? "" : paragraph(page, text, { tone: "muted" });
};

const awsText = (page: Page, report: ExecutionReport): string => {
  const { WindowExecutionId, Status, StatusDetails = "", StartTime, EndTime } = report;
  const took = tookText(StartTime, EndTime, page.now);
  const details = StatusDetails === "" ? "" : ` (${StatusDetails.replace(/\.$/, "")})`;
  const parts = [
    `Execution ${WindowExecutionId}`,
    StartTime === undefined ? undefined : `began ${page.time(StartTime)}`,
    took === undefined ? undefined : `took ${took}`,
    Status === undefined ? "AWS's status is not known" : `AWS says ${Status}${details}`,
  ];
  return `${parts.filter((part) => part !== undefined).join(", ")}.`;
};

const taskText = (page: Page, task: TaskReport): string => {
  const { verdict, TaskArn = task.TaskExecutionId, TaskType = "", StartTime, EndTime } = task;
  const took = tookText(StartTime, EndTime, page.now) ?? "";
  return [
    `  ${statusText(page, verdict)}  ${safeLine(TaskArn)}  ${page.theme.paint("muted", `${TaskType}  ${took}`.trim())}\n`,
    `    ${task.TaskExecutionId}\n`,
    paragraph(page, task.reason, { indent: 4 }),
  ].join("");
};
