import type { ExecutionReport } from "../../model/report.ts";
import type { Timeline } from "../../timeline/model.ts";

/** How to write a report. */
export interface WriteOptions {
  /** The time of writing; the document says it. */
  readonly now: Date;
  /** Write `Parameters`, `OwnerInformation`, and AWS's messages, which name accounts and roles. Default: false. */
  readonly includeSensitive?: boolean | undefined;
  /** When what ran, with what is known of the window. Default: made from the report alone, so no cutoff is known. */
  readonly timeline?: Timeline | undefined;
}

/** Writes reports in one format. Whatever a machine printed stays text in it. */
export interface ReportWriter {
  /** The media type, without parameters. */
  readonly media: string;
  /** What a file of it ends with, without the dot. */
  readonly extension: string;
  /** The format in a few words. */
  readonly about: string;
  /** The Content-Security-Policy that a document carries, for servers to send with it. Absent where no browser runs it. */
  readonly policy?: string | undefined;
  /** The whole document; it ends with a line feed. */
  write(report: ExecutionReport, options: WriteOptions): string;
}
