import {
  resultsWorstFirst,
  byHarm,
  machinesOf,
  patchOutcomes,
  reportWriters,
  timelineOf,
  verdictsWorstFirst,
  type ReportFormat,
} from "@windowpane/report";
import { NDJSON } from "../answer/answer-list.ts";
import { json, type Answer } from "../answer/answer.ts";
import { count, flag, listOf, ref, structure, text, word } from "../openapi/schema.ts";
import { includeSensitive, optionalWord, patches, words } from "../parameters/common.ts";
import { awsPathText } from "../parameters/parameter.ts";
import { freshnessOfReport, ofWindow, readReport, readWindow, reportOperations } from "../read-report.ts";
import { publicGaps } from "../report-body.ts";
import { route, type Form } from "../route.ts";

/** Every form in which a report is given, the preferred one first. A new writer is a new row, and nothing else. */
const reportForms = [
  { format: "json", media: "application/json", schema: ref("ExecutionReport") },
  {
    format: "html",
    media: "text/html",
    about: "One self-contained page with the timeline as a picture. What machines printed is text in it.",
  },
  { format: "markdown", media: "text/markdown", about: "For tickets and chats." },
  {
    format: "csv",
    media: "text/csv",
    about:
      "A row for each machine, for spreadsheets; a cell that a spreadsheet would run begins with an apostrophe.",
  },
  {
    format: "junit",
    media: "application/xml",
    about: "JUnit: a suite for each task, a test for each machine, and one for the verdict.",
  },
] as const satisfies readonly (Form & { readonly format: ReportFormat })[];

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
    operations: reportOperations,
    forms: [
      {
        media: "application/json",
        walks: true,
        schema: structure(
          {
            WindowExecutionId: text(),
            verdict: word(verdictsWorstFirst, "Windowpane's own word on the execution."),
            reason: text(),
            falseGreen: flag("AWS says SUCCESS, and the verdict says otherwise."),
            counts: ref("Counts"),
            machineCounts: ref("Counts"),
            patches: ref("PatchCounts"),
            machines: listOf(ref("Machine")),
            shown: count("How many rows passed the filter and stand here; `counts.total` is all of them."),
            gaps: listOf(ref("Gap")),
            complete: flag("Whether everything could be read."),
          },
          ["patches"],
        ),
      },
      {
        media: NDJSON,
        about:
          'One row a line. When something could not be read, the last lines are `{"gap": ...}`, one for each thing that is missing.',
        walks: true,
        schema: { anyOf: [ref("Machine"), structure({ gap: ref("Gap") })] },
      },
    ],
    pathParameters: { windowExecutionId },
    queryParameters: {
      result: words(resultsWorstFirst, "Only machines that stand in this result; several are alternatives."),
      patch: words(patchOutcomes, "Only machines with this patch result; several are alternatives."),
      patches,
    },
    problems: ["no-such-thing"],
    answer: async (asked) => {
      const client = asked.client({ left: asked.limits.requestsPerWalk });
      const { result, patch, ...options } = asked.query;
      const report = await readReport(asked, client, asked.path.windowExecutionId, options);
      const rows = machinesOf(report)
        .filter((machine) => result.length === 0 || result.includes(machine.result))
        .filter(
          (machine) =>
            patch.length === 0 || (machine.patch !== undefined && patch.includes(machine.patch.result)),
        )
        .toSorted(byHarm);
      const gaps = publicGaps(report.gaps, false);
      if (asked.media === NDJSON) return lines(rows, gaps);
      const { WindowExecutionId, verdict, reason, falseGreen, counts, machineCounts, complete } = report;
      const body = {
        WindowExecutionId,
        verdict,
        reason,
        falseGreen,
        counts,
        machineCounts,
        patches: report.patches,
        machines: rows,
        shown: rows.length,
        gaps,
        complete,
      };
      return json(body, freshnessOfReport(report));
    },
  }),
  route({
    id: "getReport",
    method: "GET",
    path: "/v1/executions/{windowExecutionId}/report",
    tag: "Executions",
    summary: "The report on an execution",
    about:
      "Verdict with its reason, counts, causes, groups of failures, and gaps for what could not be read: a report with a gap says `complete: false`. Machines of patch runs have a patch result, with the operation that it is based on: a machine whose command passed and that is not patched makes the verdict PARTIAL. A report whose execution is finished is kept for a day, unless a machine has not reported its patches.",
    role: "read",
    operations: [...reportOperations, "GetMaintenanceWindow", "DescribeMaintenanceWindowTasks"],
    forms: reportForms.map(({ format: _, ...form }) => ({ ...form, walks: true })),
    formParameter: "format",
    pathParameters: { windowExecutionId },
    queryParameters: {
      includeSensitive,
      patches,
      windowId: ofWindow,
      format: optionalWord(
        reportForms.map(({ format }) => format),
        "The form of the answer, for who cannot say it with `Accept`, which it overrules.",
      ),
    },
    problems: ["no-such-thing"],
    answer: async (asked) => {
      const { now, path, query } = asked;
      const client = asked.client({ left: asked.limits.requestsPerWalk });
      const window = await readWindow(asked, client, query.windowId);
      const read = await readReport(asked, client, path.windowExecutionId, {
        includeSensitive: query.includeSensitive,
        patches: query.patches,
        window,
      });
      const report = { ...read, gaps: publicGaps(read.gaps, query.includeSensitive) };
      const form =
        reportForms.find(({ format }) => format === query.format) ??
        reportForms.find(({ media }) => media === asked.media) ??
        reportForms[0];
      const { format, media } = form;
      const freshness = freshnessOfReport(report);
      if (format === "json") return json(report, freshness);
      const { policy, write } = reportWriters[format];
      const timeline = timelineOf(report, { now, window });
      const written = write(report, { now, includeSensitive: query.includeSensitive, timeline });
      const headers =
        policy === undefined ? {} : { "content-security-policy": `${policy}; frame-ancestors 'none'` };
      return { kind: "whole", media, text: written, headers, freshness };
    },
  }),
];

const lines = (rows: readonly unknown[], gaps: readonly unknown[]): Answer => ({
  kind: "whole",
  media: NDJSON,
  text: [...rows, ...gaps.map((gap) => ({ gap }))].map((row) => `${JSON.stringify(row)}\n`).join(""),
  freshness: "moving",
});
