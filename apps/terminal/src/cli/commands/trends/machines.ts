import { matrixMarks, shortRecurrence, type MachineTrend, type TrendList } from "@windowpane/report";
import { counted } from "../../output/page.ts";
import { dayOf, sparkWidth, stepOption, trendOptions, windowOption } from "./read-query.ts";
import { trendList } from "./trend-list.ts";

export const machineTrends = trendList<MachineTrend, TrendList<MachineTrend>>({
  noun: "machine",
  description:
    "Machines with the most failed runs come first. A letter is the worst result of a night. Failing counts the runs in a row " +
    "that did not pass. With a machine, its runs are shown although it never failed.",
  argument: { name: "MACHINE", about: "instance ID or name of a machine (default: those that failed)" },
  options: [...trendOptions, stepOption, windowOption],
  examples: [
    { line: "trends machines --since 90d", about: "List the machines that fail most" },
    { line: "trends machines web-prod-004", about: "Show one machine" },
    { line: "trends machines --window linux-patch-nightly", about: "Count the runs of one window" },
  ],
  argumentOf: "machines",
  ask: (trends, query) => trends.machines(query),
  row: (machine, page, answer) => {
    const { InstanceId, InstanceName, Account, Region, runs, passed, failed, unknown, lastRun, lastFailed } =
      machine;
    const { cause, recurrence, points } = machine;
    return {
      ...{ InstanceId, InstanceName, Account, Region, runs, passed, failed, unknown, lastRun, lastFailed },
      machine: InstanceName ?? InstanceId,
      share: `${failed} of ${runs}`,
      // The newest nights matter most.
      marks: matrixMarks(answer, points).slice(-sparkWidth(page)).join(""),
      cause: cause?.title,
      failing: recurrence === undefined ? "" : shortRecurrence(recurrence),
      sinceDay: recurrence === undefined ? "" : dayOf(page, recurrence.since),
      since: recurrence?.since,
      consecutive: recurrence?.consecutive,
    };
  },
  columns: ({ step }) => [
    { name: "machine", least: 12 },
    { name: "failed", value: ({ share }) => share },
    { name: `${step}s`, value: ({ marks }) => marks },
    { name: "failing", rank: 1 },
    { name: "cause", least: 12, rank: 2 },
    { name: "since", value: ({ sinceDay }) => sinceDay, rank: 3 },
    { name: "InstanceId", rank: 4 },
    { name: "Account", rank: 5 },
    { name: "Region", rank: 6 },
  ],
  csv: [
    ...["InstanceId", "InstanceName", "Account", "Region", "runs", "passed", "failed", "unknown", "lastRun"],
    ...["lastFailed", "cause", "since", "consecutive"],
  ],
  sentence: ({ rows, more }, isNamed) => {
    const failing = rows.filter(({ failed }) => failed > 0).length;
    // Without a name, only machines that failed are listed.
    const count = isNamed
      ? `${failing} of ${counted(rows.length + more, "machine")}`
      : counted(failing + more, "machine");
    return `${count} did not pass every run,`;
  },
  // The marks of results.
  note: "F failed, T timed out, U unreachable, P not patched, N not run, C cancelled, ? unknown, . passed, - no run, / not in the archive.",
});
