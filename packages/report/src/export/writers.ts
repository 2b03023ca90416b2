import { csvWriter } from "./csv.ts";
import { htmlWriter } from "./html/html.ts";
import { jsonWriter } from "./json.ts";
import { junitWriter } from "./junit/junit.ts";
import { markdownWriter } from "./markdown.ts";
import type { ReportFormat } from "./parts/formats.ts";
import type { ReportWriter } from "./parts/writer.ts";

/** The writers by format. */
export const reportWriters: Readonly<Record<ReportFormat, ReportWriter>> = {
  markdown: markdownWriter,
  html: htmlWriter,
  csv: csvWriter,
  json: jsonWriter,
  junit: junitWriter,
};
