import { ref, type Schema } from "./openapi/schema.ts";

/** A form of a report. What writes it is loaded when somebody asks for it (`write-report.ts`). */
interface ReportForm {
  readonly format: "json" | "html" | "markdown" | "csv" | "junit";
  readonly media: string;
  readonly about?: string | undefined;
  readonly schema?: Schema | undefined;
}

/** Every form in which a report is given, the preferred one first. A new writer is a new row, and nothing else. */
export const reportForms = [
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
] as const satisfies readonly ReportForm[];
