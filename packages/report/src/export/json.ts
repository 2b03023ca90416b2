import { reportFormats } from "./parts/formats.ts";
import { safeJson } from "@windowpane/text";
import type { ExecutionReport } from "../model/report.ts";
import type { ReportWriter } from "./parts/writer.ts";

/** The report itself. Control characters are `\u` escapes, which keeps the values unchanged. */
export const jsonWriter: ReportWriter = {
  ...reportFormats.json,
  write: (report, { includeSensitive = false }) => {
    const kept = includeSensitive ? report : withoutSensitive(report);
    return `${safeJson(JSON.stringify(kept, undefined, 2))}\n`;
  },
};

const withoutSensitive = (report: ExecutionReport): ExecutionReport => ({
  ...report,
  tasks: report.tasks.map((task) => ({
    ...task,
    invocations: task.invocations.map(({ Parameters: _, OwnerInformation: __, ...rest }) => rest),
  })),
  gaps: report.gaps.map(({ message: _, ...gap }) => gap),
});
