/** The formats that a report can be written in, without their writers, which are larger. */

/** A format. */
export type ReportFormat = "markdown" | "html" | "csv" | "json" | "junit";

/** What is known of a format without writing a report. */
export interface FormatFacts {
  /** The media type, without parameters. */
  readonly media: string;
  /** File name extension, without the dot. */
  readonly extension: string;
  /** A short description of the format. */
  readonly about: string;
}

/** The formats, in the order of menus. */
export const reportFormats: Readonly<Record<ReportFormat, FormatFacts>> = {
  markdown: {
    media: "text/markdown",
    extension: "md",
    about: "for tickets and chats",
  },
  html: {
    media: "text/html",
    extension: "html",
    about: "self-contained page with a timeline",
  },
  csv: {
    media: "text/csv",
    extension: "csv",
    about: "one row per machine, RFC 4180, for spreadsheets",
  },
  json: {
    media: "application/json",
    extension: "json",
    about: "the report as data",
  },
  junit: {
    media: "application/xml",
    extension: "xml",
    about: "JUnit: one suite per task, one test per machine, for CI systems",
  },
};
