import {
  describePatches,
  describeScans,
  machinesOf,
  type ExecutionReport,
  type TaskReport,
} from "@windowpane/report";
import { safeLine } from "@windowpane/text";
import { reasonBeside, tookText } from "@windowpane/explorer";
import { countsText } from "./counts.ts";
import { gapsText, incompleteText } from "./gaps.ts";
import { groupsText, overviewText } from "./groups.ts";
import { identityText } from "./identity.ts";
import { capitalized, counted, paragraph, statusText, type Page } from "./page.ts";
import { unprovenText } from "./unproven-text.ts";

/** An execution for people: verdict with reason, counts, tasks, and causes worst first. */
export const executionText = (page: Page, report: ExecutionReport): string => {
  const { theme } = page;
  const names = new Map(
    report.WindowId === undefined ? [] : [[report.WindowId, report.Name ?? report.WindowId]],
  );
  const causes = [groupsText(page, report.groups, names), unprovenText(page, report)].filter(Boolean);
  const patches = patchesText(report);
  const head = [
    paragraph(page, reasonBeside(report), { lead: `${statusText(page, report.verdict)}  ` }),
    paragraph(page, statusLine(page, report), { tone: "muted" }),
    paragraph(page, `${countsText(report.machineCounts, "distinct machine")}.`, { tone: "muted" }),
    patches === "" ? "" : paragraph(page, patches, { tone: "muted" }),
    incompleteText(page, report.gaps),
  ].join("");
  const overview = overviewText(page, report.groups, { names, used: head.split("\n").length });
  return [
    head,
    overview === "" ? "" : `\n${overview}`,
    report.tasks.length === 0 ? "" : `\n${theme.paint("strong", "Tasks")}\n`,
    ...report.tasks.map((task) => taskText(page, task)),
    causes.length === 0 ? "" : `\n${theme.paint("strong", "Causes")}\n${causes.join("\n")}`,
    gapsText(page, report.gaps),
  ].join("");
};

const statusLine = (page: Page, report: ExecutionReport): string => {
  const { Status, StatusDetails = "", StartTime, EndTime } = report;
  const took = tookText(StartTime, EndTime, page.now);
  const details = StatusDetails === "" ? "" : ` (${StatusDetails.replace(/\.$/, "")})`;
  return identityText(page, report, [
    took === undefined ? undefined : `took ${took}`,
    `AWS status ${Status === undefined ? "unknown" : `${Status}${details}`}`,
  ]);
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

/**
 * The patch results of an execution: `Patches: 2 reboot pending, 37 patched.` Leaves out what the verdict's reason says
 * already. Empty if no task patches.
 */
const patchesText = (report: ExecutionReport): string => {
  const { patches, reason } = report;
  if (patches === undefined) return "";
  const results = describePatches(patches, (outcome) => outcome !== "scanned");
  const scans = describeScans(patches);
  const parts = [
    results === "" ? "" : `Patches: ${results}.`,
    scans === undefined ? "" : `${capitalized(scans)}.`,
    byTimeText(report),
  ];
  const isAllPatched = patches.results.patched === patches.total && / (?:is|are) patched\.$/.test(reason);
  return parts
    .filter((part, index) => part !== "" && !reason.includes(part) && !(isAllPatched && index === 0))
    .join(" ");
};

/** A patch state without a command ID is matched to a run by its times, which does not prove that it belongs to it. */
const byTimeText = (report: ExecutionReport): string => {
  const count = machinesOf(report).filter(({ patch }) => patch?.basis === "by-time").length;
  if (count === 0) return "";
  return `${counted(count, "patch result")} ${count === 1 ? "is" : "are"} matched by time, as the patch state has no command ID.`;
};
