import type { ExecutionReport } from "@windowpane/report";
import { ref, type Schema } from "./openapi/schema.ts";

/** A form of a report. */
interface ReportForm {
  readonly media: string;
  readonly about?: string | undefined;
  readonly schema?: Schema | undefined;
  write(report: ExecutionReport): string;
}

/** Every form in which a report is given, the preferred one first. A new writer is a new row, and nothing else. */
export const reportForms: readonly [ReportForm, ...ReportForm[]] = [
  {
    media: "application/json",
    schema: ref("ExecutionReport"),
    write: (report) => JSON.stringify(report),
  },
];
