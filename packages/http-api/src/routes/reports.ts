import { isFinished, type Client } from "@windowpane/core";
import {
  bucketsWorstFirst,
  machinesOf,
  openOf,
  reportExecution,
  type ExecutionReport,
} from "@windowpane/report";
import { NDJSON } from "../answer/answer-list.ts";
import { json, type Answer, type Freshness } from "../answer/answer.ts";
import { count, flag, listOf, ref, structure, text, word } from "../openapi/schema.ts";
import { verdicts } from "../openapi/report-schemas.ts";
import { includeSensitive, words } from "../parameters/common.ts";
import { awsPathText } from "../parameters/parameter.ts";
import { publicHoles } from "../report-body.ts";
import { reportForms } from "../report-forms.ts";
import { route, type Asked } from "../route.ts";

const operations = [
  "GetMaintenanceWindowExecution",
  "DescribeMaintenanceWindowExecutionTasks",
  "DescribeMaintenanceWindowExecutionTaskInvocations",
  "GetMaintenanceWindowExecutionTask",
  "ListCommandInvocations",
  "GetAutomationExecution",
  "DescribeAutomationStepExecutions",
] as const;

const windowExecutionId = awsPathText("GetMaintenanceWindowExecution", "WindowExecutionId");

/** What an execution means: its machines, and the report. */
export const reportRoutes = [
  route({
    id: "listTargets",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/targets",
    tag: "Executions",
    summary: "What became of each machine",
    about:
      "One row for each machine and invocation, joined from Run Command and Automation, with counts that add up. As lines of JSON it is the rows alone.",
    role: "read",
    operations,
    forms: [
      {
        media: "application/json",
        walks: true,
        schema: structure(
          {
            WindowExecutionId: text(),
            verdict: word(verdicts, "Windowpane's own word on the execution."),
            reason: text(),
            falseGreen: flag("AWS says SUCCESS, and the verdict says otherwise."),
            counts: ref("Counts"),
            machineCounts: ref("Counts"),
            machines: listOf(ref("Machine")),
            shown: count("How many rows passed the filter and stand here; `counts.total` is all of them."),
            holes: listOf(ref("Hole")),
            complete: flag("Whether everything could be read."),
          },
          [
            "WindowExecutionId",
            "verdict",
            "reason",
            "falseGreen",
            "counts",
            "machineCounts",
            "machines",
            "shown",
            "holes",
            "complete",
          ],
        ),
      },
      {
        media: NDJSON,
        about:
          'One row a line. When something could not be read, the last lines are `{"hole": ...}`, one for each thing that is missing.',
        walks: true,
        schema: { anyOf: [ref("Machine"), structure({ hole: ref("Hole") }, ["hole"])] },
      },
    ],
    pathParameters: { windowExecutionId },
    queryParameters: {
      bucket: words(bucketsWorstFirst, "Only machines that stand in this bucket; several are alternatives."),
    },
    problems: ["no-such-thing"],
    answer: async (asked) => {
      const report = await read(asked, asked.path.windowExecutionId, false);
      const { bucket } = asked.query;
      const rows = [...machinesOf(report)].filter(
        (machine) => bucket.length === 0 || bucket.includes(machine.bucket),
      );
      const holes = publicHoles(report.holes, false);
      if (asked.media === NDJSON) return lines(rows, holes);
      const { WindowExecutionId, verdict, reason, falseGreen, counts, machineCounts, complete } = report;
      const body = {
        WindowExecutionId,
        verdict,
        reason,
        falseGreen,
        counts,
        machineCounts,
        machines: rows,
        shown: rows.length,
        holes,
        complete,
      };
      return json(body, freshnessOf(report));
    },
  }),
  route({
    id: "getReport",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/report",
    tag: "Executions",
    summary: "The report on an execution",
    about:
      "Verdict with its reason, counts, causes, groups of failures, and holes for what could not be read: a report with a hole says `complete: false`. A report whose execution is finished is kept for a day.",
    role: "read",
    operations,
    forms: reportForms.map(({ media, about, schema }) => ({ media, about, schema, walks: true })),
    pathParameters: { windowExecutionId },
    queryParameters: { includeSensitive },
    problems: ["no-such-thing"],
    answer: async (asked) => {
      const report = await read(asked, asked.path.windowExecutionId, asked.query.includeSensitive);
      const form = reportForms.find(({ media }) => media === asked.media) ?? reportForms[0];
      const holes = publicHoles(report.holes, asked.query.includeSensitive);
      return {
        kind: "whole",
        media: form.media,
        text: form.write({ ...report, holes }),
        freshness: freshnessOf(report),
      };
    },
  }),
];

const read = (
  { client, limits, signal }: Asked,
  WindowExecutionId: string,
  withSensitive: boolean,
): Promise<ExecutionReport> => {
  const bounded: Client = client({ left: limits.requestsPerWalk });
  const { concurrency } = limits;
  return reportExecution(bounded, {
    WindowExecutionId,
    concurrency,
    signal,
    includeSensitive: withSensitive,
  });
};

/** One with a hole may be whole next time; one that is cancelled may still have machines at work. */
const freshnessOf = (report: ExecutionReport): Freshness =>
  isFinished(report.Status) && report.complete && report.verdict !== "RUNNING" && openOf(report.counts) === 0
    ? "settled"
    : "moving";

const lines = (rows: readonly unknown[], holes: readonly unknown[]): Answer => ({
  kind: "whole",
  media: NDJSON,
  text: [...rows, ...holes.map((hole) => ({ hole }))].map((row) => `${JSON.stringify(row)}\n`).join(""),
  freshness: "moving",
});
