import { csvWriter } from "./csv.ts";
import { htmlWriter } from "./html/html.ts";
import { jsonWriter } from "./json.ts";
import { junitWriter } from "./junit/junit.ts";
import { markdownWriter } from "./markdown.ts";
import type { ReportFormat } from "./parts/formats.ts";
import type { ReportWriter } from "./parts/writer.ts";
import { requireTimes } from "../model/require-times.ts";

/** A report that went through JSON has texts as times, which would fail in the middle of a document. */
const checked = (format: ReportFormat, writer: ReportWriter): ReportWriter => ({
  ...writer,
  write(report, options) {
    const { StartTime, EndTime, tasks } = report ?? {};
    if (!Array.isArray(tasks))
      throw new TypeError(`reportWriters.${format} needs a report. Pass the result of reportExecution.`);
    const times = { now: options?.now, ...(StartTime && { StartTime }), ...(EndTime && { EndTime }) };
    requireTimes(`reportWriters.${format}`, times);
    return writer.write(report, options);
  },
});

/** The writers by format. */
export const reportWriters: Readonly<Record<ReportFormat, ReportWriter>> = {
  markdown: checked("markdown", markdownWriter),
  html: checked("html", htmlWriter),
  csv: checked("csv", csvWriter),
  json: checked("json", jsonWriter),
  junit: checked("junit", junitWriter),
};
